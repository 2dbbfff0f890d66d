import { afterAll, beforeAll, expect, it } from 'vitest';
import { talkOn } from '#test/support/talk.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

it.each([
  'turn off weather',
  'turn on weather',
  'delete weather',
  'run weather',
  'try weather',
  'history weather',
  'restore weather',
  'why did weather fail?',
  'lösche weather',
  'show weather',
])('“%s” names nothing here: that is said, and nothing is scheduled', async (words) => {
  const answer = await talkOn(app, 'slack').say(words);
  expect(answer.text()).toContain('weather');
  expect(answer.text()).toMatch(/I know no workflow called|Ich kenne keinen Workflow namens/);
  expect(answer.text()).not.toMatch(/When should this run|Wann soll/);
});

it('what may be meant as something new is one press away', async () => {
  const talk = talkOn(app, 'slack');
  const answer = await talk.say('run weather');
  expect(answer.labels()).toContain('Something new: “run weather”');
  const asked = await talk.after(() => answer.press('Something new: “run weather”'));
  await asked.says(/When should this run|which city/i);
});

it.each(['open tickets to Slack', 'copy files from Dropbox', 'zeige Tickets in Slack'])(
  '“%s” says more than a name: what was not understood is told, too',
  async (words) => {
    const answer = await talkOn(app, 'slack').say(words);
    expect(answer.text()).not.toMatch(/^\["(?:I know no|Ich kenne keinen)/);
  },
);

it.each([
  ['what does it say?', 'Nothing waits'],
  ['why?', 'Nothing waits'],
  ['nope', 'nothing to cancel'],
  ['never mind', 'nothing to cancel'],
  ['statsu', 'not had a workflow made here'],
  ['is anything live?', 'Workflows you asked for'],
  ['did anything fail this week?', 'Nothing failed'],
  ['what broke yesterday?', 'Nothing failed'],
])('“%s” where there is nothing: %s', async (words, expected) => {
  expect((await talkOn(app, 'slack').say(words)).text()).toContain(expected);
});

it('what the draft at hand says is told, however that is asked', async () => {
  const talk = talkOn(app, 'slack');
  await talk.say('every day at 9:00 post “Good morning” to #general');
  await (await talk.say('what does it say?')).says('“Good morning”');
  await (await talk.say('statsu')).says('further up');
  await (await talk.say('never mind')).says('Discarded');
});

it('a whole request that begins like a command is planned', async () => {
  const answer = await talkOn(app, 'slack').say('run https://example.com/backup every night at 2');
  expect(answer.text()).not.toContain('I know no workflow called');
});
