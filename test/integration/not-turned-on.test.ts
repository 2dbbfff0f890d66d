import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idsOn, peopleOn, type Somebody } from '#test/support/people-on.ts';
import { talkPlatforms } from '#test/support/talk.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

describe.each(talkPlatforms)('n8n refuses to turn it on, in %s', (platform) => {
  let app: TestApp;
  let [asker, boss] = [] as unknown as [Somebody, Somebody];
  beforeAll(async () => {
    const [, second] = idsOn(platform);
    app = await startTestApp({ policy: { approvers: [second] } });
    [asker, boss] = peopleOn(app, platform);
    for (const { chat } of [asker, boss]) await chat.say('help');
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('whoever asked is told that and why, and so is whoever is about to try again', async () => {
    await asker.chat.say('every hour get https://example.com/refused');
    const list = await boss.chat.say('waiting');
    const card = await boss.chat.after(() => list.press('show'));
    app.standIn.fail({
      on: 'POST /workflows/:id/publish',
      status: 400,
      message: 'Cannot publish workflow: 1 node has configuration issues',
    });
    await card.press('approve_publish');
    const news = await asker.chat.hears(/Decided by/);
    expect(news).toContain('Created in n8n, switched off');
    expect(news).toContain('It could not be turned on.');
    await (await boss.chat.say('turn on "Get example.com: Every hour"')).says('It could not be turned on before.');
  });
});
