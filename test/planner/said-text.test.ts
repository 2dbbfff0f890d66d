import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft } from '#src/model/draft.ts';
import { noSources, type PlannerResult } from '#src/planner/planner.ts';
import { quoteSaid } from '#src/planner/quote-said.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';

const planner = createTemplatePlanner({ catalog: createCoreCatalog() });

async function plan(request: string, current?: Draft): Promise<PlannerResult> {
  const { result } = await planner.plan({
    request,
    history: [],
    sources: noSources,
    timezone: 'Europe/Berlin',
    signal: new AbortController().signal,
    ...(current ? { current: { draft: current, issues: [] } } : {}),
  });
  return result;
}

const textIn = (result: PlannerResult): unknown =>
  'draft' in result ? result.draft.nodes.at(-1)?.parameters['text'] : result;

describe('the words of a message stay as they were said', () => {
  it.each([
    ['every day at 8 post to #ops: Hello team', 'Hello team'],
    ['Schicke jeden Montag um 9 Uhr eine Nachricht an #vertrieb: Guten Morgen', 'Guten Morgen'],
    ['envoie chaque lundi à 9h un message à #ventes : Bonjour', 'Bonjour'],
    ['Cada lunes a las 9 publica en #ventas: Buenos días', 'Buenos días'],
    ['every day at 8 post to #ops:\n"Hello team,\nsee you"', 'Hello team,\nsee you'],
    [
      'every day at 8 post to #ops: "Hello <!channel>, message me in the channel"',
      'Hello <!channel>, message me in the channel',
    ],
    ['every day at 8 send "please send message to user" to the slack channel #ops', 'please send message to user'],
    ['every day at 8 email bob@example.com with the text Good morning', 'Good morning'],
    ['Jeden Tag um 8 sende eine E-Mail an bob@example.com mit dem Text Guten Morgen zusammen', 'Guten Morgen zusammen'],
    ['chaque jour à 8h envoie un e-mail à bob@example.com avec le texte Bonjour à tous', 'Bonjour à tous'],
    ['cada día a las 8 envía un correo a bob@example.com con el texto Buenos días', 'Buenos días'],
    ['post to #ops saying Stand-up time every weekday at 9', 'Stand-up time'],
  ])('%s', async (request, text) => {
    expect(textIn(await plan(request))).toBe(text);
  });

  it('in a change, too, with what else it changes', async () => {
    const first = await plan('every monday at 9 remind the team to fill in timesheets in slack #team');
    if (first.kind !== 'draft') throw new Error('no draft');
    const change = await plan('in #general, say Please fill in your timesheets', first.draft);
    if (change.kind !== 'revision') throw new Error(`no revision: ${JSON.stringify(change)}`);
    expect(change.draft.nodes.at(-1)?.parameters).toMatchObject({
      channelId: { value: '#general' },
      text: 'Please fill in your timesheets',
    });
  });
});

describe('quoteSaid', () => {
  it.each([
    'post "saying hello" to #ops',
    'send an email with the text of the ticket',
    'post it to #ops saying what the weather is',
    'tell me what it says',
    'schicke eine Mail mit dem Text der Aufgabe',
  ])('leaves %s alone', (request) => {
    expect(quoteSaid(request)).toBe(request);
  });

  it('ends where further steps begin', () => {
    expect(quoteSaid('post to #a saying Hello and then email bob@example.com')).toBe(
      'post to #a saying “Hello” and then email bob@example.com',
    );
  });

  it('reads any repetition to its end', () => {
    for (const piece of ['saying ', 'say, ', 'with the text ', '", say ', '. and then '])
      expect(quoteSaid(piece.repeat(4000))).toContain(piece.trim());
  });
});

describe('a change is understood in the language of the request', () => {
  const hour = async (change: string) => {
    const first = await plan('every Monday at 9 post "x" to #team');
    if (first.kind !== 'draft') throw new Error('no draft');
    const result = await plan(change, first.draft);
    if (result.kind !== 'revision') throw new Error(`no revision: ${JSON.stringify(result)}`);
    const rule = result.draft.nodes[0]?.parameters['rule'] as { interval: Record<string, unknown>[] };
    return rule.interval[0];
  };

  it.each([
    ['doch lieber um 10', { triggerAtDay: [1], triggerAtHour: 10 }],
    ['um 10:30 statt um 9', { triggerAtHour: 10, triggerAtMinute: 30 }],
    ['Mach das um halb neun', { triggerAtHour: 8, triggerAtMinute: 30 }],
    ['nur freitags', { triggerAtDay: [5], triggerAtHour: 9 }],
    ['werktags außer freitags', { triggerAtDay: [1, 2, 3, 4] }],
    ['plutôt à 10h', { triggerAtHour: 10 }],
    ['à 10 heures et demie', { triggerAtHour: 10, triggerAtMinute: 30 }],
    ['seulement le vendredi', { triggerAtDay: [5] }],
    ['mejor a las 10 y media', { triggerAtHour: 10, triggerAtMinute: 30 }],
    ['solo los viernes', { triggerAtDay: [5] }],
  ])('%s', async (change, rule) => {
    expect(await hour(change)).toMatchObject(rule);
  });

  it.each(['also in #ops', 'auch in #ops'])('%s takes the channel there is away from nobody', async (change) => {
    const first = await plan('every Monday at 9 post "x" to #team');
    if (first.kind !== 'draft') throw new Error('no draft');
    const result = await plan(change, first.draft);
    const draft = result.kind === 'revision' ? result.draft : first.draft;
    expect(JSON.stringify(draft.nodes)).toContain('#team');
  });
});
