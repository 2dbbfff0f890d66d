import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { outlineOf } from '#src/workflow/words/outline/outline.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { corpusFolder, readReal } from '#test/bench/data/corpus.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { lostSteps, stepsIn, tellingFaults } from './outline-checks.ts';

const real = readReal();
if (!real) console.warn(`tellings: skipped, there is no corpus in ${corpusFolder} (BENCH_CORPUS names another).`);

describe.skipIf(!real)('workflows people really use are told', () => {
  it('with each step that leaves a mark once, and without a failure', { timeout: 600_000 }, async () => {
    const catalog = (await fullCatalog()) ?? createCoreCatalog();
    const faults: string[] = [];
    let steps = 0;
    for (const { key, workflow } of real ?? []) {
      const draft = toDraft({
        ...workflow,
        name: workflow['name'] ?? 'W',
        settings: workflow['settings'] ?? {},
      } as unknown as N8nWorkflow);
      const outline = stepsIn(outlineOf(draft, catalog));
      steps += outline.length;
      faults.push(
        ...[...lostSteps(draft, catalog), ...tellingFaults(draft, catalog)].map((fault) => `${key} ${fault}`),
      );
      const { lines, steps: all } = summarize(draft, { catalog });
      if (lines.length > all.length) faults.push(`${key} more lines than steps`);
    }
    expect(faults).toEqual([]);
    expect(steps).toBeGreaterThan(1000);
  });
});
