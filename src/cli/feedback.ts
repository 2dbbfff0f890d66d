import { type Command, InvalidArgumentError } from 'commander';
import { listFeedback } from '#src/store/feedback.ts';
import { withStore } from './database.ts';
import { print } from './output.ts';

/** `feedback list`: what people thought of drafts and answers. */
export function addFeedback(program: Command): void {
  program
    .command('feedback')
    .description('what people thought of drafts and answers')
    .command('list')
    .description('the newest first, one JSON object a line')
    .option('--limit <n>', 'at most so many', parseLimit, 100)
    .action(({ limit }: { limit: number }) =>
      withStore(async (store) => {
        for (const line of await listFeedback(store.fork(), limit)) print(JSON.stringify(line));
      }),
    );
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError('a whole number above 0');
  return limit;
}
