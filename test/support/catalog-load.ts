import { openCache } from '#src/catalog/cache.ts';
import { openCachedCatalog } from '#src/catalog/cached-catalog.ts';

/** Runs in a process of its own: what opening the cached catalogue takes, as one line of JSON. */
function measure(directory: string): object {
  const collect = globalThis.gc ?? (() => {});
  collect();
  const before = process.memoryUsage();
  const startedAt = performance.now();
  const opened = openCachedCatalog(openCache(directory), {});
  const loadMs = performance.now() - startedAt;
  if (!opened) throw new Error(`no catalogue in ${directory}`);
  collect();
  const after = process.memoryUsage();
  const readAt = performance.now();
  opened.catalog.get('n8n-nodes-base.slack');
  return {
    types: opened.catalog.all().length,
    variants: opened.catalog.variants().length,
    fileMb: opened.pack.bytes / 1024 / 1024,
    loadMs,
    firstGetMs: performance.now() - readAt,
    memoryMb: (after.heapUsed + after.external - before.heapUsed - before.external) / 1024 / 1024,
    rssMb: (after.rss - before.rss) / 1024 / 1024,
  };
}

process.stdout.write(JSON.stringify(measure(process.argv[2] ?? '')));
