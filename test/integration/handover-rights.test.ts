import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { AuditEvent, Delivery, DirectChat, DraftRow, FailureWish, Notice, WorkflowRow } from '#src/store/entities.ts';
import { idsOn, peopleOn, type Somebody } from '#test/support/people-on.ts';
import { openThread } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const [a, b, c] = idsOn('slack');
const settled = (app: TestApp) =>
  eventually(
    async () =>
      (await app.store.fork().count(Delivery, { kind: ['ask', 'draft', 'news'], dueAt: { $ne: null } })) === 0,
    'nothing is owed any more',
  );
const waiting = async ({ chat }: Somebody) => {
  const list = await chat.say('waiting');
  return chat.after(() => list.press('show'));
};
const refusals = async (app: TestApp, actor: string) =>
  (await app.store.fork().find(AuditEvent, { kind: 'refusal', actor })).map(
    ({ data }) => (data as { act: string }).act,
  );
const newest = async (app: TestApp) => {
  const [draft] = await app.store.fork().find(DraftRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
  if (!draft) throw new Error('no draft');
  return draft;
};
const askedOf = async (app: TestApp) =>
  (await app.store.fork().find(Notice, { kind: 'ask', person: { $ne: '' }, toldAt: { $ne: null } }))
    .map(({ person }) => person)
    .toSorted();

describe('what is handed over with four eyes', () => {
  let app: TestApp;
  let [asker, boss, next, other] = [] as unknown as [Somebody, Somebody, Somebody, Somebody];
  beforeAll(async () => {
    app = await startTestApp({ policy: { approvers: [a, b, c], fourEyes: true } });
    [asker, boss, next, other] = peopleOn(app, 'slack');
    for (const { chat } of [asker, boss, next, other]) await chat.say('help');
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('is turned on by nobody who worded it', async () => {
    const card = await asker.chat.say('every hour get https://example.com/health');
    await settled(app);
    await (await waiting(boss)).press('approve');
    await card.says('/workflow/');
    await settled(app);
    const { name } = await app.store.fork().findOneOrFail(WorkflowRow, { removedAt: null });
    expect((await asker.chat.say(`hand over "${name}" to ${other.name}`)).text()).toContain('from now on');
    await (await asker.chat.say(`publish "${name}"`)).press('publish');
    await eventually(async () => (await refusals(app, asker.key)).includes('publish'), 'a refusal on the trail');
    expect(app.standIn.workflows().map(({ active }) => active)).toEqual([false]);
    await (await boss.chat.say(`publish "${name}"`)).press('publish');
    await eventually(() => app.standIn.workflows()[0]?.active === true, 'it runs');
  });

  it('is approved by nobody through whose hands it went', async () => {
    const thread = openThread(app);
    const card = await thread.ask('every hour get https://example.com/hands', asker.id);
    const { id } = await newest(app);
    await thread.ask(`hand it over to ${next.id}`, asker.id);
    await thread.ask(`hand it over to ${other.id}`, next.id);
    expect(await newest(app)).toMatchObject({ id, requesterId: other.id });
    for (const one of [asker, next]) {
      expect((await one.chat.say('waiting')).text()).toContain('No draft waits');
      const now = app.slack.messages.get(`${card.channel}:${card.ts}`) ?? card;
      await thread.press(now, 'approve', one.id);
      await eventually(async () => (await refusals(app, one.key)).includes('approve'), 'a refusal on the trail');
    }
    expect(await newest(app)).toMatchObject({ id, status: 'proposed' });
  });
});

describe('who is asked', () => {
  it('whoever was away when it was drafted is, once they are back', async () => {
    await using app = await startTestApp({ policy: { approvers: [b] } });
    const [asker, boss] = peopleOn(app, 'slack');
    for (const { chat } of [asker, boss]) await chat.say('help');
    await boss.chat.say('I am away until tomorrow');
    const card = await asker.chat.say('every hour get https://example.com/health');
    await card.says(`waits for ${boss.name} (away`);
    await settled(app);
    expect(await askedOf(app)).toEqual([]);
    await boss.chat.say('I am back');
    await eventually(async () => (await askedOf(app)).length === 1, 'somebody is asked');
    await settled(app);
    expect(await askedOf(app)).toEqual([boss.key]);
    await card.says(`waits for ${boss.name}`);
    expect(card.text()).not.toContain('(away');
  });

  it('those who may approve are, once it belongs to somebody who may not', async () => {
    await using app = await startTestApp({ policy: { approvers: [a, b] } });
    const [asker, boss, , other] = peopleOn(app, 'slack');
    for (const { chat } of [asker, boss, other]) await chat.say('help');
    await asker.chat.say('every hour get https://example.com/health');
    await settled(app);
    expect(await askedOf(app)).toEqual([]);
    await asker.chat.say(`hand it over to ${other.name}`);
    await eventually(async () => (await askedOf(app)).length === 2, 'they are asked');
    await boss.chat.hears(/asks you to decide/);
    expect(await askedOf(app)).toEqual([asker.key, boss.key].toSorted());
  });
});

it('what is said about a draft that was handed over counts where it is theirs now', async () => {
  await using app = await startTestApp({});
  const [asker, , , other] = peopleOn(app, 'slack');
  for (const { chat } of [asker, other]) await chat.say('help');
  await asker.chat.say('every hour get https://example.com/health');
  await settled(app);
  const { id } = await newest(app);
  await asker.chat.say(`hand it over to ${other.name}`);
  await settled(app);
  await other.chat.hears(/handed “.*” over to you/);
  await asker.chat.say('make it every 3 hours');
  const read = () => app.store.fork().findOneOrFail(DraftRow, { id });
  expect(await read()).toMatchObject({ requesterId: other.id, revision: 1 });
  await other.chat.say('make it every 5 hours');
  expect(await read()).toMatchObject({ requesterId: other.id, revision: 2 });
});

it('each hand-over is told, also back and forth', async () => {
  await using app = await startTestApp({});
  const [asker, boss] = peopleOn(app, 'slack');
  for (const { chat } of [asker, boss]) await chat.say('help');
  const card = await asker.chat.say('every hour get https://example.com/health');
  await card.press('approve');
  await card.says('/workflow/');
  const { name } = await app.store.fork().findOneOrFail(WorkflowRow, { removedAt: null });
  const told = async () =>
    (
      await app.store.fork().find(Notice, { kind: 'news', toldAt: { $ne: null } }, { orderBy: { createdAt: 'asc' } })
    ).map(({ person }) => person);
  for (const [from, to] of [
    [asker, boss],
    [boss, asker],
    [asker, boss],
  ] as const) {
    await from.chat.say(`hand over "${name}" to ${to.name}`);
    await settled(app);
    await to.chat.hears(`${from.name} handed “${name}” over to you`);
  }
  expect(await told()).toEqual([boss.key, asker.key, boss.key]);
});

it('whoever was met in a channel only is told alone from then on, and whoever had it no more', async () => {
  const port = await freePort();
  const env = { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` };
  await using app = await startTestApp({ env, policy: { errorNotices: true } });
  const [asker] = peopleOn(app, 'slack');
  await asker.chat.say('help');
  await openThread(app).ask('help', 'U0NEW');
  const card = await asker.chat.say('every hour get https://example.com/health');
  await card.press('approve');
  await card.says('/workflow/');
  const { name } = await app.store.fork().findOneOrFail(WorkflowRow, { removedAt: null });
  await asker.chat.say(`tell me when ${name} fails`);
  expect(await app.store.fork().count(FailureWish, { kind: 'follow' })).toBe(1);
  await asker.chat.say(`hand over "${name}" to U0NEW`);
  await settled(app);
  const chats = await app.store.fork().find(DirectChat, { personId: 'U0NEW' });
  expect(chats.map(({ conversation }) => conversation !== null)).toEqual([true]);
  expect(await app.store.fork().count(FailureWish, { kind: 'follow' })).toBe(0);
  expect((await asker.chat.say(`stop telling me about ${name}`)).text()).not.toContain('Only whoever');
  expect(await refusals(app, asker.key)).toEqual([]);
});
