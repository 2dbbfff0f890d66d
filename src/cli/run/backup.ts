import { readConfig, readVariables } from '#src/config.ts';
import { exportTo, readExport } from '#src/engine/backup/files.ts';
import { importFrom } from '#src/engine/backup/import.ts';
import { ConfigError } from '#src/errors.ts';
import { print } from '../output.ts';
import { withStore } from './database.ts';

/** `export`. */
export function writeExport(named: string | undefined): Promise<void> {
  return withStore(async (store) => {
    const directory = named ?? readVariables(process.env)['EXPORT_DIR'];
    if (!directory) throw new ConfigError('Name a folder, or set EXPORT_DIR.');
    const { workflows, files, changed } = await exportTo(store, directory);
    print(`${workflows} workflows in ${files} files, and manifest.json; ${changed} of them written. ${directory}`);
  });
}

/** `import`. */
export function takeUp(directory: string): Promise<void> {
  return withStore(async (store) => {
    const { n8n } = readConfig(process.env);
    const { workflows, known } = await importFrom(store, await readExport(directory), n8n.baseUrl);
    print(`${workflows} workflows taken up, ${known} were kept here already.`);
    if (workflows > 0) print('flowsmith restore --all puts those that are missing into n8n.');
  });
}
