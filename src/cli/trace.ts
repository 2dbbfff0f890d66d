import type { Command } from 'commander';

/** `trace`: what became of one request. */
export function addTrace(program: Command): void {
  program
    .command('trace')
    .description('the life of one request: every step with its time, who, tries, what is owed, and what it waits for')
    .argument('<reference>', 'the reference people see, or the id of an event, draft, creation, act or workflow')
    .option('--json', 'as one JSON object')
    .action(async (given: string, options: { json?: boolean }) =>
      (await import('./run/trace.ts')).trace(given, options),
    );
}
