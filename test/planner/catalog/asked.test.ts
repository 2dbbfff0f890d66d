import { describe, expect, it } from 'vitest';
import { planOne } from '#src/cli/run/plan-one.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { appsOf } from '#test/bench/understood/apps.ts';
import { askedRequests } from '#test/bench/understood/asked.ts';
import { judge, type Wanted } from '#test/bench/understood/judge.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const catalog = await fullCatalog();

describe.skipIf(!catalog)('requests as people type them, judged by the node types and their words', () => {
  if (!catalog) return;
  const apps = appsOf(catalog);
  const asked = askedRequests(apps);
  const planner = createTemplatePlanner({ catalog, now: () => new Date('2026-11-29T08:00:00Z') });
  const verdictOn = async (wanted: Wanted) =>
    judge(wanted, await planOne(wanted.request, { planner, catalog, timezone: 'Europe/Berlin' }), apps);

  it.each([...asked.named, ...asked.own])('$request: done or said', async (wanted) => {
    expect(await verdictOn(wanted)).toMatchObject({
      swapped: [],
      lost: [],
      outcome: expect.not.stringMatching('wrong'),
    });
  });

  it('of those that name their apps, six in ten are complete but for what only the person knows', async () => {
    const verdicts = await Promise.all(asked.named.map(verdictOn));
    const complete = verdicts.filter(({ outcome }) => outcome === 'complete').length;
    expect(complete / verdicts.length).toBeGreaterThanOrEqual(0.6);
  });
});
