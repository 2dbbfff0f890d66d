import type { Command } from 'commander';

/** `rehearse`: what a workflow would do, tried in the connected n8n with everything that reaches outside held back. */
export function addRehearse(program: Command): void {
  program
    .command('rehearse')
    .description('run a workflow file in your n8n with an example, everything that reaches outside held back')
    .argument('<file>', 'an n8n workflow')
    .option('--sample <file>', 'an example of what starts it, as JSON; or {"event": …, "steps": {"name": …}}')
    .option('--trigger <name>', 'the step to begin with, when several start it')
    .option('--language <language>', 'en, de, fr or es', 'en')
    .option('--json', 'machine-readable')
    .action(async (file: string, options: { sample?: string; trigger?: string; language: string; json?: boolean }) =>
      (await import('./run/rehearse.ts')).rehearseFile(file, options),
    );
}
