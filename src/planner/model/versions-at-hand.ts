import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';

/**
 * Versions of a node type that nodes of these drafts are kept in and that the newest description does not hold for:
 * what is written into those nodes has to have the shape of then. Ascending; at most 3. Pure.
 */
export function olderVersions(catalog: Catalog, type: string, drafts: readonly Draft[]): number[] {
  const newest = catalog.get(type)?.covers ?? [];
  const versions = drafts.flatMap(({ nodes }) =>
    nodes.flatMap((node) => (node.type === type && node.typeVersion !== undefined ? [node.typeVersion] : [])),
  );
  const same = catalog.get(type);
  const differs = (version: number): boolean =>
    same !== undefined && version !== same.defaultVersion && (!newest.includes(version) || isConditional(same));
  return [...new Set(versions)]
    .filter(differs)
    .sort((a, b) => a - b)
    .slice(0, 3);
}

/** One description may hold for several versions and show other parameters in each. */
const isConditional = ({ properties }: { properties: readonly { displayOptions?: unknown }[] }): boolean =>
  properties.some(({ displayOptions }) => JSON.stringify(displayOptions ?? '').includes('@version'));
