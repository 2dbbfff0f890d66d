import type { Command } from 'commander';

const load = () => import('./run/backup.ts');

/** `export` and `import`: every workflow with its versions as files. */
export function addBackup(program: Command): void {
  program
    .command('export')
    .description('write every workflow with its versions, who asked and approved, as files; EXPORT_DIR unless named')
    .argument('[directory]')
    .action(async (directory?: string) => (await load()).writeExport(directory));
  program
    .command('import')
    .description('check the hashes of an export and take up what it holds and is not kept here')
    .argument('<directory>')
    .action(async (directory: string) => (await load()).takeUp(directory));
}
