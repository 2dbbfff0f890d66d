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

it('a whole request that begins like a command is planned', async () => {
  const answer = await talkOn(app, 'slack').say('run https://example.com/backup every night at 2');
  expect(answer.text()).not.toContain('I know no workflow called');
});
