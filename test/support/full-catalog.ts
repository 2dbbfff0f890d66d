import { homedir } from 'node:os';
import { join } from 'node:path';
import { openCache } from '#src/catalog/cache.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import { toCatalog } from '#src/catalog/instance-catalog.ts';
import type { Inventory } from '#src/catalog/inventory.ts';
import { readNpmConfig } from '#src/catalog/npm-config.ts';
import type { OutputShapes } from '#src/catalog/outputs.ts';
import type { Pack } from '#src/catalog/pack.ts';
import { createRegistry } from '#src/catalog/registry.ts';
import { ensureOutputs, ensurePack } from '#src/catalog/sync.ts';
import { n8nVersion } from '#src/dev/n8n-install.ts';
import { CatalogError } from '#src/errors.ts';

/** Where the tests keep it, outside the project: it is not ours to ship. */
export const fullCatalogFolder = join(
  process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'),
  'flowsmith',
  'catalog',
);

let pack: Promise<Pack | undefined> | undefined;

/**
 * The catalogue of the n8n that the end-to-end tests speak to, fetched from the package registry once per user. Nothing
 * is excluded unless told so. Undefined, with the reason on the console, when it cannot be had.
 */
export async function fullCatalog(inventory: Partial<Inventory> = {}): Promise<Catalog | undefined> {
  pack ??= load();
  const found = await pack;
  return found && toCatalog(found, { excluded: [], communityPackages: [], ...inventory });
}

/** What its nodes put out; undefined where that cannot be had. */
export const fullOutputs = (): Promise<OutputShapes | undefined> => ensureOutputs(n8nVersion, options());

const tell = (error: CatalogError) => console.warn(`No catalogue of n8n ${n8nVersion}: ${error.userMessage}`);
function options() {
  const npm = readNpmConfig({ variable: (name) => process.env[name] });
  return { cache: openCache(fullCatalogFolder), registry: createRegistry(npm), onTrouble: tell };
}

async function load(): Promise<Pack | undefined> {
  try {
    return (await ensurePack(n8nVersion, options())).pack;
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    tell(error);
    return undefined;
  }
}
