import { type Command, InvalidArgumentError } from 'commander';

/** `feedback list`: what people thought of drafts and answers. */
export function addFeedback(program: Command): void {
  program
    .command('feedback')
    .description('what people thought of drafts and answers')
    .command('list')
    .description('the newest first, one JSON object a line')
    .option('--limit <n>', 'at most so many', parseLimit, 100)
    .action(async ({ limit }: { limit: number }) => (await import('./run/feedback.ts')).list(limit));
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError('a whole number above 0');
  return limit;
}
