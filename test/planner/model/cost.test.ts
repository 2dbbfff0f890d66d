import { describe, expect, it } from 'vitest';
import { measureTurns } from '#test/bench/model.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const full = await fullCatalog();

describe.skipIf(!full)('what a usual request costs with a model that makes no needless call', () => {
  it('is at most three calls and under 10,000 prompt tokens in all, each', async () => {
    const costs = full ? await measureTurns(full) : [];
    expect(costs).toHaveLength(10);
    for (const { request, calls, promptTokens, kind } of costs) {
      expect(kind, request).toBe('draft');
      expect(calls, request).toBeLessThanOrEqual(3);
      expect(promptTokens, request).toBeLessThan(10_000);
    }
  });
});
