import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Delivery, DirectChat, DraftRow, Notice } from '#src/store/entities.ts';
import { type SlackMessage, sendAction } from '#test/fakes/slack-server.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';
const [ana, bo, cy] = ['U0ANA', 'U0BO', 'U0CY'];

describe('an asker and two approvers in Slack, four eyes', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ policy: { approvers: [ana, bo, cy], fourEyes: true } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const inChannel = (channel: string) => [...app.slack.messages.values()].filter((one) => one.channel === channel);
  const alone = (user: string, words = 'example.com') =>
    inChannel(`D${user.slice(1)}`).filter(({ text, blocks }) => JSON.stringify([text, blocks]).includes(words));
  const calls = (threadTs: string | undefined) =>
    [...app.slack.messages.values()].filter((one) => one.threadTs === threadTs && one.text.startsWith('<@'));
  const settled = () =>
    eventually(
      async () => (await app.store.fork().count(Delivery, { kind: ['ask', 'news'], dueAt: { $ne: null } })) === 0,
      'nothing is owed any more',
    );
  const newest = (messages: SlackMessage[]): SlackMessage => {
    const last = messages.at(-1);
    if (!last) throw new Error('no message');
    return last;
  };
  const press = (message: SlackMessage, action: string, user: string) =>
    sendAction(app.url, slackSecret, { message, button: app.slack.button(message, action), user, userName: user });

  const discard = (message: SlackMessage, user: string) =>
    sendAction(app.url, slackSecret, { message, button: app.slack.choice(message, 'Discard'), user, userName: user });

  it('whoever may decide is named and told, and decides in a message of their own', async () => {
    const thread = openThread(app);
    const card = await thread.ask(request, ana);
    expect(textOf(card)).toContain('waits for an approver');
    const called = await eventually(() => calls(card.threadTs)[0], 'a call in the thread');
    expect(called.text).toMatch(/^<@U0BO> <@U0CY> /);
    await eventually(() => alone(bo)[0] && alone(cy)[0], 'a message to each');
    expect(alone(ana)).toEqual([]);
    await settled();
    const [own] = alone(bo);
    expect(own?.text).toMatch(/^\S+ asks you to decide about “/);
    await press(newest(alone(bo)), 'approve_publish', bo);
    await eventually(() => textOf(newest(alone(bo))).includes('/workflow/'), 'the outcome where it was decided');
    await eventually(() => textOf(thread.messages().at(-1)).includes('/workflow/'), 'the outcome where it was asked');
    await eventually(() => textOf(newest(alone(cy))).includes('/workflow/'), 'the outcome for whoever was asked too');
    const told = await eventually(() => calls(card.threadTs)[1], 'a message to whoever asked');
    expect(told.text).toMatch(/^<@U0ANA> .*\/workflow\//);
    expect(told.text).toContain('Decided by U0BO');
    await settled();
    expect(calls(card.threadTs)).toHaveLength(2);
    expect(alone(bo)).toHaveLength(1);
  });

  it('a later revision changes the message that is there', async () => {
    const before = [alone(bo).length, alone(cy).length];
    const thread = openThread(app);
    const card = await thread.ask(request, ana);
    await eventually(
      () => alone(bo).length === (before[0] ?? 0) + 1 && alone(cy).length === (before[1] ?? 0) + 1,
      'both',
    );
    await settled();
    await thread.ask('every 3 hours instead', ana);
    await eventually(() => textOf(newest(alone(bo))).includes('3 hours'), 'the new revision');
    await settled();
    expect(alone(bo)).toHaveLength((before[0] ?? 0) + 1);
    expect(calls(card.threadTs)).toHaveLength(1);
    await discard(newest(alone(cy)), cy);
    const told = await eventually(() => calls(card.threadTs)[1], 'a message to whoever asked');
    expect(told.text).toMatch(/^<@U0ANA> U0CY discarded “.*Nothing was created/);
  });

  it('whoever decides about their own is told nothing: they pressed', async () => {
    const thread = openThread(app);
    const card = await thread.ask(request, ana);
    await eventually(() => calls(card.threadTs)[0], 'a call in the thread');
    await discard(newest(thread.messages()), ana);
    await eventually(() => textOf(thread.messages().at(-1)).includes('Discarded'), 'the outcome');
    await settled();
    expect(calls(card.threadTs)).toHaveLength(1);
  });

  it('one whom nobody can write to keeps nobody from being told', async () => {
    await app.store.fork().nativeDelete(DirectChat, {});
    app.slack.fail('conversations.open', { error: 'user_not_found' });
    const before = alone(bo).length + alone(cy).length;
    const thread = openThread(app);
    const card = await thread.ask(request, ana);
    await eventually(() => calls(card.threadTs)[0], 'a call in the thread');
    await settled();
    // Whoever wrote before, or was written to, needs no new conversation.
    expect(alone(bo).length + alone(cy).length).toBe(before + 1);
    const given = await app.store.fork().find(Delivery, { kind: 'ask', dueAt: null });
    expect(given.map(({ failure }) => failure)).toEqual(['slack_user_not_found']);
  });

  it('without the permission to open conversations a message to their id arrives', async () => {
    await app.store.fork().nativeDelete(DirectChat, {});
    app.slack.fail('conversations.open', { error: 'missing_scope', times: 2 });
    const before = alone(bo).length;
    const card = await openThread(app).ask(request, ana);
    await eventually(() => alone(bo).length === before + 1, 'a message');
    await settled();
    await press(newest(alone(bo)), 'approve_publish', bo);
    await eventually(() => calls(card.threadTs).some(({ text }) => text.startsWith('<@U0ANA>')), 'the asker is told');
  });

  it('a stranger who presses decides nothing and is told so alone', async () => {
    const thread = openThread(app);
    const card = await thread.ask(request, ana);
    await eventually(() => calls(card.threadTs)[0], 'a call in the thread');
    await settled();
    const workflows = app.standIn.workflows().length;
    await press(card, 'approve_publish', 'U0STRANGER');
    await eventually(() => app.slack.ephemerals.some(({ user }) => user === 'U0STRANGER'), 'a private refusal');
    expect(app.standIn.workflows()).toHaveLength(workflows);
    expect(calls(card.threadTs)).toHaveLength(1);
  });

  it('what goes out twice goes out once', async () => {
    const told = await app.store.fork().count(Notice, { toldAt: null });
    const messages = app.slack.messages.size;
    const em = app.store.fork();
    const [draft] = await em.find(DraftRow, { status: 'created' }, { limit: 1 });
    if (!draft) throw new Error('no draft');
    await em.execute(
      `insert into deliveries (kind, subject, place, tenant_id, platform, details, due_at)
       select 'news', ?, '', tenant_id, platform, '{"by":"U0BO"}', clock_timestamp() from conversations where id = ?`,
      [draft.id, draft.conversation],
    );
    await settled();
    expect(app.slack.messages.size).toBe(messages);
    expect(await app.store.fork().count(Notice, { toldAt: null })).toBe(told);
  });
});
