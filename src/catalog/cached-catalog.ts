import { type CatalogCache, cachedVersions, communityFile, packFile } from './cache.ts';
import type { Catalog } from './catalog.ts';
import { toCatalog } from './instance-catalog.ts';
import { type Inventory, loadRecord, newestRecord, usualInventory } from './inventory.ts';
import type { Pack } from './pack.ts';

export interface CachedCatalog {
  catalog: Catalog;
  pack: Pack;
  inventory: Inventory;
}

/**
 * What the folder holds, without asking anybody: the given version, else the one of the given instance, else the newest
 * there is. Undefined when there is none. What no instance was asked about is taken as n8n has it by default.
 */
export function openCachedCatalog(
  cache: CatalogCache,
  { version, instanceUrl }: { version?: string | undefined; instanceUrl?: string | undefined },
): CachedCatalog | undefined {
  const own = instanceUrl === undefined ? undefined : loadRecord(cache, instanceUrl);
  const wanted = version ?? own?.version;
  for (const candidate of wanted === undefined ? cachedVersions(cache) : [wanted]) {
    const pack = cache.load(packFile(candidate));
    if (!pack) continue;
    const record = own?.version === candidate ? own : newestRecord(cache, candidate);
    const inventory = record?.inventory ?? usualInventory(candidate);
    const communityPacks = inventory.communityPackages.flatMap(
      (each) => cache.load(communityFile(each.name, each.version)) ?? [],
    );
    return { catalog: toCatalog(pack, inventory, communityPacks), pack, inventory };
  }
  return undefined;
}
