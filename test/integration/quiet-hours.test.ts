import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oweReminders } from '#src/engine/reach/owe-reminders.ts';
import { createLogger } from '#src/log.ts';
import { createN8nClient } from '#src/n8n/client.ts';
import { policySchema } from '#src/policy/roles.ts';
import { Delivery, DraftRow, Notice } from '#src/store/entities.ts';
import { rita } from '#test/fakes/teams-activities.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { idsOn, peopleOn } from '#test/support/people-on.ts';
import { openThread } from '#test/support/slack-thread.ts';
import { talkPlatforms } from '#test/support/talk.ts';
import { askInTeams } from '#test/support/teams.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const hourMs = 3_600_000;
const clock = (at: Date) => at.toISOString().slice(11, 16);

/** It is such a time now, in UTC and wherever clocks show the same minute: for three hours still. */
const quietNow = () => `${clock(new Date(Date.now() - hourMs))}-${clock(new Date(Date.now() + 3 * hourMs))}`;

describe.each(talkPlatforms)('quiet hours in %s', (platform) => {
  const [askerId, bossId] = idsOn(platform);
  let app: TestApp;
  let quietHours: string;
  beforeAll(async () => {
    quietHours = quietNow();
    app = await startTestApp({
      policy: { approvers: [bossId], quietHours },
      overrides: { workers: { sweep: { everyMs: hourMs, ageMs: 1_000 } } },
    });
    const [asker, boss] = peopleOn(app, platform);
    for (const { chat } of [asker, boss]) await chat.say('help');
    // The clocks of the fakes are none of this test's.
    await app.store
      .fork()
      .execute(
        `update inbound_events set payload = payload || '{"timezone": "UTC"}' where payload->>'timezone' is not null`,
      );
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const ask = async () => {
    const words = 'every hour get https://example.com/health';
    if (platform === 'slack') await openThread(app).ask(words, askerId);
    else await askInTeams(app, app.teams.message({ text: words, scope: 'channel', person: rita }));
    const [draft] = await app.store.fork().find(DraftRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
    if (!draft) throw new Error('no draft');
    return draft;
  };
  const owed = (kind: 'ask' | 'expiring', subject: string) => app.store.fork().find(Delivery, { kind, subject });
  const told = (kind: 'ask' | 'expiring', draft: string) =>
    app.store.fork().find(Notice, { kind, draft, toldAt: { $ne: null } });
  const look = () => {
    const n8n = { ...knownAt(app.standIn.baseUrl), client: createN8nClient(app.standIn.config) };
    const policy = policySchema.parse({ approvers: [bossId], quietHours });
    return oweReminders({ store: app.store, policy, log: createLogger('silent'), n8n });
  };

  it('a message of their own waits until they are over, the mention and what they ask for do not', async () => {
    const { id } = await ask();
    const [alone] = await eventually(async () => {
      const rows = await owed('ask', id);
      return (
        rows.length === 1 && rows[0]?.place !== '' && (rows[0]?.dueAt?.getTime() ?? 0) > Date.now() + hourMs && rows
      );
    }, 'the message is put off');
    expect(alone?.attempts).toBe(0);
    const end = `${alone?.dueAt?.toISOString().slice(11, 16)}`;
    expect(quietHours.endsWith(end)).toBe(true);
    expect((await told('ask', id)).map(({ person }) => person)).toEqual(['']);
    const [, boss] = peopleOn(app, platform);
    // What they ask for themselves is answered at once.
    expect((await boss.chat.say('waiting')).text()).toContain('Waiting for your decision');
    await app.store.fork().execute(`update deliveries set due_at = clock_timestamp() where kind = 'ask'`);
    await eventually(
      async () => ((await owed('ask', id))[0]?.dueAt?.getTime() ?? 0) > Date.now() + hourMs,
      'put off again',
    );
    expect(await told('ask', id)).toHaveLength(1);
  });

  it('that it expires waits, but not until it has', async () => {
    const { id } = await ask();
    const soon = await ask();
    const expiresIn = (draft: string, hours: number) =>
      app.store.fork().nativeUpdate(DraftRow, { id: draft }, { expiresAt: new Date(Date.now() + hours * hourMs) });
    await expiresIn(id, 20);
    await expiresIn(soon.id, 2);
    await app.store.fork().execute(`update draft_revisions set created_at = created_at - interval '13 days'`);
    await look();
    await eventually(async () => (await told('expiring', soon.id)).length > 0, 'what expires in quiet hours is said');
    await eventually(async () => {
      const rows = await owed('expiring', id);
      return rows.length > 0 && rows.every(({ dueAt }) => (dueAt?.getTime() ?? 0) > Date.now() + hourMs);
    }, 'the other is put off');
    expect(await told('expiring', id)).toEqual([]);
  });
});
