import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fullCatalog, fullCatalogFolder } from '#test/support/full-catalog.ts';

/** One opening of the cached catalogue by a fresh process. */
export interface CatalogLoad {
  types: number;
  variants: number;
  fileMb: number;
  loadMs: number;
  /** Of the largest description most people ask for: Slack. */
  firstGetMs: number;
  /** Heap and buffers that stay. */
  memoryMb: number;
  /** What the system sees the process grow by, garbage included. */
  rssMb: number;
}

const child = fileURLToPath(new URL('../support/catalog-load.ts', import.meta.url));

/** Opens the cached catalogue in `runs` fresh processes, one after the other. Undefined when it cannot be had. */
export async function measureCatalog(runs = 7): Promise<CatalogLoad[] | undefined> {
  if (!(await fullCatalog())) return undefined;
  const loads: CatalogLoad[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', child, fullCatalogFolder]);
    loads.push(JSON.parse(stdout) as CatalogLoad);
  }
  return loads;
}

/** `npm run bench -- catalog`: load time and memory of a second start, against what was promised of them. */
export async function run(): Promise<void> {
  const loads = await measureCatalog();
  const [first] = loads ?? [];
  if (!loads || !first) return console.log('catalogue: not measured, the package registry cannot be reached');
  const median = (field: keyof CatalogLoad) =>
    loads.map((load) => load[field]).toSorted((a, b) => a - b)[loads.length >> 1] ?? 0;
  const line = (what: string, value: number, unit: string, limit?: number) => {
    const verdict = limit === undefined ? '' : `  (under ${limit}: ${value < limit ? 'yes' : 'NO'})`;
    console.log(`  ${what.padEnd(22)} ${value.toFixed(1).padStart(7)} ${unit}${verdict}`);
  };
  console.log(
    `catalogue: ${first.types} node types, ${first.variants} tools; median of ${loads.length} fresh processes`,
  );
  line('load', median('loadMs'), 'ms', 100);
  line('memory kept', median('memoryMb'), 'MB', 60);
  line('resident set', median('rssMb'), 'MB', 60);
  line('first Slack', median('firstGetMs'), 'ms');
  line('file', median('fileMb'), 'MB');
}
