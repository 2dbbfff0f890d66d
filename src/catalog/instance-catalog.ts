import { type Catalog, createCatalog, packageOf } from './catalog.ts';
import type { Inventory } from './inventory.ts';
import type { Pack } from './pack.ts';
import { toVariantEntries } from './tool-variants.ts';

/** n8n's own. */
export const nodePackages = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'];

/** The catalogue of one instance. */
export function toCatalog(pack: Pack, inventory: Inventory, communityPacks: readonly Pack[] = []): Catalog {
  const packs = [pack, ...communityPacks];
  const everything = packs.flatMap((each) => each.entries);
  const excluded = new Set([
    ...inventory.excluded,
    ...notIncluded(
      everything.map((entry) => entry.summary.name),
      inventory.included,
    ),
  ]);
  const entries = everything.filter((entry) => !excluded.has(entry.summary.name));
  return createCatalog(
    { kind: 'instance', n8nVersion: pack.version, ...(pack.nearest ? { nearest: true } : {}) },
    {
      entries,
      variants: toVariantEntries(entries),
      credentials: packs.flatMap((each) => each.credentials),
      excluded,
      communityPackages: [
        ...inventory.communityPackages.map((each) => each.name),
        ...(pack.origin === 'export' ? foreignPackages(pack) : []),
      ],
    },
  );
}

/** Types of packages of which the operator named those to have. */
function notIncluded(names: readonly string[], included: readonly string[] = []): string[] {
  const [wanted, packages] = [new Set(included), new Set(included.map(packageOf))];
  return names.filter((name) => packages.has(packageOf(name)) && !wanted.has(name));
}

/** Packages in an exported file that are not n8n's own. */
function foreignPackages(pack: Pack): string[] {
  const names = new Set(pack.entries.map((entry) => packageOf(entry.summary.name)));
  return [...names].filter((name) => !nodePackages.includes(name));
}
