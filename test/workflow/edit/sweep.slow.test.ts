import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { corpusFolder } from '#test/bench/data/corpus.ts';
import { sweep, sweepWorkflows } from '#test/bench/data/edit-sweep.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const workflows = sweepWorkflows();
if (!workflows)
  console.warn(`edit sweep: skipped, there is no corpus in ${corpusFolder} (BENCH_CORPUS names another).`);

/** `npm run bench -- edits` does all of them. */
const every = 20;

describe.skipIf(!workflows)('every operation on every node of workflows people really use', () => {
  it('changes what was asked for and nothing else', { timeout: 600_000 }, async () => {
    const chosen = (workflows ?? []).filter((_, index) => index % every === 0);
    const { changes, faults } = sweep(chosen, (await fullCatalog()) ?? createCoreCatalog());
    expect(faults).toEqual([]);
    expect(changes).toBeGreaterThan(1000);
  });
});
