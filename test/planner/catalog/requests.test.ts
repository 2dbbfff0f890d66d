import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appsIn } from '#src/planner/catalog/apps.ts';
import { isForPerson } from '#src/planner/model/person-values.ts';
import { noSources, type PlannerResult } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { maskQuoted } from '#src/planner/words.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { flowOf } from './flow.ts';

const catalog = await fullCatalog();
const lines = readFileSync(new URL('./requests.txt', import.meta.url), 'utf8').split('\n');
/** A request, and below it the steps that are right for it; what cannot be done stands behind `!`. */
const wanted = lines.flatMap((line, at): [string, string][] =>
  line !== '' && !line.startsWith(' ') ? [[line, (lines[at + 1] ?? '').trim()]] : [],
);

describe.skipIf(!catalog)('requests that name apps of the catalogue', () => {
  if (!catalog) return;
  const planner = createTemplatePlanner({ catalog, now: () => new Date('2026-11-29T08:00:00Z') });
  const plan = async (request: string): Promise<PlannerResult> =>
    (
      await planner.plan({
        request,
        history: [],
        sources: noSources,
        timezone: 'Europe/Berlin',
        signal: new AbortController().signal,
      })
    ).result;

  it('are at least 120', () => {
    expect(new Set(wanted.map(([request]) => request)).size).toBeGreaterThanOrEqual(120);
  });

  it.each(wanted)('%s', async (request, flow) => {
    expect(flowOf(await plan(request))).toBe(flow);
  });

  it.each(wanted)('%s: every app named is there or said not to be', async (request) => {
    const result = await plan(request);
    if (!('draft' in result)) return;
    const types = new Set(result.draft.nodes.map(({ type }) => type));
    const told = JSON.stringify(result.issues);
    for (const { name, action, trigger } of appsIn(catalog, request, maskQuoted(request).toLowerCase()))
      expect([action, trigger].some((type) => type && types.has(type)) || told.includes(name), name).toBe(true);
  });

  it('six in ten are complete but for what only a person knows', async () => {
    const known = wanted.filter(([, flow]) => !flow.startsWith('!'));
    const complete = await Promise.all(
      known.map(async ([request]) => {
        const result = await plan(request);
        if (result.kind !== 'draft' || flowOf(result).includes('!')) return false;
        const open = errorsOf(result.issues).filter(
          (issue) =>
            issue.code !== 'not-said' &&
            !isForPerson(issue, result.draft, catalog) &&
            issue.code !== 'missing-parameter',
        );
        return open.length === 0;
      }),
    );
    expect(complete.filter(Boolean).length / known.length).toBeGreaterThanOrEqual(0.6);
  });
});
