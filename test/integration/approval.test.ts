import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createN8nClient } from '#src/n8n/client.ts';
import { appendAudit } from '#src/store/audit.ts';
import { authorsOf } from '#src/store/authors.ts';
import { Approval, AuditEvent, Creation, Question, StoredEvent } from '#src/store/entities.ts';
import { saveQuestion } from '#src/store/questions.ts';
import { sendAction, sendMention } from '#test/fakes/slack-server.ts';
import { doors } from '#test/support/doors.ts';
import { openThread } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

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
      () => app.slack.ephemerals.some(({ user, text }) => user === 'U0SECOND' && text.includes('turning it on')),
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

  it('an approver who words a revision does not approve it: four eyes see every one', async () => {
    const [channel, ts] = ['C0REWORD', '1790000009.000001'];
    const mention = (text: string, user: string, threadTs?: string) =>
      sendMention(app.url, slackSecret, threadTs ? { text, user, channel, threadTs } : { text, user, channel, ts });
    const newest = (words: string) =>
      eventually(() => {
        const last = app.slack.lastMessage(channel);
        return last && JSON.stringify(last.blocks).includes(words) && last;
      }, words);
    await mention(request, 'U0ANA');
    await newest('revision\\":1');
    await mention('every 3 hours instead', 'U0BOSS', ts);
    const message = await newest('revision\\":2');
    const before = app.standIn.workflows().length;
    const approve = (user: string) =>
      sendAction(app.url, slackSecret, { message, button: app.slack.button(message, 'approve'), user });
    await approve('U0BOSS');
    await eventually(
      () => app.slack.ephemerals.some(({ user, text }) => user === 'U0BOSS' && text.includes('their own request')),
      'a private refusal',
    );
    expect(app.standIn.workflows()).toHaveLength(before);
    await approve('U0SECOND');
    await eventually(() => app.standIn.workflows().length === before + 1, 'the workflow');
  });

  it('nor one that others went on from: their words still stand in it, and the card names them', async () => {
    const thread = openThread(app);
    await thread.ask(request, 'U0ANA');
    await thread.ask('every 3 hours instead', 'U0BOSS');
    const message = await thread.ask('call it Pulse', 'U0ANA');
    expect(JSON.stringify(message.blocks)).toContain('also worded by U0BOSS');
    const before = app.standIn.workflows().length;
    const refused = () =>
      app.slack.ephemerals.filter(({ user, text }) => user === 'U0BOSS' && /own request/.test(text));
    const earlier = refused().length;
    await thread.press(message, 'approve', 'U0BOSS');
    await eventually(() => refused().length === earlier + 1, 'a private refusal');
    expect(app.standIn.workflows()).toHaveLength(before);
    await thread.press(message, 'approve', 'U0SECOND');
    await eventually(() => app.standIn.workflows().length === before + 1, 'the workflow');
  });

  it('nor one that answers a question to them: what they asked stands in it, whoever answered', async () => {
    const thread = openThread(app);
    await thread.say('every hour do the usual with it', 'U0BOSS');
    await eventually(
      async () => (await app.store.fork().count(Question, {})) > 0 || thread.messages().length > 0,
      'an answer',
    );
    const [asked] = await app.store.fork().find(StoredEvent, {}, { orderBy: { receivedAt: 'desc' }, limit: 1 });
    if (!asked) throw new Error('no event');
    await eventually(
      async () => (await app.store.fork().findOne(StoredEvent, { id: asked.id }))?.status === 'handled',
      'handled',
    );
    // Whatever the planner made of it: as if it had been answered with a question.
    await app.store.fork().nativeDelete(Question, { event: asked.id });
    await saveQuestion(app.store.fork(), {
      conversation: asked.conversation,
      event: asked.id,
      text: 'Which address?',
      choices: [],
    });
    const message = await thread.ask(request, 'U0ANA');
    const draft = app.slack.button(message, 'approve_publish');
    const { draftId } = JSON.parse(draft.value ?? '{}') as { draftId: string };
    expect(await authorsOf(app.store.fork(), draftId)).toEqual(
      expect.arrayContaining(['slack:T0TEAM:U0ANA', 'slack:T0TEAM:U0BOSS']),
    );
  });

  it('whoever only opens it again has worded nothing', async () => {
    const em = app.store.fork();
    const subject = crypto.randomUUID();
    await em.transactional(async (tx) => {
      const kind = 'draft' as const;
      await appendAudit(tx, { kind, subject, actor: 'slack:T0TEAM:U0ANA', data: { revision: 1 } });
      await appendAudit(tx, { kind, subject, actor: 'slack:T0TEAM:U0BOSS', data: { revision: 2, worded: false } });
      await appendAudit(tx, { kind, subject, actor: 'teams:t:x', data: { revision: 3, via: 'slack:T0TEAM:U0X' } });
    });
    expect(await authorsOf(app.store.fork(), subject)).toEqual(['slack:T0TEAM:U0ANA', 'teams:t:x', 'slack:T0TEAM:U0X']);
  });

  it('a stale revision is not approved', async () => {
    const thread = 'C0STALE';
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
        JSON.stringify(app.slack.lastMessage(thread)?.blocks).includes('revision\\":2') &&
        app.slack.lastMessage(thread)?.ts !== first.ts,
      'second revision',
    );
    const before = app.standIn.workflows().length;
    await sendAction(app.url, slackSecret, { message: first, button: oldButton, user: 'U0BOSS' });
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('changed since')), 'the stale notice');
    expect(app.standIn.workflows()).toHaveLength(before);
    await eventually(
      () =>
        JSON.stringify(app.slack.messages.get(`${thread}:${first.ts}`)?.blocks).includes('replaced by a newer version'),
      'the old card saying so',
    );
  });
});

describe('approving without a button is an approval all the same (promise 3)', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ policy: { autoApprove: true } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('the policy approves creation, never publishing, with a row and an audit row of its own', async () => {
    const asked = await doors['Slack mention'](app, request);
    await eventually(() => asked.text().includes('/workflow/'), 'a link on the card');
    expect(asked.text()).toContain('switched off');
    expect(app.standIn.workflows()).toEqual([expect.objectContaining({ active: false })]);
    const [approval] = await app.store.fork().find(Approval, {});
    expect(approval).toMatchObject({
      decision: 'approved',
      byPolicy: true,
      publish: false,
      decidedBy: 'policy',
      revision: 1,
    });
    expect(await app.store.fork().count(AuditEvent, { kind: 'approval', actor: 'policy' })).toBe(1);
  });

  it('but nothing that still has an error', async () => {
    const before = app.standIn.workflows().length;
    const asked = await doors['Slack mention'](
      app,
      'when a form with name and email is submitted add a row to google sheets',
    );
    expect(asked.text()).toContain('Say which Google Sheet');
    expect(await app.store.fork().count(Approval, {})).toBe(1);
    expect(app.standIn.workflows()).toHaveLength(before);
  });
});

describe('a click counts only where its draft lives (promise 7)', () => {
  it('the same person id in another workspace approves nothing, and the attempt is audited', async () => {
    await using app = await startTestApp();
    const asked = await doors['Slack mention'](app, request);
    const message = app.slack.lastMessage('C0GENERAL');
    if (!message) expect.fail('no card');
    const click = { message, button: app.slack.button(message, 'approve'), user: 'U0ANA' };
    await sendAction(app.url, slackSecret, { ...click, team: 'T0OTHER' });
    const refusals = () => app.store.fork().find(AuditEvent, { kind: 'refusal', actor: 'slack:T0OTHER:U0ANA' });
    await eventually(async () => (await refusals()).length === 1, 'the audited refusal');
    expect(await app.store.fork().count(Approval, {})).toBe(0);
    expect(app.standIn.workflows()).toEqual([]);
    expect(asked.buttons()).toContain('approve');
  });
});

describe('Create and publish publishes what was approved (promise 3)', () => {
  it('not what somebody made of it in n8n between creating and publishing', async () => {
    await using app = await startTestApp();
    app.standIn.fail({ on: 'POST /workflows/:id/publish', status: 503, message: 'not now' });
    const asked = await doors['Slack mention'](app, request);
    await asked.press('approve_publish');
    const id = await eventually(
      () => app.standIn.requests().some((line) => line.endsWith('/publish')) && app.standIn.workflows().at(-1)?.id,
      'the first try',
    );
    const client = createN8nClient(app.standIn.config);
    const created = await client.get(id);
    // A name alone makes no new version in n8n.
    const nodes = created.nodes.map((node) => ({ ...node, notes: 'Changed by hand' }));
    await client.update(id, { ...created, nodes } as never, { publishIfActive: false });
    await eventually(() => asked.text().includes('Live · '), 'the outcome');
    const now = await client.get(id);
    expect(now.versionId).not.toBe(created.versionId);
    expect(now.activeVersionId).toBe(created.versionId);
  });
});
