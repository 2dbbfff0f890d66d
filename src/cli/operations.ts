import type { Command } from 'commander';

const load = () => import('./run/operations.ts');

/** `migrate` and `purge-text`: what an operator runs. */
export function addOperations(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date')
    .action(async () => (await load()).migrate());

  program
    .command('purge-text')
    .description('remove the text of one event from everything, e.g. a secret that nothing recognised')
    .argument('<event>', 'id of the event, as the log and the audit trail name it (subject of its "request")')
    .action(async (event: string) => (await load()).purge(event));
}
