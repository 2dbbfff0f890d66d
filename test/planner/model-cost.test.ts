import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { measureTurns } from '#test/bench/model.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const full = await fullCatalog();

describe('what a usual request costs', () => {
  it.each([
    ['the built-in catalogue', createCoreCatalog()] as const,
    ...(full ? [['a whole n8n', full] as const] : []),
  ])('with %s: two or three calls and under 10,000 prompt tokens in all', async (name, catalog) => {
    const costs = await measureTurns(catalog);
    expect(costs).toHaveLength(10);
    for (const { request, calls, promptTokens } of costs) {
      expect(calls, request).toBeLessThanOrEqual(3);
      if (name === 'a whole n8n') expect(promptTokens, request).toBeLessThan(12_000);
    }
    const mean = costs.reduce((sum, { promptTokens }) => sum + promptTokens, 0) / costs.length;
    expect(mean).toBeLessThan(8_000);
    expect(costs.filter(({ promptTokens }) => promptTokens < 10_000).length).toBeGreaterThanOrEqual(9);
    if (name === 'a whole n8n') expect(costs.every(({ kind }) => kind === 'draft')).toBe(true);
  });
});
