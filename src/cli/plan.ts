import type { Command } from 'commander';

/** `plan`: words → draft, nothing created. */
export function addPlan(program: Command): void {
  program
    .command('plan')
    .description('words → draft as n8n JSON plus issues; nothing is created')
    .argument('<request>')
    .option('--json', 'machine-readable')
    .action(async (request: string, options: { json?: boolean }) =>
      (await import('./run/plan.ts')).plan(request, options),
    );
}
