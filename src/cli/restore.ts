import { type Command, InvalidArgumentError } from 'commander';

/** `restore`: what was put into n8n for a workflow, and an earlier version back. */
export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('list the versions of a workflow; with --version put one back into n8n, not published')
    .argument('<workflow>', 'its name, or its id here or in n8n')
    .option('--version <number>', 'the version to put back, as listed', parseNumber)
    .option('--publish', 'make it live as well')
    .action(async (called: string, options: { version?: number; publish?: boolean }) => {
      // Only here, because it brings the queue with it: every other verb starts faster without.
      const { restore } = await import('./restore-version.ts');
      await restore(called, options);
    });
}

function parseNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('Give its number as listed, e.g. 2.');
  return Number(text);
}
