import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEvent, Creation } from '#src/store/entities.ts';
import { doors } from '#test/support/doors.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';

describe('nothing reaches n8n without an approval (promise 3)', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ policy: { approvers: ['U0BOSS', 'U0SECOND'], publishers: ['U0BOSS'], fourEyes: true } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('refuses a requester, tells them privately and audits it', async () => {
    const asked = await doors['Slack mention'](app, request);
    await asked.press('approve');
    await eventually(
      () => app.slack.ephemerals.some(({ user, text }) => user === 'U0ANA' && text.includes('approver')),
      'a private refusal',
    );
    expect(app.standIn.workflows()).toEqual([]);
    expect(asked.buttons()).toContain('approve');
    const refusals = await app.store.fork().find(AuditEvent, { kind: 'refusal' });
    expect(refusals.at(-1)?.actor).toBe('slack:T0TEAM:U0ANA');
  });

  it('refuses publishing by someone who may only create', async () => {
    const asked = await doors['Slack mention'](app, request);
    await asked.press('approve_publish', 'U0SECOND');
    await eventually(
      () => app.slack.ephemerals.some(({ user, text }) => user === 'U0SECOND' && text.includes('publishing')),
      'a private refusal',
    );
    expect(app.standIn.workflows()).toEqual([]);
  });

  it('two approvers and a double click at once have one effect', async () => {
    const asked = await doors['Slack mention'](app, request);
    await Promise.all([
      asked.press('approve', 'U0BOSS'),
      asked.press('approve', 'U0SECOND'),
      asked.press('approve', 'U0BOSS'),
    ]);
    await eventually(() => asked.text().includes('/workflow/'), 'a link on the card');
    expect(app.standIn.workflows()).toHaveLength(1);
    expect(await app.store.fork().count(Creation, {})).toBe(1);
  });

  it('a stale revision is not approved', async () => {
    const thread = 'C0STALE';
    const { sendMention, sendAction } = await import('#test/fakes/slack-server.ts');
    const { slackSecret } = await import('#test/support/test-app.ts');
    const ts = '1790000001.000001';
    await sendMention(app.url, slackSecret, { text: request, channel: thread, ts });
    const first = await eventually(
      () =>
        app.slack.lastMessage(thread)?.blocks.some((b) => JSON.stringify(b).includes('approve')) &&
        app.slack.lastMessage(thread),
      'first draft',
    );
    const oldButton = app.slack.button(first, 'approve');
    await sendMention(app.url, slackSecret, { text: 'every 2 hours instead', channel: thread, threadTs: ts });
    await eventually(
      () =>
        JSON.stringify(app.slack.lastMessage(thread)?.blocks).includes('revision 2') &&
        app.slack.lastMessage(thread)?.ts !== first.ts,
      'second revision',
    );
    const before = app.standIn.workflows().length;
    await sendAction(app.url, slackSecret, { message: first, button: oldButton, user: 'U0BOSS' });
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('changed since')), 'the stale notice');
    expect(app.standIn.workflows()).toHaveLength(before);
    expect(JSON.stringify(app.slack.messages.get(`${thread}:${first.ts}`)?.blocks)).toContain('Replaced by revision 2');
  });
});
