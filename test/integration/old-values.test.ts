import { afterAll, beforeAll, expect, it } from 'vitest';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

it('an old value beside the new one: done in a draft and in a live workflow, told where it was not there', async () => {
  const thread = openThread(app);
  const approve = async (card: Awaited<ReturnType<typeof thread.ask>>) => {
    await thread.press(card, 'approve');
    const now = () => textOf(thread.messages().find(({ ts }) => ts === card.ts));
    await eventually(() => now().includes('/workflow/'), 'approved');
  };
  const rule = () => JSON.stringify(app.standIn.workflows()[0]?.nodes);
  const not = /Not done|was not what it had/;

  await thread.ask('every day at 8 post "Stand-up" to #team');
  const draft = await thread.ask('at 7 instead of 8');
  expect(textOf(draft)).not.toMatch(not);
  await approve(draft);
  expect(rule()).toContain('"triggerAtHour":7');

  const live = await thread.ask('at 6 instead of 7');
  expect(textOf(live)).not.toMatch(not);
  await approve(live);
  expect(rule()).toContain('"triggerAtHour":6');

  const wrong = await thread.ask('at 5 instead of 9');
  expect(textOf(wrong)).toContain('“9” was not what it had before. Check the change.');
  expect(textOf(wrong)).not.toContain('Not done');
  await approve(wrong);
  expect(rule()).toContain('"triggerAtHour":5');
});
