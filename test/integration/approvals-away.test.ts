import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oweReminders } from '#src/engine/reach/owe-reminders.ts';
import { createLogger } from '#src/log.ts';
import { createN8nClient } from '#src/n8n/client.ts';
import { policySchema } from '#src/policy/roles.ts';
import { Absence, AuditEvent, Delivery, DraftRow, Notice } from '#src/store/entities.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { idsOn, peopleOn, type Somebody } from '#test/support/people-on.ts';
import { openThread } from '#test/support/slack-thread.ts';
import { talkPlatforms } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

let number = 0;
const deleting = () => `every hour delete https://example.com/orders/${++number}`;
const getting = () => `every hour get https://example.com/health/${++number}`;

describe.each(talkPlatforms)('an approver who is away, in %s', (platform) => {
  const [askerId, absentId, deputyId, otherId] = idsOn(platform);
  const policy = {
    approvers: [absentId, otherId],
    groups: { finance: [absentId, otherId, askerId], operations: [deputyId] },
    approvals: [{ when: ['deletes' as const], need: 2, from: 'finance' }],
    admins: [otherId],
    fourEyes: true,
  };
  let app: TestApp;
  let [asker, absent, deputy, other] = [] as unknown as [Somebody, Somebody, Somebody, Somebody];
  beforeAll(async () => {
    app = await startTestApp({ policy, overrides: { workers: { sweep: { everyMs: 3_600_000, ageMs: 1_000 } } } });
    [asker, absent, deputy, other] = peopleOn(app, platform);
    for (const { chat } of [asker, absent, deputy, other]) await chat.say('help');
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const settled = () =>
    eventually(
      async () =>
        (await app.store.fork().count(Delivery, { kind: ['ask', 'draft', 'news'], dueAt: { $ne: null } })) === 0,
      'nothing is owed any more',
    );
  const newest = async () => {
    const [draft] = await app.store.fork().find(DraftRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
    if (!draft) throw new Error('no draft');
    return draft;
  };
  const asked = async () => {
    const { id } = await newest();
    const rows = await app.store
      .fork()
      .find(Notice, { draft: id, kind: 'ask', person: { $ne: '' }, toldAt: { $ne: null } });
    return rows.map(({ person }) => person).toSorted();
  };
  const absences = () => app.store.fork().findAll(Absence);
  const look = () => {
    const n8n = { ...knownAt(app.standIn.baseUrl), client: createN8nClient(app.standIn.config) };
    return oweReminders({ store: app.store, policy: policySchema.parse(policy), log: createLogger('silent'), n8n });
  };
  const waiting = async ({ chat }: Somebody) => {
    const list = await chat.say('waiting');
    return chat.after(() => list.press('show'));
  };
  const audited = async () =>
    (await app.store.fork().find(AuditEvent, { kind: 'absence' }, { orderBy: { seq: 'asc' } })).map(
      ({ actor, data }) => [actor, data],
    );

  it('who is missed by nobody, names nobody of the policy, or speaks for another, changes nothing', async () => {
    const { chat } = absent;
    expect((await chat.say('I am away until tomorrow, Zoe decides for me')).text()).toContain(
      'names nobody called “Zoe”',
    );
    expect((await chat.say(`I am away until tomorrow, ${absent.name} decides for me`)).text()).toContain(
      'Nobody stands in for themselves',
    );
    expect((await chat.say('away until 2020-01-01')).text()).toContain('That day is over');
    expect((await chat.say('away until 2999-01-01')).text()).toContain('more than a year');
    expect((await deputy.chat.say(`${absent.name} is away until tomorrow`)).text()).toContain('Only an admin');
    expect(
      (await other.chat.say(`${absent.name} is away until tomorrow, ${other.name} decides for them`)).text(),
    ).toContain('cannot stand in for them');
    expect((await chat.say('I am back')).text()).toContain('Nothing was noted about an absence');
    expect(await absences()).toEqual([]);
    expect(await audited()).toEqual([]);
    const refusals = await app.store.fork().find(AuditEvent, { kind: 'refusal' });
    expect(refusals.map(({ data }) => data)).toMatchObject([{ act: 'absence:away', reason: 'adminsOnly' }]);
  });

  it('is not asked; whoever stands in is, counts once with them, and the trail says for whom', async () => {
    const said = await absent.chat.say(`I am away until tomorrow, ${deputy.name} decides for me`);
    expect(said.text()).toContain('Noted: you are away until the end of');
    expect(said.text()).toContain(`${deputy.name} approves in your place.`);
    expect(await audited()).toEqual([
      [absent.key, { act: 'away', person: absent.key, deputy: deputy.key, until: expect.any(String) }],
    ]);
    const card = await asker.chat.say(deleting());
    await card.says(`waits for ${deputy.name} (for ${absent.name}) or ${other.name}`);
    await settled();
    expect(await asked()).toEqual([deputy.key, other.key].toSorted());
    await deputy.chat.hears(`You stand in for ${absent.name}, who is away.`);
    const shown = await waiting(deputy);
    await shown.press('approve');
    await card.says(`approved by ${deputy.name} (for ${absent.name})`);
    // Theirs is the same approval: one more is needed all the same.
    const own = await waiting(absent);
    await own.press('approve');
    await card.says(`approved by ${deputy.name}`);
    expect(app.standIn.workflows()).toEqual([]);
    const last = await waiting(other);
    await last.press('approve');
    await card.says('/workflow/');
    expect(app.standIn.workflows()).toHaveLength(1);
    const { id } = await newest();
    const rows = await app.store
      .fork()
      .find(AuditEvent, { kind: 'approval', subject: id }, { orderBy: { seq: 'asc' } });
    expect(rows.map(({ actor, data }) => [actor, (data as { for?: string[] }).for])).toEqual([
      [deputy.key, [absent.key]],
      [absent.key, undefined],
      [other.key, undefined],
    ]);
  });

  it('no deputy decides about their own request', async () => {
    const card = await deputy.chat.say(getting());
    await card.says(`waits for ${other.name}`);
    await settled();
    expect(await asked()).toEqual([other.key]);
    await card.press('approve');
    const { id } = await newest();
    const refusals = () => app.store.fork().find(AuditEvent, { kind: 'refusal', subject: id });
    await eventually(async () => (await refusals()).length === 1, 'a refusal on the trail');
    expect((await refusals()).map(({ data }) => data)).toMatchObject([{ act: 'approve', reason: 'onlyApprover' }]);
    expect(app.standIn.workflows()).toHaveLength(1);
    await card.press('discard');
    await card.says('Discarded');
  });

  it('whoever stands in and is away stands in for nobody; circles end', async () => {
    const said = await deputy.chat.say(`I am away until tomorrow, ${other.name} decides for me`);
    expect(said.text()).toContain(`You stand in for ${absent.name}: nobody does while you are away.`);
    const card = await asker.chat.say(deleting());
    await card.says(`waits for ${other.name} or ${absent.name} (away until the end of`);
    await settled();
    expect(await asked()).toEqual([other.key]);
    expect((await absent.chat.say(`I am away until tomorrow, ${deputy.name} decides for me`)).text()).toContain(
      `${deputy.name} is away until the end of`,
    );
    expect((await deputy.chat.say('I am back')).text()).toContain('Welcome back');
    await card.says(`${deputy.name} (for ${absent.name})`);
    await settled();
    expect(await asked()).toEqual([deputy.key, other.key].toSorted());
    await card.press('discard');
    await card.says('Discarded');
  });

  it('ends by itself: what still waits is asked of them then, and whoever stood in may no more', async () => {
    const card = await asker.chat.say(getting());
    await card.says(`${deputy.name} (for ${absent.name})`);
    await settled();
    await app.store.fork().execute(`update absences set until = clock_timestamp() - interval '1 minute'`);
    await Promise.all([look(), look(), look()]);
    await card.says(`waits for ${absent.name}`);
    await settled();
    expect(await absences()).toEqual([]);
    expect(await asked()).toEqual([absent.key, deputy.key, other.key].toSorted());
    expect((await audited()).at(-1)).toEqual(['flowsmith', { act: 'over', person: absent.key }]);
    await card.press('discard');
    await card.says('Discarded');
  });

  it('an admin says it of somebody else, in any language, and ends it', async () => {
    expect(
      (await other.chat.say(`${absent.name} ist bis morgen abwesend, ${deputy.name} entscheidet`)).text(),
    ).toContain(`${deputy.name} gibt anstelle von ${absent.name} frei.`);
    expect((await absences()).map(({ setBy, personId }) => [setBy, personId])).toEqual([[other.key, absent.id]]);
    expect((await other.chat.say(`${absent.name} ist wieder da`)).text()).toContain('gilt als zurück');
    expect(await absences()).toEqual([]);
  });
});

describe('the call in a thread', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({
      policy: {
        approvers: ['U0BO'],
        groups: { finance: ['U0FAY', 'U0FRED', 'U0GIL'] },
        approvals: [{ when: ['deletes'], need: 2, from: 'finance' }],
      },
    });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('says how many it takes', async () => {
    const card = await openThread(app).ask(deleting(), 'U0ANA');
    const called = await eventually(
      () => [...app.slack.messages.values()].find((one) => one.threadTs === card.threadTs && one.text.startsWith('<@')),
      'a call',
    );
    expect(called.text).toContain('2 people have to approve it, each by a button on its card');
    expect(called.text).not.toContain('One of you');
  });
});
