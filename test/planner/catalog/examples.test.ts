import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { shownExamples } from './examples.ts';

const full = await fullCatalog();
const catalogs = [['built-in', createCoreCatalog()] as const, ...(full ? [['n8n’s own', full] as const] : [])];
const examples = shownExamples();

it('finds the examples where they are shown', () => {
  expect(examples.length).toBeGreaterThanOrEqual(8);
});

describe.each(catalogs)('examples the product shows, with the %s catalogue', (_name, catalog) => {
  const planner = createTemplatePlanner({ catalog });
  it.each(examples)('%s: everything in it is in the draft', async (request) => {
    const { result } = await planner.plan({
      request,
      history: [],
      sources: noSources,
      timezone: 'Europe/Berlin',
      signal: new AbortController().signal,
    });
    if (result.kind !== 'draft') throw new Error(`no draft but ${JSON.stringify(result)}`);
    const codes = result.issues.map(({ code }) => code);
    expect(codes).not.toContain('not-understood');
    expect(codes).not.toContain('not-possible');
    // What is left is what only a person knows, and it is asked for.
    const open = errorsOf(result.issues).filter(({ code }) => code !== 'not-said' && code !== 'missing-parameter');
    expect(open).toEqual([]);
  });
});
