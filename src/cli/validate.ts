import type { Command } from 'commander';

/** `validate`: checks n8n workflow files. */
export function addValidate(program: Command): void {
  program
    .command('validate')
    .description('check n8n workflow files; exit 1 when one has an error; also for your own CI')
    .argument('<file...>')
    .option('--json', 'a JSON line per file')
    .option('--fix', 'mend what has one obvious way to be mended, in the file itself')
    .action(async (files: string[], options: { json?: boolean; fix?: boolean }) =>
      (await import('./run/validate.ts')).validate(files, options),
    );
}
