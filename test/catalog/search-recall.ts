import type { Catalog } from '#src/catalog/catalog.ts';
import { searchNodes } from '#src/catalog/search.ts';
import { searchRequest } from '#src/catalog/search-request.ts';
import type { Query } from './search-queries.ts';
import type { Request } from './search-requests.ts';

export interface Recall {
  of: number;
  first: number;
  top5: number;
  /** A line for each query whose answer was not first, with what came instead. */
  misses: string[];
}

const short = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

/** How many of the queries find their node type first and among the first five. */
export function recallOf(catalog: Catalog, queries: readonly Query[]): Recall {
  const recall: Recall = { of: queries.length, first: 0, top5: 0, misses: [] };
  for (const [words, types] of queries) {
    const found = searchNodes(catalog, words, 5).map(({ type }) => short(type));
    const rank = found.findIndex((type) => types.split('|').includes(type));
    if (rank === 0) recall.first += 1;
    if (rank >= 0) recall.top5 += 1;
    if (rank !== 0)
      recall.misses.push(
        `${rank < 0 ? 'missed' : `rank ${rank + 1}`}: "${words}" wants ${types}, got ${found.join(', ')}`,
      );
  }
  return recall;
}

/** How many parts of the requests are covered by the first `limit` node types. */
export function coverageOf(
  catalog: Catalog,
  requests: readonly Request[],
  limit: number,
): { of: number; covered: number; misses: string[] } {
  const coverage = { of: 0, covered: 0, misses: [] as string[] };
  for (const [words, ...parts] of requests) {
    const found = searchRequest(catalog, words, limit).hits.map(({ type }) => short(type));
    const missing = parts.filter((part) => !part.split('|').some((type) => found.includes(type)));
    coverage.of += parts.length;
    coverage.covered += parts.length - missing.length;
    if (missing.length > 0) coverage.misses.push(`"${words}" lacks ${missing.join(', ')}, got ${found.join(', ')}`);
  }
  return coverage;
}
