import type { Command } from 'commander';
import { failEvent, type Operated, releaseEvent, replayDelivery } from '#src/engine/intake/operate.ts';
import { ConfigError } from '#src/errors.ts';
import { withStore } from './database.ts';
import { print } from './output.ts';

/** `deliveries replay` and `events release|fail`: what an operator does about what hangs. */
export function addOperate(program: Command): void {
  program
    .command('deliveries')
    .description('what people are owed to see')
    .command('replay')
    .description('show what was given up after all')
    .argument('<id>', 'of the draft, event, question or act it is about')
    .action((id: string) => withStore(async (store) => tell(await replayDelivery(store, id, { via: 'cli' }))));

  const events = program.command('events').description('messages and clicks that wait');
  for (const [name, act, description] of [
    ['release', releaseEvent, 'take it up now, with all its tries again'],
    ['fail', failEvent, 'end it; whoever caused it is told that it failed'],
  ] as const) {
    events
      .command(name)
      .description(description)
      .argument('<id>', 'of the event')
      .option('--force', 'also while a process is answering it: it is taken away from that')
      .action((id: string, { force = false }: { force?: boolean }) =>
        withStore(async (store) => tell(await act(store, id, { via: 'cli', force }))),
      );
  }
}

function tell({ done, words }: Operated): void {
  if (!done) throw new ConfigError(words);
  print(words);
}
