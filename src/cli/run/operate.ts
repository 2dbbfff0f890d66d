import { failEvent, type Operated, releaseEvent, replayDelivery } from '#src/engine/intake/operate.ts';
import { ConfigError } from '#src/errors.ts';
import { print } from '../output.ts';
import { withStore } from './database.ts';

/** `deliveries replay`. */
export function replay(id: string): Promise<void> {
  return withStore(async (store) => tell(await replayDelivery(store, id, { via: 'cli' })));
}

/** `events release`. */
export function release(id: string, force: boolean): Promise<void> {
  return withStore(async (store) => tell(await releaseEvent(store, id, { via: 'cli', force })));
}

/** `events fail`. */
export function fail(id: string, force: boolean): Promise<void> {
  return withStore(async (store) => tell(await failEvent(store, id, { via: 'cli', force })));
}

function tell({ done, words }: Operated): void {
  if (!done) throw new ConfigError(words);
  print(words);
}
