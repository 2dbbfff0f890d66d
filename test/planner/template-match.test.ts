import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { assumptionsOf } from '#src/language/assumed.ts';
import { noSources, type PlannerResult } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { errorsOf } from '#src/workflow/draft.ts';

const planner = createTemplatePlanner({ catalog: createCoreCatalog() });
const plan = async (request: string): Promise<PlannerResult> =>
  (
    await planner.plan({
      request,
      history: [],
      sources: noSources,
      timezone: 'UTC',
      signal: new AbortController().signal,
    })
  ).result;

/** What comes of the first choice of the question. */
async function take(request: string): Promise<Extract<PlannerResult, { kind: 'draft' }>> {
  const asked = await plan(request);
  if (asked.kind !== 'question' || asked.own?.code !== 'template') throw new Error(`no offer but ${asked.kind}`);
  const result = await plan(asked.own.meanings[0] ?? '');
  if (result.kind !== 'draft') throw new Error(result.kind);
  return result;
}

describe('planning from a template', () => {
  it('asks before it takes one, and plans without one when told so', async () => {
    const request =
      'Every Monday at 8 sum up the Amount column of our Google Sheet per Region and email the result to a@acme.example';
    const asked = await plan(request);
    expect(asked).toMatchObject({
      kind: 'question',
      own: { code: 'template' },
      choices: ['Use it', 'No, something else'],
    });
    if (asked.kind !== 'question') return;
    const without = await plan(asked.own?.meanings[1] ?? '');
    expect(without.kind).toBe('draft');
    if (without.kind === 'draft') expect(assumptionsOf(without.draft, 'en').join()).not.toContain('template');
  });

  it('fills what was said, says where it comes from and asks for the rest', async () => {
    const result = await take(
      'Congratulate people in #sales on their birthday, the dates are in a Google Sheet, at 9 each morning',
    );
    expect(assumptionsOf(result.draft, 'en')).toContain('It starts from the template “Birthday greetings”.');
    expect(JSON.stringify(result.draft.nodes)).toContain('#sales');
    expect(errorsOf(result.issues).map(({ code, message }) => `${code}: ${message}`)).toContain(
      'not-said: Which Google sheet? Send its link.',
    );
  });

  it("keeps the requester's own times", async () => {
    const result = await take(
      'Every Monday at 8 sum up the Amount column of our Google Sheet per Region and email the result to a@acme.example',
    );
    const text = JSON.stringify(result.draft.nodes);
    expect(text).toContain('"triggerAtDay":[1]');
    expect(text).toContain('"field":"Amount"');
    expect(text).toContain('"fieldsToSplitBy":"Region"');
  });

  it.each([
    'every monday create a jira ticket',
    'when the form is sent translate it into Klingon',
    'When a form is submitted tell #a, #b and #c about it and approve it',
  ])('no template stands in for what it does not hold: %s', async (request) => {
    const result = await plan(request);
    if (result.kind === 'draft')
      expect(assumptionsOf(result.draft, 'en').join()).not.toContain('starts from the template');
  });
});
