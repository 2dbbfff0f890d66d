import { listFeedback } from '#src/store/feedback.ts';
import { print } from '../output.ts';
import { withStore } from './database.ts';

/** `feedback list`. */
export function list(limit: number): Promise<void> {
  return withStore(async (store) => {
    for (const line of await listFeedback(store.fork(), limit)) print(JSON.stringify(line));
  });
}
