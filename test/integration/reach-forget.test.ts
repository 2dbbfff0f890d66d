import { expect, it } from 'vitest';
import { verifyAudit } from '#src/store/audit.ts';
import { Absence, AuditEvent, Conversation, Delivery, DirectChat } from '#src/store/entities.ts';
import { forgetPerson } from '#src/store/forget.ts';
import { findPeople } from '#src/store/people.ts';
import { sendAction } from '#test/fakes/slack-server.ts';
import { alex, rita } from '#test/fakes/teams-activities.ts';
import { everythingStored } from '#test/support/everything-stored.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { askInTeams } from '#test/support/teams.ts';
import { eventually, slackSecret, startTestApp } from '#test/support/test-app.ts';

it('who was only asked, and decided, is forgotten with the conversation in which they were asked', async () => {
  await using app = await startTestApp({ policy: { approvers: ['U0WANDA'], fourEyes: true } });
  const owed = () => app.store.fork().count(Delivery, { dueAt: { $ne: null } });
  const alone = () => [...app.slack.messages.values()].find(({ channel }) => channel === 'D0WANDA');
  await openThread(app).ask('every hour get https://example.com/health', 'U0ANA');
  const own = await eventually(alone, 'a message to whoever may decide');
  await eventually(async () => (await owed()) === 0, 'nothing is owed');
  const button = app.slack.button(own, 'approve_publish');
  await sendAction(app.url, slackSecret, { message: own, button, user: 'U0WANDA', userName: 'Wanda Wise' });
  await eventually(() => textOf(alone()).includes('/workflow/'), 'the outcome');
  await eventually(async () => (await owed()) === 0, 'nothing is owed');
  const [person] = await findPeople(app.store.fork(), 'Wanda Wise');
  if (!person) throw new Error('not known');
  expect((await forgetPerson(app.store, person)).kind).toBe('forgotten');
  await eventually(async () => (await owed()) === 0, 'cards are drawn anew');
  const stored = await everythingStored(app.database.url);
  expect(stored).not.toContain('U0WANDA');
  expect(stored).not.toContain('Wanda');
});

it('who was away, and who stood in, is forgotten with that', async () => {
  await using app = await startTestApp({ policy: { approvers: ['U0WANDA', 'U0BO'], admins: ['U0CHIEF'] } });
  const say = (text: string, user: string) => openThread(app).ask(text, user);
  await say('help', 'U0WANDA');
  await say('U0WANDA is away until tomorrow, U0BO decides for her', 'U0CHIEF');
  await say('U0BO is away until tomorrow', 'U0CHIEF');
  const absences = () => app.store.fork().findAll(Absence, { orderBy: { personId: 'asc' } });
  expect((await absences()).map(({ personId, deputyId }) => [personId, deputyId])).toEqual([
    ['U0BO', null],
    ['U0WANDA', 'U0BO'],
  ]);
  for (const left of ['U0BO', 'U0WANDA', 'U0CHIEF']) {
    const [person] = await findPeople(app.store.fork(), `slack:T0TEAM:${left}`);
    if (!person) throw new Error('not known');
    expect((await forgetPerson(app.store, person)).kind).toBe('forgotten');
    expect(JSON.stringify(await absences())).not.toContain(left);
  }
  expect(await absences()).toEqual([]);
  expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
  const audited = JSON.stringify(await app.store.fork().find(AuditEvent, { kind: 'absence' }));
  for (const left of ['U0BO', 'U0WANDA', 'U0CHIEF']) expect(audited).not.toContain(left);
});

it('whoever a chat was begun with in Teams is forgotten with it: what they write next begins another', async () => {
  await using app = await startTestApp({ policy: { approvers: [alex.aadObjectId], fourEyes: true } });
  const key = `a:1${alex.aadObjectId}`;
  const text = 'every hour get https://example.com/health';
  await askInTeams(app, app.teams.message({ text, scope: 'channel', person: rita }));
  await eventually(() => app.teams.activities.some(({ conversationId }) => conversationId === key), 'the card alone');
  await eventually(
    async () => (await app.store.fork().count(Delivery, { dueAt: { $ne: null } })) === 0,
    'nothing is owed',
  );
  expect(await app.store.fork().count(DirectChat, { personId: alex.aadObjectId })).toBe(1);
  const [person] = await findPeople(app.store.fork(), `teams:${app.teams.tenantId}:${alex.aadObjectId}`);
  if (!person) throw new Error('not known');
  expect((await forgetPerson(app.store, person)).kind).toBe('forgotten');
  expect(await app.store.fork().count(DirectChat, {})).toBe(0);
  expect(await app.store.fork().count(Conversation, { key })).toBe(0);
  expect(await everythingStored(app.database.url)).not.toContain(`"${alex.aadObjectId}"`);
});
