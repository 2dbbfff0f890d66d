import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Delivery } from '#src/store/entities.ts';
import { rita } from '#test/fakes/teams-activities.ts';
import { doors } from '#test/support/doors.ts';
import { slackChat, teamsChat } from '#test/support/private-chat.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';
const patienceMs = 30_000;

describe('Slack is away while something changes: what people see comes right once it is back', () => {
  let app: TestApp;
  const methods = ['chat.update', 'chat.postEphemeral'];
  const goAway = () => {
    for (const method of methods) app.slack.fail(method, { status: 503, times: 10_000 });
  };
  const comeBack = () => {
    for (const method of methods) app.slack.heal(method);
  };
  const owed = () => app.store.fork().find(Delivery, { dueAt: { $ne: null } });
  const failedOnce = (kind: string) =>
    eventually(
      async () => (await owed()).some((one) => one.kind === kind && one.failure),
      `a ${kind} that could not be shown`,
      patienceMs,
    );
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterEach(() => {
    comeBack();
    app.standIn.reset();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('a creation that failed: no card says "Putting it into n8n…" for ever', async () => {
    app.standIn.fail({ on: 'POST /workflows', status: 403, message: 'Forbidden' });
    const asked = await doors['Slack mention'](app, request);
    goAway();
    await asked.press('approve');
    await failedOnce('draft');
    const before = app.slack.calls.filter(({ method }) => method === 'chat.update').length;
    await eventually(
      () => app.slack.calls.filter(({ method }) => method === 'chat.update').length >= before + 2,
      'further tries',
      patienceMs,
    );
    expect(asked.text()).not.toContain('Not created');
    comeBack();
    await eventually(() => asked.text().includes('Not created'), 'the failure card', patienceMs);
    expect(asked.buttons()).toContain('retry');
  });

  it('another platform is not kept waiting by it', async () => {
    const slow = await doors['Slack mention'](app, request);
    goAway();
    await slow.press('approve');
    await failedOnce('draft');
    const asked = await doors['Teams personal'](app, request);
    await asked.press('approve');
    await eventually(() => asked.text().includes('/workflow/'), 'a link on the card in Teams');
    expect(slow.text()).not.toContain('/workflow/');
    comeBack();
    await eventually(() => slow.text().includes('/workflow/'), 'a link on the card in Slack', patienceMs);
  });

  it('a message to the other side of a link of accounts', async () => {
    const inSlack = slackChat(app, 'U0LINK');
    const code = /link ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec((await inSlack.say('link')).text())?.[1];
    app.slack.fail('chat.postMessage', { status: 503, times: 10_000 });
    await teamsChat(app, rita).say(`link ${code}`);
    await failedOnce('link');
    app.slack.heal('chat.postMessage');
    await inSlack.hears(/Rita/);
  });

  it('an act on the card of a workflow', async () => {
    const asked = await doors['Slack DM'](app, 'every day at 7:00 get https://example.com/act-on-a-card');
    await asked.press('approve');
    await eventually(() => asked.text().includes('/workflow/'), 'a link on the card');
    const shown = await doors['Slack DM'](app, 'show "Get example.com: Every day at 07:00"');
    expect(shown.buttons()).toContain('publish');
    goAway();
    await shown.press('publish');
    await failedOnce('act');
    comeBack();
    await eventually(() => /It is live|not started its trigger/.test(shown.text()), 'how publishing ended', patienceMs);
  });
});
