import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft } from '#src/model/draft.ts';
import { accountFor, type NotDone } from '#src/planner/account/account-for.ts';
import { readPhrases } from '#src/planner/account/phrases.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { fillTemplate } from '#src/planner/templates/fill.ts';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { english } from '#test/support/accounted/english.ts';
import type { Pair } from '#test/support/accounted/flow.ts';
import { german } from '#test/support/accounted/german.ts';
import { mutationsOf } from '#test/support/accounted/mutations.ts';
import { french, spanish } from '#test/support/accounted/romance.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { readRequests, whatIsWrong } from '#test/support/requests.ts';
import { sampleValues } from '#test/support/template-values.ts';

const catalog = (await fullCatalog()) ?? createCoreCatalog();
const own: Pair[] = [...english, ...german, ...french, ...spanish];
const notDone = (request: string, draft: Draft): NotDone[] =>
  accountFor(readPhrases(request, { catalog }), draft).notDone;

/** Planned with the right nodes, but without the condition that was asked for: the account is right about these. */
const untrue = new Set(['feedback-form']);

/** What the shipped planner makes of the requests it plans right. */
async function planned(): Promise<Pair[]> {
  const planner = createTemplatePlanner({ catalog: createCoreCatalog() });
  const pairs: Pair[] = [];
  for (const { id, request, expect: wanted } of readRequests()) {
    const { result } = await planner.plan({
      request,
      history: [],
      sources: noSources,
      timezone: 'UTC',
      signal: AbortSignal.timeout(10_000),
    });
    if (untrue.has(id)) continue;
    if (result.kind === 'draft' && whatIsWrong(result.draft, wanted) === undefined)
      pairs.push({ request, draft: result.draft });
  }
  return pairs;
}
const templates: Pair[] = ownTemplates.map((template) => ({
  request: template.description,
  draft: fillTemplate(template, sampleValues(template.slots.filter(({ kind }) => kind !== 'time'))).draft,
}));
const pairs = [...own, ...(await planned()), ...templates];

describe('account', () => {
  it('is over many pairs of requests and workflows, sixty of them by hand', () => {
    expect(own.length).toBeGreaterThanOrEqual(60);
    expect(pairs.length).toBeGreaterThan(own.length + templates.length + 40);
  });

  it('raises few false alarms', () => {
    const wrong = pairs
      .map(({ request, draft }) => ({ request, notDone: notDone(request, draft).map(({ words }) => words) }))
      .filter((one) => one.notDone.length > 0);
    if (process.env['SHOW'])
      console.log(wrong.map((one) => `${one.notDone.join(' | ')}   <= ${one.request}`).join('\n'));
    expect(wrong.length / pairs.length).toBeLessThanOrEqual(0.05);
  });

  it('notices what was spoiled', () => {
    const missed: string[] = [];
    const kinds = new Map<string, [number, number]>();
    let all = 0;
    for (const { request, draft } of pairs) {
      const phrases = readPhrases(request, { catalog });
      const before = accountFor(phrases, draft);
      for (const { kind, draft: spoiled } of mutationsOf(draft, phrases)) {
        all += 1;
        const after = accountFor(phrases, spoiled);
        const seen = after.notDone.length > before.notDone.length || after.unasked.length > before.unasked.length;
        const [noticed, total] = kinds.get(kind) ?? [0, 0];
        kinds.set(kind, [noticed + (seen ? 1 : 0), total + 1]);
        if (!seen) missed.push(`${kind}: ${request}`);
      }
    }
    if (process.env['SHOW'])
      console.log(`${all - missed.length} of ${all}`, Object.fromEntries(kinds), missed.join('\n'));
    expect(all).toBeGreaterThan(200);
    expect([...kinds.keys()].sort()).toEqual([
      'change a channel',
      'change a date',
      'change a frequency',
      'change a link',
      'change a name',
      'change a number',
      'change a person',
      'change a text',
      'change a time',
      'change an address',
      'change the days',
      'drop a step',
      'drop the else branch',
      'drop the exception',
      'swap an app',
    ]);
    expect(1 - missed.length / all).toBeGreaterThanOrEqual(0.95);
  });
});

describe('numbers', () => {
  const answer = (body: string): Draft => ({
    name: 'Discount',
    description: '',
    nodes: [
      { name: 'Hook', type: 'n8n-nodes-base.webhook', parameters: { path: 'discount', responseMode: 'responseNode' } },
      {
        name: 'Answer',
        type: 'n8n-nodes-base.respondToWebhook',
        parameters: { respondWith: 'json', responseBody: body },
      },
    ],
    connections: [{ from: 'Hook', to: 'Answer', output: 0, input: 0, kind: 'main' }],
    assumptions: [],
  });

  it.each([
    ['when a webhook gets {"amount": 120}, answer with 10 % off', '={{ $json.body.amount * 0.9 }}', []],
    ['when a webhook gets {"amount": 120}, answer with 10 % off', '={{ $json.body.total * 0.9 }}', ['120']],
    ['when a webhook gets {"amount": 120}, answer with 10 % off', '={{ $json.body.amount * 0.8 }}', ['10 %']],
    ['when a webhook is called, answer with 20 percent more', '={{ $json.body.amount * 1.2 }}', []],
  ])('“%s” by %s', (request, body, wanted) => {
    const words = notDone(request, answer(body)).map((one) => one.words);
    expect(words.filter((one) => /\d/.test(one))).toEqual(wanted);
  });
});
