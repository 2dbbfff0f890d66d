import { describe, expect, it } from 'vitest';
import { measureTurns } from '#test/bench/model.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const full = await fullCatalog();

describe.skipIf(!full)('what a usual request costs with a model that makes no needless call', () => {
  it.each([
    ['trusts what is shortened', false],
    ['reads on where it needs more', true],
  ])('is under 6,000 prompt tokens on average, and at most three calls each, when it %s', async (_how, cautious) => {
    const costs = full ? await measureTurns(full, { cautious }) : [];
    expect(costs).toHaveLength(10);
    for (const { request, calls, promptTokens, kind } of costs) {
      expect(kind, request).toBe('draft');
      expect(calls, request).toBeLessThanOrEqual(3);
      expect(promptTokens, request).toBeLessThan(10_000);
    }
    const sum = costs.reduce((all, { promptTokens }) => all + promptTokens, 0);
    expect(sum / costs.length).toBeLessThan(6000);
  });
});
