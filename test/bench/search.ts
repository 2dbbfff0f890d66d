import { describeNode } from '#src/catalog/describe.ts';
import { searchNodes } from '#src/catalog/search.ts';
import { searchRequest } from '#src/catalog/search-request.ts';
import { mostUsed, tokensOf } from '#test/catalog/describe-size.ts';
import { heldOutQueries, knownQueries } from '#test/catalog/search-queries.ts';
import { coverageOf, recallOf } from '#test/catalog/search-recall.ts';
import { requests } from '#test/catalog/search-requests.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (part: number, of: number): string => `${part}/${of} (${((100 * part) / of).toFixed(1)} %)`;

/** Prints how well and how fast node types are found and described. */
export async function run(): Promise<void> {
  const catalog = await fullCatalog();
  if (!catalog) return print('search: no catalogue of a real n8n here');
  const started = performance.now();
  searchNodes(catalog, 'slack');
  print(`search: ${catalog.all().length} node types, index built in ${(performance.now() - started).toFixed(0)} ms`);
  for (const [name, queries] of [
    ['known', knownQueries],
    ['held out', heldOutQueries],
  ] as const) {
    const { of, first, top5, misses } = recallOf(catalog, queries);
    print(`search, ${name} queries: first ${percent(first, of)}, in the top 5 ${percent(top5, of)}`);
    for (const miss of misses) print(`  ${miss}`);
  }
  const coverage = coverageOf(catalog, requests, 8);
  print(
    `search, ${requests.length} whole requests: parts covered by 8 types ${percent(coverage.covered, coverage.of)}`,
  );
  for (const miss of coverage.misses) print(`  ${miss}`);
  const queries = [...knownQueries, ...heldOutQueries].map(([words]) => words);
  print(`search, ms per query: ${spread(queries.map((words) => () => searchNodes(catalog, words)))}`);
  print(
    `search, ms per whole request: ${spread(
      requests.map(
        ([words]) =>
          () =>
            searchRequest(catalog, words),
      ),
    )}`,
  );
  const sizes = tokensOf(catalog);
  const at = (share: number): number => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))] ?? 0;
  print(`describe, tokens of the ${mostUsed.length} most used: p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`);
  const all = catalog.all().flatMap(({ name }) => catalog.get(name) ?? []);
  print(`describe, ms per type: ${spread(all.map((nodeType) => () => describeNode(nodeType)))}`);
}

/** Runs each a few times; the times of the last run. */
function spread(acts: readonly (() => unknown)[]): string {
  for (const act of acts) for (let warm = 0; warm < 3; warm += 1) act();
  const times = acts.map((act) => {
    const started = performance.now();
    act();
    return performance.now() - started;
  });
  times.sort((a, b) => a - b);
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}`;
}
