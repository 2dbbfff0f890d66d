import type { Command } from 'commander';
import { chooseCatalog } from './choose-catalog.ts';
import { print } from './output.ts';
import { validateFiles } from './validate-files.ts';

/** `validate`: checks n8n workflow files. */
export function addValidate(program: Command): void {
  program
    .command('validate')
    .description('check n8n workflow files; exit 1 when one has an error; also for your own CI')
    .argument('<file...>')
    .option('--json', 'a JSON line per file')
    .option('--fix', 'mend what has one obvious way to be mended, in the file itself')
    .action((files: string[], options: { json?: boolean; fix?: boolean }) => {
      const catalog = chooseCatalog({ silent: options.json });
      if (!validateFiles(files, { ...options, catalog, print })) process.exitCode = 1;
    });
}
