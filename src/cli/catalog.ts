import type { Command } from 'commander';

const load = () => import('./run/catalog.ts');

/** `catalog sync|show`: the node types of your n8n. */
export function addCatalog(program: Command): void {
  const catalog = program.command('catalog').description('the node types of your n8n');
  catalog
    .command('sync')
    .description('get the catalogue of your n8n, or of a version, into CATALOG_DIR')
    .option('--n8n-version <version>', 'of any n8n, without asking yours')
    .action(async (options: { n8nVersion?: string }) => (await load()).sync(options.n8nVersion));
  catalog
    .command('show')
    .description('what CATALOG_DIR holds and commands use')
    .option('--json', 'machine-readable')
    .action(async (options: { json?: boolean }) => (await load()).show(options.json === true));
}
