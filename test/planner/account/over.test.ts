import { describe, expect, it } from 'vitest';
import { accountFor } from '#src/planner/account/account-for.ts';
import { accountOver, stillNotDone } from '#src/planner/account/over.ts';
import { readPhrases } from '#src/planner/account/phrases.ts';
import { daily, http, mail, minutes, pair, slack, step, teams, weekly } from '#test/support/accounted/flow.ts';

const draftOf = (...steps: Parameters<typeof pair> extends [string, ...infer S] ? S : never) =>
  pair('', ...steps).draft;
const left = (
  newest: string,
  earlier: string[],
  draft: ReturnType<typeof draftOf>,
  account: { words: string; step: string }[] = [],
) => accountOver({ newest, earlier, account }, draft).notDone.map(({ words }) => words);
const first = 'Every Monday at 9 post "Hello" to #ops';

describe('over all that was said about a draft', () => {
  it.each([
    ['at 10 instead', weekly([1], 10), slack('ops', 'Hello')],
    ['make it 10:30', weekly([1], 10, 30), slack('ops', 'Hello')],
    ['only on Fridays', weekly([5], 9), slack('ops', 'Hello')],
    ['every day', daily(9), slack('ops', 'Hello')],
    ['every 15 minutes instead', minutes(15), slack('ops', 'Hello')],
    ['to #sales instead of #ops', weekly([1], 9), slack('sales', 'Hello')],
    ['remove the time, and say "Bye"', weekly([1], 9), slack('ops', 'Bye')],
    ['send it to Teams instead of Slack', weekly([1], 9), teams('Hello')],
    ['change the time from 9 to 11', weekly([1], 11), slack('ops', 'Hello')],
    ['statt an #ops an #vertrieb', weekly([1], 9), slack('vertrieb', 'Hello')],
    ['um 10 Uhr statt um 9 Uhr', weekly([1], 10), slack('ops', 'Hello')],
    ['plutôt à 10h', weekly([1], 10), slack('ops', 'Hello')],
    ['Remove all steps except for sending the message', weekly([1], 9), slack('ops', 'Hello')],
    ['mejor a las 10', weekly([1], 10), slack('ops', 'Hello')],
  ])('no false alarm on %j', (change, ...steps) => {
    expect(left(change, [first], draftOf(...steps))).toEqual([]);
  });

  it.each([
    ['at 10 instead of 9', []],
    ['um 10 statt 9', []],
    ['à 10 au lieu de 9', []],
    ['a las 10 en vez de las 9', []],
    ['10, not 9', []],
    ['at 10 instead of 8', ['8']],
    ['at 10 instead of 9 and to #ops rather than #dev', ['#dev']],
  ])('%j: the old value is done, and told where it was not there: %j', (newest, notThere) => {
    const before = draftOf(weekly([1], 9), slack('ops', 'Hello'));
    const draft = draftOf(weekly([1], 10), slack('ops', 'Hello'));
    for (const earlier of [[], [first]])
      expect(accountOver({ newest, earlier, before }, draft)).toMatchObject({ notDone: [], notThere });
    // Nor is it missed in the change after the next.
    expect(left('call it "Greeting"', [first, newest], { ...draft, name: 'Greeting' })).toEqual([]);
    expect(accountOver({ newest, earlier: [first], before }, before).notDone).not.toEqual([]);
  });

  it('what still holds is still asked for', () => {
    expect(left('at 10 instead', [first], draftOf(weekly([1], 10), slack('ops', 'Bye')))).toEqual([]);
    expect(left('at 10 please', [first], draftOf(weekly([1], 10), slack('ops', 'Bye')))).toEqual(['"Hello"']);
    expect(
      left('also mail anna@example.com', [first], draftOf(weekly([1], 9), mail('anna@example.com', 'Hello'))),
    ).toEqual([]);
    expect(
      left('at 10 please', [first, 'call it "Greeting"'], draftOf(weekly([1], 10), slack('elsewhere', 'Hello'))),
    ).toContain('#ops');
  });

  it('a model accounts for words only with steps that are there, and for conditions with steps that decide', () => {
    const draft = draftOf(daily(9), http('https://example.com'), step('slack', { channelId: 'ops' }, 'Post'));
    const request = 'every day at 9 call https://example.com, summarize it, tell #ops if it changed';
    expect(left(request, [], draft)).toEqual(['summarize', 'if it changed']);
    expect(left(request, [], draft, [{ words: 'summarize it', step: 'Post' }])).toEqual(['if it changed']);
    expect(left(request, [], draft, [{ words: 'summarize it', step: 'No such step' }])).toContain('summarize');
    expect(left(request, [], draft, [{ words: 'if it changed', step: 'Post' }])).toContain('if it changed');
  });

  it('the name of what is changed asks for nothing; a name given now answers for no place, time or text', () => {
    const draft = { ...draftOf(weekly([1], 10), slack('ops', 'Hello')), name: 'Daily 9:00 report to #dev' };
    const newest = 'change Daily 9:00 report to #dev to Mondays at 10';
    expect(accountOver({ newest, earlier: ['x'], before: draft }, draft).notDone).toEqual([]);
    expect(left(newest, [], draft)).toEqual(['9:00', '#dev']);
    const step = draft.nodes[1]?.name ?? '';
    const quoted = `in "${step}" say "Hello"`;
    expect(accountOver({ newest: quoted, earlier: ['x'], before: draft }, draft).notDone).toEqual([]);
    expect(left(quoted, [], draft)).toEqual([`"${step}"`]);
    expect(left('make Waiting room', [], { ...draft, name: 'Waiting room' })).toEqual([]);
  });

  it('what was not done is done once it is there', () => {
    expect(stillNotDone(['#ops', 'at 9', 'if it rains'], draftOf(daily(9), slack('dev', 'Hi')))).toEqual([
      '#ops',
      'if it rains',
    ]);
  });

  it('a step that tells somebody although nobody asked is named', () => {
    const request = 'every day at 9 post "Hi" to #ops';
    const draft = draftOf(
      daily(9),
      slack('ops', 'Hi'),
      step('gmail', { sendTo: 'spy@other.example', subject: 'x' }, 'Copy'),
    );
    expect(accountFor(readPhrases(request), draft)).toEqual({ notDone: [], unasked: ['Copy'] });
  });

  it('nothing counts that is switched off or that nothing leads to', () => {
    const draft = draftOf(daily(9), slack('ops', 'Hi'));
    const request = 'every day at 9 post "Hi" to #ops';
    const off = { ...draft, nodes: draft.nodes.map((node, at) => (at === 1 ? { ...node, disabled: true } : node)) };
    expect(left(request, [], off)).toEqual(['"Hi"', '#ops']);
    expect(left(request, [], { ...draft, connections: [] })).toEqual(['"Hi"', '#ops']);
  });

  it('a place that is only mentioned in a message is not gone to, nor a host that only looks alike', () => {
    expect(left('post "Hi" to #ops', [], draftOf(daily(9), slack('dev', 'Hi, this belongs to #ops')))).toEqual([
      '#ops',
    ]);
    for (const url of [
      'https://evilapi.example.com/a',
      'https://api.example.com.evil.test/a',
      'https://api.example.com/ab',
      'https://evil.test/?u=api.example.com@x',
    ])
      expect(left('every day at 9 get https://api.example.com/a', [], draftOf(daily(9), http(url)))).toEqual([
        'https://api.example.com/a',
      ]);
  });
});
