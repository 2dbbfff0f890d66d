import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Workflows that are measured on lie beside the repository, never in it; BENCH_CORPUS names another place. */
export const corpusFolder = process.env['BENCH_CORPUS'] || resolve('..', 'shared', 'corpus');

export interface RealWorkflow {
  /** First eight hex digits of the SHA-256 of its file name: names it in tables without copying anything of it. */
  key: string;
  file: string;
  workflow: Record<string, unknown>;
}

/** Real workflows, one JSON line each: `{ file, workflow }`; undefined where the corpus is not. */
export function readReal(): RealWorkflow[] | undefined {
  const path = join(corpusFolder, 'real.jsonl.gz');
  if (!existsSync(path)) return undefined;
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n');
  return lines.filter(Boolean).map((line) => {
    const { file, workflow } = JSON.parse(line) as Omit<RealWorkflow, 'key'>;
    return { key: createHash('sha256').update(file).digest('hex').slice(0, 8), file, workflow };
  });
}

export interface BrokenWorkflow {
  name: string;
  /** `valid`, `error`, `warning`, or `instance`: an error only the connected n8n's own data shows. */
  expected: string;
  workflow: unknown;
}

/** Broken workflows, a file each, with the level `expected.json` gives them; undefined where the corpus is not. */
export function readBroken(): BrokenWorkflow[] | undefined {
  const folder = join(corpusFolder, 'broken');
  if (!existsSync(join(folder, 'expected.json'))) return undefined;
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const expected = read('expected.json') as Record<string, string>;
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'expected.json')
    .map((file) => {
      const name = file.slice(0, -'.json'.length);
      return { name, expected: expected[name] ?? 'not listed', workflow: read(file) };
    });
}
