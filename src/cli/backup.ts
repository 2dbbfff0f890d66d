import type { Command } from 'commander';
import { readConfig, readVariables } from '#src/config.ts';
import { exportTo, readExport } from '#src/engine/backup/files.ts';
import { importFrom } from '#src/engine/backup/import.ts';
import { ConfigError } from '#src/errors.ts';
import { withStore } from './database.ts';
import { print } from './output.ts';

/** `export` and `import`: every workflow with its versions as files. */
export function addBackup(program: Command): void {
  program
    .command('export')
    .description('write every workflow with its versions, who asked and approved, as files; EXPORT_DIR unless named')
    .argument('[directory]')
    .action((named?: string) =>
      withStore(async (store) => {
        const directory = named ?? readVariables(process.env)['EXPORT_DIR'];
        if (!directory) throw new ConfigError('Name a folder, or set EXPORT_DIR.');
        const { workflows, files, changed } = await exportTo(store, directory);
        print(`${workflows} workflows in ${files} files, ${changed} of them written. ${directory}/manifest.json`);
      }),
    );
  program
    .command('import')
    .description('check the hashes of an export and take up what it holds and is not kept here')
    .argument('<directory>')
    .action((directory: string) =>
      withStore(async (store) => {
        const { n8n } = readConfig(process.env);
        const { workflows, known } = await importFrom(store, await readExport(directory), n8n.baseUrl);
        print(`${workflows} workflows taken up, ${known} were kept here already.`);
        if (workflows > 0) print('flowsmith restore --all puts those that are missing into n8n.');
      }),
    );
}
