import type { Command } from 'commander';

const load = () => import('./run/nodes.ts');

/** `nodes search|describe`: the node catalogue. */
export function addNodes(program: Command): void {
  const nodes = program.command('nodes').description('the node catalogue');
  nodes
    .command('search')
    .argument('<words>')
    .option('--json', 'machine-readable')
    .action(async (words: string, options: { json?: boolean }) => (await load()).search(words, options));
  nodes
    .command('describe')
    .argument('<type>')
    .option('--resource <resource>')
    .option('--operation <operation>')
    .option('--json', 'machine-readable')
    .action(async (type: string, options: { resource?: string; operation?: string; json?: boolean }) =>
      (await load()).describe(type, options),
    );
}
