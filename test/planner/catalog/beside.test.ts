import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { languages } from '#src/language/language.ts';
import type { Draft } from '#src/model/draft.ts';
import { noSources, type PlannerInput, type PlannerResult } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const now = () => new Date('2026-11-29T08:00:00Z');
const core = createTemplatePlanner({ catalog: createCoreCatalog(), now });
const full = await fullCatalog();
const plan = async (request: string, more: Partial<PlannerInput> = {}, planner = core): Promise<PlannerResult> =>
  (
    await planner.plan({
      request,
      history: [],
      sources: noSources,
      timezone: 'Europe/Berlin',
      signal: new AbortController().signal,
      ...more,
    })
  ).result;
async function draftOf(request: string): Promise<Draft> {
  const result = await plan(request);
  if (result.kind !== 'draft') throw new Error(JSON.stringify(result));
  return result.draft;
}

describe('words beside an open draft', () => {
  it.skipIf(!full)('a request of its own is no change of it, whatever the draft is about', async () => {
    const draft = await draftOf('every morning post the weather in Berlin to #general');
    const planner = full && createTemplatePlanner({ catalog: full, now });
    const result = await plan(
      'sync our Salesforce leads into HubSpot every night',
      { current: { draft, issues: [] } },
      planner,
    );
    expect(result.kind).toBe('draft');
    if (result.kind === 'draft') expect(result.draft.nodes.map(({ type }) => type)).toContain('n8n-nodes-base.hubspot');
  });

  it('an app that is not there is told, and the open draft stays as it is', async () => {
    const draft = await draftOf('every morning post the weather in Berlin to #general');
    const result = await plan('sync our Salesforce leads into HubSpot every night', { current: { draft, issues: [] } });
    expect(result).toMatchObject({ kind: 'answer', text: expect.stringContaining('Salesforce') });
  });

  it.each(languages)('what may be either is asked, and both answers are done: %s', async (locale) => {
    const draft = await draftOf('every day at 9 post "x" to #team');
    const current = { draft, issues: [] };
    const asked = await plan('post "y" to #ops', { current, locale });
    expect(asked).toMatchObject({ kind: 'question', own: { code: 'new-or-change' } });
    if (asked.kind !== 'question') return;
    expect(asked.choices).toHaveLength(2);
    const [fresh = '', change = ''] = asked.own?.meanings ?? [];
    expect((await plan(change, { current, locale })).kind).toBe('revision');
    expect((await plan(fresh, { current, locale })).kind).not.toBe('revision');
  });
});

describe('quotations arrive as they were written', () => {
  const textOf = async (request: string): Promise<unknown> => (await draftOf(request)).nodes.at(-1)?.parameters['text'];

  it.each([
    ['line breaks and bullets', 'Agenda:\n• one\n• two\n\n  indented'],
    ['channels and people', 'Ask in #ops or @anna, or mail a@b.example'],
    ['words of the grammar', 'when it rains, post this. Otherwise wait 5 minutes'],
    ['two thousand characters and more', `start ${'long text. '.repeat(300)}end`],
  ])('%s', async (_what, text) => {
    expect(await textOf(`every day at 9 post "${text}" to #team`)).toBe(text);
  });

  it('braces are letters, not a program', async () => {
    const text = String(await textOf('every day at 9 post "Hello {{ name }}" to #team'));
    expect(text).toBe("=Hello {{ '{' + '{' }} name {{ '}' + '}' }}");
  });
});

describe('moments', () => {
  const first = async (request: string) => (await draftOf(request)).nodes;

  it('once is once: the day of one year only', async () => {
    const [trigger, check] = await first('tomorrow at 17:00 post "Party" to #team');
    expect(trigger).toMatchObject({
      name: 'Once on 30.11.2026 at 17:00',
      parameters: { rule: { interval: [{ expression: '0 17 30 11 *' }] } },
    });
    expect(JSON.stringify(check?.parameters)).toContain('$now.year === 2026');
  });

  it('a moment that has passed is refused', async () => {
    expect(await plan('today at 7:00 post "late" to #team')).toMatchObject({
      kind: 'answer',
      text: expect.stringContaining('has passed'),
    });
  });

  it.each(languages)('holidays and impossible times are refused with a reason: %s', async (locale) => {
    for (const request of ['every day at 9 except public holidays post "x" to #a', '25:00 post hi'])
      expect((await plan(request, { locale })).kind).toBe('answer');
  });

  it('the second Tuesday is no fortnight', async () => {
    const [trigger] = await first('every second tuesday of the month post "x" to #it');
    expect(trigger?.parameters).toMatchObject({ rule: { interval: [{ expression: '0 9 8-14 * *' }] } });
  });
});

describe('whoever asks, and where', () => {
  const here = { platform: 'slack', person: 'U0123456789', channel: 'C0123456789' };
  const parametersOf = async (request: string, more: Partial<PlannerInput>) => {
    const result = await plan(request, more);
    return result.kind === 'draft' ? result.draft.nodes.at(-1)?.parameters : result;
  };

  it.each([
    ['every day at 9 post "x" here', 'en'],
    ['every day at 9 post "x" in this channel', 'en'],
    ['poste jeden Tag um 9 Uhr "x" hier im Channel', 'de'],
    ['chaque jour à 9h écris "x" dans ce canal', 'fr'],
    ['cada día a las 9 escribe "x" en este canal', 'es'],
  ])('%s', async (request, locale) => {
    const channelId = { __rl: true, mode: 'id', value: here.channel };
    expect(await parametersOf(request, { here, locale })).toMatchObject({ select: 'channel', channelId });
  });

  it.each(['remind me every day at 9 to stretch', 'every day at 9 dm me "x"'])('%s', async (request) => {
    const user = { __rl: true, mode: 'id', value: here.person };
    expect(await parametersOf(request, { here })).toMatchObject({ select: 'user', user });
  });

  it('in a direct message here is whoever asks; elsewhere it is asked', async () => {
    const { channel: _channel, ...direct } = here;
    expect(await parametersOf('every day at 9 post "x" here', { here: direct })).toMatchObject({
      user: { value: here.person },
    });
    const teams = { ...here, platform: 'teams' };
    const result = await plan('remind me every day at 9 to stretch', { here: teams });
    expect(result).toMatchObject({
      kind: 'draft',
      issues: expect.arrayContaining([expect.objectContaining({ code: 'not-said' })]),
    });
    expect(JSON.stringify(result)).not.toContain(here.person);
  });
});

describe('what is to be fetched is no message', () => {
  it.each([
    ['post a random cat picture in #fun every day at 9', 'random cat picture'],
    ['every day at 9 share the latest crypto prices in #fun', 'latest crypto prices'],
    ['every morning give me a summary of my day', 'summary of my day'],
  ])('%s', async (request, left) => {
    const result = await plan(request);
    if (result.kind !== 'draft') throw new Error(JSON.stringify(result));
    expect(result.draft.nodes.at(-1)?.parameters).not.toHaveProperty('text');
    expect(JSON.stringify(result.issues)).toContain(left.split(' ').at(-1));
    expect(result.issues.some(({ code }) => code === 'not-understood')).toBe(true);
  });

  it.each([
    ['every day at 9 post good morning to #fun', 'Good morning'],
    ['every day at 9 remind #fun to drink', 'Reminder: drink'],
    ['every friday at 9 tell #fun that the office closes', 'The office closes'],
  ])('%s: words to be said are said', async (request, text) => {
    expect((await draftOf(request)).nodes.at(-1)?.parameters['text']).toMatch(
      new RegExp(text.replace(/^The /, ''), 'i'),
    );
  });
});

describe('a step taken away by words', () => {
  it('is gone, what was around it is joined, and nothing else differs', async () => {
    const draft = await draftOf('when a webhook is called, wait 5 minutes, post "x" to #team');
    const [, wait] = draft.nodes;
    const result = await plan(`remove the step "${wait?.name}"`, { current: { draft, issues: [] } });
    if (result.kind !== 'revision') throw new Error(JSON.stringify(result));
    expect(result.draft.nodes).toEqual([draft.nodes[0], draft.nodes[2]]);
    expect(result.draft.connections).toMatchObject([{ from: draft.nodes[0]?.name, to: draft.nodes[2]?.name }]);
    expect(result.renames).toEqual({});
  });

  it('a name in quotes is no text, no “not” and no note', async () => {
    const draft = await draftOf('when a webhook is called, wait 5 minutes, post "x" to #team');
    const named = { ...draft, nodes: draft.nodes.map((node) => ({ ...node })) };
    const [, wait] = named.nodes;
    if (wait) wait.name = 'Do not send a message';
    named.connections = draft.connections.map((one) => ({
      ...one,
      from: one.from === draft.nodes[1]?.name ? 'Do not send a message' : one.from,
      to: one.to === draft.nodes[1]?.name ? 'Do not send a message' : one.to,
    }));
    const result = await plan('retry "Do not send a message" 3 times', { current: { draft: named, issues: [] } });
    expect(result).toMatchObject({ kind: 'revision' });
    if (result.kind !== 'revision') return;
    expect(result.draft.nodes[1]).toMatchObject({ retryOnFail: true, maxTries: 3 });
    expect(result.draft.nodes[2]).toEqual(named.nodes[2]);
  });
});

it('Slack’s own way to write channels and people is read', async () => {
  const draft = await draftOf('every day at 9 post "x" to <#C0123456789|ops>');
  expect(draft.nodes[1]?.parameters).toMatchObject({ channelId: { mode: 'name', value: '#ops' } });
  for (const channel of ['<#C0123456789>', '#C0123456789'])
    expect((await draftOf(`every day at 9 post "x" to ${channel}`)).nodes[1]?.parameters).toMatchObject({
      channelId: { mode: 'id', value: 'C0123456789' },
    });
  const person = await draftOf('every day at 9 send "x" to <@U0123456789>');
  expect(person.nodes[1]?.parameters).toMatchObject({ select: 'user', user: { mode: 'id', value: 'U0123456789' } });
});
