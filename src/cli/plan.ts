import type { Command } from 'commander';

/** `plan`: words → draft, nothing created. */
export function addPlan(program: Command): void {
  program
    .command('plan')
    .description('words → draft as n8n JSON plus issues; nothing is created')
    .argument('[request]')
    .option('--json', 'machine-readable')
    .option(
      '--requests <file>',
      'many requests: a JSON line each, {"id", "request", "timezone"?}; - reads standard input',
    )
    .action(async (request: string | undefined, options: { json?: boolean; requests?: string }, command: Command) => {
      if ((request === undefined) === (options.requests === undefined))
        command.error('error: give either one request or --requests with a file of them');
      if (options.requests !== undefined) return (await import('./run/plan-many.ts')).planMany(options.requests);
      return (await import('./run/plan.ts')).plan(request ?? '', options);
    });
}
