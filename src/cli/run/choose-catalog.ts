import { openCache } from '#src/catalog/cache.ts';
import { type CachedCatalog, openCachedCatalog } from '#src/catalog/cached-catalog.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { readCatalogConfig } from '#src/config.ts';
import { note } from '../output.ts';

/** What CATALOG_DIR holds for N8N_VERSION, else for the n8n of N8N_BASE_URL, else the newest; asks nobody. */
export function openCached(): CachedCatalog | undefined {
  const { directory, n8nVersion, instanceUrl } = readCatalogConfig(process.env);
  return openCachedCatalog(openCache(directory), { version: n8nVersion, instanceUrl });
}

/**
 * The catalogue a command checks against: the cached one, else the core one. Says which on standard error.
 * @param silent for output that a program reads
 */
export function chooseCatalog({ silent = false }: { silent?: boolean | undefined } = {}): Catalog {
  const cached = openCached()?.catalog;
  if (!silent) {
    note(
      cached
        ? `Catalogue: n8n ${cached.source.n8nVersion}.`
        : 'Catalogue: the built-in one, which knows few node types. For all of your n8n: flowsmith catalog sync',
    );
  }
  return cached ?? createCoreCatalog();
}
