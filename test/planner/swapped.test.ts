import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft } from '#src/model/draft.ts';
import { accountOver } from '#src/planner/account/over.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { withWorkflowEdits } from '#src/planner/workflow-edits.ts';

const catalog = createCoreCatalog();
const planner = withWorkflowEdits(createTemplatePlanner({ catalog }), () => catalog);
const around = { history: [], timezone: 'Europe/Berlin', signal: new AbortController().signal };

async function first(request: string): Promise<Draft> {
  const { result } = await planner.plan({ ...around, request, sources: noSources });
  if (result.kind !== 'draft') throw new Error(`no draft: ${JSON.stringify(result)}`);
  return result.draft;
}

/** The words said about an open draft, and about a workflow in n8n. */
async function changed(draft: Draft, request: string): Promise<(Draft | string)[]> {
  const sources = {
    ...noSources,
    getWorkflow: async () => ({
      ...{ draft: structuredClone(draft), n8nId: 'n8n-1', name: draft.name, published: true },
    }),
  };
  const turns = [
    await planner.plan({ ...around, request, sources: noSources, current: { draft, issues: [] } }),
    await planner.plan({ ...around, request, sources, workflow: { id: 'w-1', name: draft.name, published: true } }),
  ];
  return turns.map(({ result }) => ('draft' in result ? result.draft : result.kind));
}

async function told(asked: string, newest: string) {
  const before = await first(asked);
  const drafts = await changed(before, newest);
  return drafts.map((draft) => {
    if (typeof draft === 'string') return draft;
    const rule = draft.nodes[0]?.parameters['rule'] as { interval: Record<string, unknown>[] } | undefined;
    const [said] = rule?.interval ?? [];
    const { notDone, notThere } = accountOver({ newest, earlier: [asked], before }, draft, catalog);
    return {
      when: [said?.['triggerAtDay'] ?? 'daily', said?.['minutesInterval'] ?? said?.['triggerAtHour']],
      steps: JSON.stringify(draft.nodes.slice(1).map(({ parameters }) => parameters)),
      notDone: notDone.map(({ words }) => words),
      notThere,
    };
  });
}
type Told = Awaited<ReturnType<typeof told>>[number];
const both = (expected: object): Told[] => [expected, expected].map((one) => expect.objectContaining(one));

const post = 'every day at 8 post "Hello" to #team';
const evening = 'every day at 8 pm post "Hello" to #team';
const mail = 'every day at 8 email a@example.com from robot@example.com saying "x"';
const often = 'every 15 minutes get https://example.com/a and post it to #x';
const weekly = 'every Monday at 9 post "Hello" to #ops';

describe('without a model: an old value beside the new one', () => {
  it.each<[asked: string, words: string, when: unknown[]]>([
    ...[
      'at 7 instead of 8',
      '7 instead of 8',
      'make it 7 instead of 8',
      'at 7 rather than at 8 am',
      'not at 8 but at 7',
      'at 7, not 8',
      'from 8 to 7',
      'change it from 8 to 7',
      'replace 8 with 7',
      'instead of 8, at 7',
      'every day at 7 instead of 8 post "Hello" to #team',
      'um 7 statt um 8',
      'um 7 statt 8',
      'nicht um 8, sondern um 7',
      'statt um 8 um 7',
      'von 8 auf 7',
      'à 7h au lieu de 8h',
      'à 7 au lieu de 8',
      'à 7 heures au lieu de 8 heures',
      'à 7h plutôt que 8h',
      'pas à 8h mais à 7h',
      'de 8h à 7h',
      'change l’heure de 8h à 7h',
      'a las 7 en vez de las 8',
      'a las 7 en lugar de a las 8',
      'no a las 8 sino a las 7',
      'de las 8 a las 7',
      'en vez de a las 8, a las 7',
    ].map((words): [string, string, unknown[]] => [post, words, ['daily', 7]]),
    ...[
      'at 7 instead of 8 pm',
      'at 7 instead of 8',
      'make it 7 instead of 8 pm',
      'from 8 pm to 7 pm',
      'at 7 pm instead of 8 pm',
      'um 7 statt um 8 Uhr abends',
      'à 7h au lieu de 8h du soir',
    ].map((words): [string, string, unknown[]] => [evening, words, ['daily', 19]]),
    [evening, 'at 7 am instead of 8 pm', ['daily', 7]],
    [evening, 'at 7:00 instead of 20:00', ['daily', 7]],
    [often, 'every 30 minutes instead of 15', ['daily', 30]],
    [often, 'alle 30 statt 15 Minuten', ['daily', 30]],
    [weekly, 'on Tuesdays instead of Mondays', [[2], 9]],
    [weekly, 'dienstags statt montags', [[2], 9]],
    [weekly, 'le mardi au lieu du lundi', [[2], 9]],
    [weekly, 'los martes en vez de los lunes', [[2], 9]],
    [weekly, 'not on Mondays but on Tuesdays', [[2], 9]],
    [post, 'on Fridays instead of every day', [[5], 8]],
  ])('%s: “%s”', async (asked, words, when) => {
    expect(await told(asked, words)).toEqual(both({ when, notDone: [], notThere: [] }));
  });

  it.each([
    [post, 'to #sales rather than #team', '#sales', '#team'],
    [post, 'not to #team but to #sales', '#sales', '#team'],
    [post, 'instead of #team, #sales', '#sales', '#team'],
    [post, 'in #sales statt in #team', '#sales', '#team'],
    [post, 'dans #sales au lieu de #team', '#sales', '#team'],
    [post, 'en #sales en vez de #team', '#sales', '#team'],
    [post, 'change the message from "Hello" to "Bye"', 'Bye', 'Hello'],
    [post, 'schreibe "Bye" statt "Hello"', 'Bye', 'Hello'],
    [mail, 'send it to b@example.com instead of a@example.com', 'b@example.com', 'a@example.com'],
    [mail, 'an b@example.com statt a@example.com', 'b@example.com', 'a@example.com'],
    [often, 'use https://example.com/b instead of https://example.com/a', 'example.com/b', 'example.com/a'],
  ])('%s: “%s”', async (asked, words, wanted, gone) => {
    const result = await told(asked, words);
    expect(result).toEqual(both({ notDone: [], notThere: [], steps: expect.stringContaining(wanted) }));
    expect(JSON.stringify(result)).not.toContain(gone);
  });

  it.each([
    [post, 'at 7 instead of 9', '9'],
    [post, 'at 7 instead of 8:30', '8:30'],
    [post, 'um 7 statt um 9', 'um 9'],
    [post, 'à 7h au lieu de 9h', '9h'],
    [post, 'a las 7 en vez de las 9', '9'],
    [post, 'to #sales instead of #other', '#other'],
    [post, 'say "Bye" instead of "Ciao"', '"Ciao"'],
    [mail, 'to b@example.com instead of c@example.com', 'c@example.com'],
  ])('%s: “%s” is done, and told not to have been there', async (asked, words, old) => {
    expect(await told(asked, words)).toEqual(both({ notDone: [], notThere: [old] }));
  });

  it('an old place or text that no step has changes none of several', async () => {
    const asked = 'when a webhook is called, if amount > 1 post "x" to #a otherwise post "y" to #b';
    expect(await told(asked, '#c instead of #d')).toEqual(['answer', 'answer']);
    expect(await told(asked, 'say "z" instead of "q"')).toEqual(['answer', 'answer']);
    const one = await told(asked, 'say "z" instead of "y"');
    expect(one).toEqual(both({ notThere: [], steps: expect.stringMatching(/"x".*"z"/) }));
  });

  it('others who get it go on getting it, and the rest of a text stays', async () => {
    const two = 'every day at 8 email a@example.com and c@example.com saying "Hello all, see you"';
    const result = await told(two, 'send it to b@example.com instead of a@example.com');
    expect(result).toEqual(both({ steps: expect.stringContaining('b@example.com, c@example.com') }));
    const text = await told(
      'every day at 8 post "Hello all, see you" to #team',
      'say "Good morning" instead of "Hello"',
    );
    expect(text).toEqual(both({ steps: expect.stringContaining('Good morning all, see you') }));
  });

  it('hours between which something runs, and quoted words, are no old values', async () => {
    const [draft] = await changed(await first(post), 'from 8 to 17 every 30 minutes');
    expect(JSON.stringify(draft)).toContain('*/30 8-16 * * *');
    expect(await told(post, 'say "tea instead of 8"')).toEqual(
      both({ when: ['daily', 8], notDone: [], notThere: [], steps: expect.stringContaining('tea instead of 8') }),
    );
  });

  it('any words are read, however many old values they name', async () => {
    const draft = await first(post);
    for (const part of ['not 8 but 7 from 8 to 7 ', 'instead of 8 ', 'replace "a" with ', 'nicht um 8, sondern '])
      expect(await changed(draft, part.repeat(400))).toHaveLength(2);
  });
});
