import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { toTwin } from '#src/rehearsal/twin.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { reachesOut } from './reaches-out.ts';

/** A gzipped file of `{file, workflow}` lines with workflows people really use; none of them belongs to this repository. */
const corpus = process.env['WORKFLOW_CORPUS'] ?? '../shared/corpus/real.jsonl.gz';
if (!existsSync(corpus)) console.warn(`twin-corpus: skipped, there is no ${corpus} (WORKFLOW_CORPUS names another).`);
const catalog = await fullCatalog();

describe.skipIf(!existsSync(corpus) || !catalog)('workflows people really use', () => {
  it('have twins that cannot reach outside, from whichever of their triggers', () => {
    if (!catalog) return;
    const lines = gunzipSync(readFileSync(corpus)).toString().split('\n').filter(Boolean);
    let twins = 0;
    for (const line of lines) {
      const { file, workflow } = JSON.parse(line) as { file: string; workflow: N8nWorkflow };
      for (const trigger of [undefined, ...workflow.nodes.map(({ name }) => name)]) {
        const twin = toTwin(workflow, { catalog, trigger });
        if (!twin) continue;
        twins += 1;
        expect(reachesOut(twin.document), `${file} from ${trigger}`).toEqual([]);
      }
    }
    expect(lines.length).toBeGreaterThan(700);
    expect(twins).toBeGreaterThan(1200);
  }, 600_000);
});
