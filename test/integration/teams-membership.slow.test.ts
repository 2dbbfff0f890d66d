import { afterAll, beforeAll, expect, it } from 'vitest';
import { Conversation } from '#src/store/entities.ts';
import { alex, type Payload, type Scope } from '#test/fakes/teams-activities.ts';
import { allHandled, askInTeams, textOf } from '#test/support/teams.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const daily = 'every day at 9:00 in Europe/Berlin get https://example.com/status.json';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

const send = async (activity: Payload) => expect((await app.teams.send(app.url, activity)).status).toBe(200);
const handled = () => allHandled(app);

const ask = (activity: Payload) => askInTeams(app, activity);

it.each<Scope>(['personal', 'groupChat', 'channel'])(
  '%s: one welcome when it is added, none for others who join, another one when it comes back',
  async (scope) => {
    const conversationId = `19:welcome-${scope}`;
    const inHere = () => app.teams.activities.filter((each) => each.conversationId === conversationId);
    const added = () => app.teams.install('add', { scope, conversationId, person: alex });
    for (const activity of [...added(), ...added()]) await send(activity);
    const [joined] = app.teams.install('add', { scope, conversationId }).slice(1);
    await send({ ...(joined as Payload), membersAdded: [{ id: '29:someone' }] });
    await handled();
    expect(inHere()).toHaveLength(1);
    expect(inHere()[0]?.activity.attachments?.[0]?.content.body[0]).toMatchObject({
      text: expect.stringMatching(/^Alex Approver added me\. I am Flowsmith: /),
    });

    for (const activity of app.teams.install('remove', { scope, conversationId })) await send(activity);
    const at = { key: conversationId };
    expect((await app.store.fork().findOneOrFail(Conversation, at)).closedAt).not.toBeNull();
    for (const activity of added()) await send(activity);
    await handled();
    expect(inHere()).toHaveLength(2);
    expect((await app.store.fork().findOneOrFail(Conversation, at)).closedAt).toBeNull();
  },
);

it('removed from a team: every conversation in its channels is dead, others live on; coming back revives', async () => {
  const [team, chat] = ['19:team-general@thread.tacv2', '19:not-of-the-team@thread.v2'];
  const inTeam = (conversationId: string) => ({ scope: 'channel' as const, teamId: team, conversationId });
  const general = await ask(app.teams.message({ text: 'help', ...inTeam(team) }));
  const other = await ask(app.teams.message({ text: 'help', ...inTeam('19:other-channel@thread.tacv2') }));
  const foreign = app.teams.message({ text: 'help', scope: 'channel', conversationId: '19:foreign@thread.tacv2' });
  const elsewhere = await ask(foreign);
  const group = await ask(app.teams.message({ text: 'help', scope: 'groupChat', conversationId: chat }));
  await handled();
  const dead = async () => {
    const keys = [general, other, elsewhere, group].map(({ conversationId }) => conversationId);
    const rows = await app.store.fork().find(Conversation, { key: { $in: keys } });
    return keys.map((key) => rows.find((row) => row.key === key)?.closedAt !== null);
  };
  expect(await dead()).toEqual([false, false, false, false]);
  for (const activity of app.teams.install('remove', inTeam('19:other-channel@thread.tacv2'))) await send(activity);
  expect(await dead()).toEqual([false, true, false, false]);
  for (const activity of app.teams.install('remove', inTeam(team))) await send(activity);
  expect(await dead()).toEqual([true, true, false, false]);

  for (const activity of app.teams.install('add', inTeam(team))) await send(activity);
  await handled();
  const welcomes = app.teams.activities.filter(({ conversationId }) => conversationId === team);
  expect(welcomes).toHaveLength(1);
  const again = await ask(app.teams.message({ text: 'help', ...inTeam(other.conversationId) }));
  expect(textOf(again)).toContain('For example');
  expect((await dead())[1]).toBe(false);
});

it('a conversation that does not take messages any more is dead, its work stops, and words there revive it', async () => {
  const conversationId = '19:removed@thread.v2';
  const message = (text: string) => app.teams.message({ text, scope: 'groupChat', conversationId });
  const closedAt = async () =>
    (await app.store.fork().findOne(Conversation, { key: conversationId }))?.closedAt ?? undefined;
  app.teams.fail('post', { status: 403, code: 'BotNotInConversationRoster' });
  const before = app.teams.requests.length;
  await send(message(daily));
  await eventually(closedAt, 'the conversation is closed');
  await handled();
  expect(app.teams.requests.length - before).toBe(1);
  const answer = await ask(message('help'));
  expect(textOf(answer)).toContain('For example');
  expect(await closedAt()).toBeUndefined();
});

it('Teams may move a conversation to another service URL: answers go to the newest', async () => {
  const conversationId = 'a:1moved';
  const pathOfAnswer = async (serviceUrl: string) => {
    const before = app.teams.requests.length;
    await ask({ ...app.teams.message({ text: 'help', conversationId }), serviceUrl });
    return app.teams.requests.slice(before).map(({ path }) => path);
  };
  const path = `v3/conversations/${conversationId}/activities`;
  expect(await pathOfAnswer(app.teams.serviceUrl)).toEqual([`/teams/${path}`]);
  expect(await pathOfAnswer(`${app.teams.serviceUrl}emea/`)).toEqual([`/teams/emea/${path}`]);
});

it('an edited request is planned anew while nobody decided, and ignored politely afterwards', async () => {
  const said = app.teams.message({ text: daily, scope: 'channel' });
  const draft = await ask(said);
  expect(textOf(draft)).toContain('9:00');
  const edited = app.teams.edit(said, daily.replace('9:00', '7:30'));
  const next = await ask(edited);
  expect(textOf(next)).toContain('7:30');
  await eventually(() => textOf(draft).includes('replaced by a newer version'), 'the old card closed');
  const count = app.teams.activities.length;
  await send(edited);
  await handled();
  expect(app.teams.activities).toHaveLength(count);

  const other = app.teams.message({ text: daily, scope: 'groupChat' });
  const approved = await ask(other);
  await send(app.teams.execute({ card: approved, action: 'approve' }));
  await eventually(() => textOf(approved).includes('Created, off · '), 'the outcome');
  await send(app.teams.edit(other, daily.replace('9:00', '8:00')));
  await eventually(() => textOf(app.teams.activities.at(-1) ?? draft).includes('decided already'), 'a polite word');
  expect(textOf(approved)).toContain('Created, off · ');
});

it('an edit of what led to nothing while something newer was said, or by somebody else, does nothing', async () => {
  const help = app.teams.message({ text: 'help' });
  await ask(help);
  await ask(app.teams.message({ text: 'list' }));
  const said = app.teams.message({ text: daily, scope: 'groupChat' });
  const draft = await ask(said);
  const count = app.teams.activities.length;
  await send(app.teams.edit(help, daily));
  await send({ ...app.teams.edit(said, daily.replace('9:00', '5:00')), from: alex });
  await handled();
  expect(app.teams.activities).toHaveLength(count);
  expect(textOf(draft)).not.toContain('Replaced');
});

it.each(['help', 'hi', 'hello', 'Cancel', 'list', 'status'])(
  '"%s" is answered at once, without a model',
  async (word) => {
    const answer = await ask(app.teams.message({ text: word, conversationId: `a:1word-${word}` }));
    expect(answer.updates).toBe(0);
    const first = answer.activity.attachments?.[0]?.content.body[0];
    const text = ['list', 'status'].includes(word) ? 'Workflows you asked for' : expect.stringMatching(/^\w.{15}/);
    expect(first).toMatchObject({ text });
  },
);

it('cancel discards the open draft, status says where it stands', async () => {
  const conversationId = 'a:1cancel';
  const draft = await ask(app.teams.message({ text: daily, conversationId }));
  const status = await ask(app.teams.message({ text: 'status', conversationId }));
  expect(textOf(status)).toContain('Draft: ');
  expect(status.activity).toMatchObject({
    suggestedActions: { actions: [{ type: 'imBack', value: 'help' }, { value: 'list' }, { value: 'status' }] },
  });
  expect(textOf(await ask(app.teams.message({ text: 'cancel', conversationId })))).toContain('Nothing was created');
  await eventually(() => textOf(draft).includes('Discarded by'), 'the closed card');
});
