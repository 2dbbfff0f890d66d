import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oweReminders } from '#src/engine/reach/owe-reminders.ts';
import { createLogger } from '#src/log.ts';
import { createN8nClient } from '#src/n8n/client.ts';
import { policySchema } from '#src/policy/roles.ts';
import { Delivery, DraftRow, Notice } from '#src/store/entities.ts';
import { openStore, type Store } from '#src/store/orm.ts';
import { type SlackMessage, sendAction } from '#test/fakes/slack-server.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';
const [ana, bo, cy] = ['U0ANA', 'U0BO', 'U0CY'];
const policy = { approvers: [ana, bo], nextApprovers: [cy], fourEyes: true };
/** A Wednesday at ten, and at ten in the evening, where no clock is known. */
const [byDay, byNight] = [new Date('2026-11-25T10:00:00Z'), new Date('2026-11-25T22:00:00Z')];

describe('a draft that waits for somebody who does not come', () => {
  let app: TestApp;
  let others: Store[];
  beforeAll(async () => {
    // The test looks at the clock itself.
    app = await startTestApp({ policy, overrides: { workers: { sweep: { everyMs: 3_600_000, ageMs: 1_000 } } } });
    others = await Promise.all([openStore(app.database.url), openStore(app.database.url)]);
  });
  afterAll(async () => {
    for (const store of others ?? []) await store[Symbol.asyncDispose]();
    await app?.[Symbol.asyncDispose]();
  });

  const contextOf = (store: Store) => ({
    store,
    policy: policySchema.parse(policy),
    log: createLogger('silent'),
    n8n: { ...knownAt(app.standIn.baseUrl), client: createN8nClient(app.standIn.config) },
  });
  /** As several processes do it at once. */
  const look = (now: Date) => Promise.all([app.store, ...others].map((store) => oweReminders(contextOf(store), now)));
  const alone = (user: string): SlackMessage[] =>
    [...app.slack.messages.values()].filter(({ channel }) => channel === `D${user.slice(1)}`);
  const settled = () =>
    eventually(
      async () =>
        (await app.store.fork().count(Delivery, {
          kind: ['ask', 'news', 'remind', 'expiring'],
          dueAt: { $ne: null },
        })) === 0,
      'nothing is owed any more',
    );
  const hoursPass = (hours: number) =>
    app.store
      .fork()
      .execute(
        `update notices set told_at = told_at - ? * interval '1 hour', created_at = created_at - ? * interval '1 hour'`,
        [hours, hours],
      );
  async function ask(words: string): Promise<SlackMessage> {
    const before = alone(bo).length;
    const card = await openThread(app).ask(words, ana);
    await eventually(() => alone(bo).length > before, 'a message to the approver');
    await settled();
    return card;
  }

  it('reminds once, of all in one message, by day only, and asks the next after as long again', async () => {
    await ask(request);
    await ask('every 2 hours get https://example.com/other');
    await look(byDay);
    await settled();
    expect(alone(bo)).toHaveLength(2);
    await hoursPass(5);
    await look(byNight);
    await settled();
    expect(alone(bo)).toHaveLength(2);
    await look(byDay);
    await settled();
    expect(alone(bo)).toHaveLength(3);
    const reminder = alone(bo).at(-1);
    expect(reminder?.text).toBe('2 drafts still wait for your decision.');
    expect(textOf(reminder)).toContain('Every hour');
    expect(textOf(reminder)).toContain('Every 2 hours');
    expect(alone(cy)).toEqual([]);
    await hoursPass(5);
    await look(byDay);
    await settled();
    expect(alone(bo)).toHaveLength(3);
    expect(alone(cy)).toHaveLength(2);
    const own = alone(cy)[0];
    if (!own) throw new Error('no message');
    await sendAction(app.url, slackSecret, {
      message: own,
      button: app.slack.button(own, 'approve_publish'),
      user: cy,
    });
    await eventually(() => app.standIn.workflows().length === 1, 'the workflow');
    await settled();
    await look(byDay);
    await settled();
    expect(alone(cy)).toHaveLength(2);
  });

  it('says a day before that it expires, to whoever asked and to whoever was asked, and does so once', async () => {
    const card = await ask('every 3 hours get https://example.com/third');
    const [draft] = await app.store.fork().find(DraftRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
    if (!draft) throw new Error('no draft');
    const before = alone(bo).length;
    await look(byDay);
    await settled();
    expect(alone(bo)).toHaveLength(before);
    const expiresAt = new Date(Date.now() + 23 * 3_600_000);
    await app.store.fork().nativeUpdate(DraftRow, { id: draft.id }, { expiresAt });
    await app.store
      .fork()
      .execute(`update draft_revisions set created_at = created_at - interval '13 days' where draft_id = ?`, [
        draft.id,
      ]);
    await look(byNight);
    await settled();
    await look(byDay);
    await settled();
    const said = (messages: SlackMessage[]) => messages.filter(({ text }) => text.includes('Nobody has decided'));
    expect(said(alone(bo))).toHaveLength(1);
    const inThread = [...app.slack.messages.values()].filter(({ threadTs }) => threadTs === card.threadTs);
    expect(said(inThread).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^<@U0ANA> Nobody has decided about “/),
    ]);
    expect(await app.store.fork().count(Notice, { draft: draft.id, kind: 'expiring' })).toBe(2);
  });
});
