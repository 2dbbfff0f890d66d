import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { actions, button, type Card } from '#src/chat/card.ts';
import type { ActionTaken, MessageReceived } from '#src/chat/inbound.ts';
import { alex, buttonsOf, type Payload, type PostedActivity, type Scope } from '#test/fakes/teams-activities.ts';
import { type StartedTeams, startTeams } from './support.ts';

let teams: StartedTeams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams[Symbol.asyncDispose]());
beforeEach(() => {
  teams.events.length = 0;
  teams.server.activities.length = 0;
  teams.state.failure = undefined;
});

const card: Card = {
  title: 'Draft',
  elements: [
    actions(
      button({ kind: 'approve', draftId: 'draft-1', revision: 2 }, 'Approve'),
      button({ kind: 'discard', draftId: 'draft-1', revision: 2 }, 'Discard'),
    ),
  ],
};
const errorBody = (code: string, statusCode: number) => ({
  statusCode,
  type: 'application/vnd.microsoft.error',
  value: { code, message: expect.any(String) },
});

/** Someone says something, the bot answers with a card: everything a click needs. */
async function askForCard(scope: Scope): Promise<{ message: MessageReceived; posted: PostedActivity }> {
  await teams.server.send(teams.url, teams.server.message({ text: 'report sales', scope }));
  const message = teams.events.at(-1) as MessageReceived;
  await teams.teams.platform.post(message.conversation, { text: 'Your draft', card });
  const posted = teams.server.activities.at(-1);
  if (!posted) throw new Error('nothing was posted');
  return { message, posted };
}

test('200 comes only after the event is committed', async () => {
  const committed = Promise.withResolvers<void>();
  teams.state.beforeCommit = committed.promise;
  let answered = false;
  const answer = teams.server.send(teams.url, teams.server.message({ text: 'hi' })).then((response) => {
    answered = true;
    return response;
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(answered).toBe(false);
  committed.resolve();
  expect(await answer).toMatchObject({ status: 200, text: '' });
  teams.state.beforeCommit = undefined;
});

test('an event that could not be stored is refused, and its redelivery is work', async () => {
  const activity = teams.server.message({ text: 'hi' });
  teams.state.failure = new Error('insert into inbound values (secret)');
  const answer = await teams.server.send(teams.url, activity);
  expect(answer).toMatchObject({ status: 503, body: { message: 'Not available right now. Please send it again.' } });
  teams.state.failure = undefined;
  expect(await teams.server.send(teams.url, activity)).toMatchObject({ status: 200 });
  expect(teams.events).toHaveLength(1);
});

test.each(['personal', 'groupChat', 'channel'] as const)(
  '%s: a click belongs to the conversation of its message',
  async (scope) => {
    const { message, posted } = await askForCard(scope);
    const click = teams.server.execute({ card: posted, action: 'approve', person: alex });
    expect(await teams.server.send(teams.url, click)).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Working on it…' },
    });
    const taken = teams.events.at(-1) as ActionTaken;
    expect(taken).toMatchObject({
      kind: 'action',
      action: 'approve',
      value: { draftId: 'draft-1', revision: 2 },
      person: { id: alex.aadObjectId, name: 'Alex Approver' },
      tenant: { id: teams.server.tenantId },
      card: { platform: 'teams', address: { activityId: posted.id } },
    });
    expect(taken.conversation.key).toBe(message.conversation.key);
    expect(Object.keys(taken.value).sort()).toEqual(['draftId', 'revision']);

    await teams.teams.platform.update(taken.card, { text: 'Approved', card: { title: 'Approved', elements: [] } });
    expect(posted).toMatchObject({ updates: 1, activity: { summary: 'Approved' } });
  },
);

test('channel: a client that forgets the thread still clicks in it, but cannot be led into another channel', async () => {
  const { message, posted } = await askForCard('channel');
  const [channel = ''] = posted.conversationId.split(';');
  const forgetful = teams.server.execute({ card: posted, action: 'approve', conversationId: channel });
  await teams.server.send(teams.url, forgetful);
  expect(teams.events.at(-1)?.conversation.key).toBe(message.conversation.key);

  const elsewhere = teams.server.execute({
    card: posted,
    action: 'approve',
    conversationId: '19:other@thread.tacv2',
    scope: 'channel',
  });
  await teams.server.send(teams.url, elsewhere);
  expect(teams.events.at(-1)?.conversation.key).toMatch(/^19:other@thread\.tacv2;messageid=/);
});

test('Action.Submit is the same click', async () => {
  const { message, posted } = await askForCard('groupChat');
  const answer = await teams.server.send(teams.url, teams.server.submit({ card: posted, action: 'approve' }));
  expect(answer).toMatchObject({ status: 200, text: '' });
  expect(teams.events.at(-1)).toMatchObject({
    kind: 'action',
    action: 'approve',
    value: { draftId: 'draft-1', revision: 2 },
    conversation: { key: message.conversation.key },
  });
});

test('a click sent again is one event with the same answer, a second click is another one', async () => {
  const { posted } = await askForCard('personal');
  const click = teams.server.execute({ card: posted, action: 'approve' });
  const answers = [await teams.server.send(teams.url, click), await teams.server.send(teams.url, click)];
  expect(answers[0]).toEqual(answers[1]);
  await teams.server.send(teams.url, teams.server.execute({ card: posted, action: 'approve' }));
  await teams.server.send(teams.url, teams.server.execute({ card: posted, action: 'discard' }));
  await teams.server.send(teams.url, teams.server.execute({ card: posted, action: 'approve', person: alex }));
  expect(teams.events.filter(({ kind }) => kind === 'action')).toHaveLength(4);
});

test('a click that could not be stored says so in the shape Teams shows', async () => {
  const { posted } = await askForCard('personal');
  teams.state.failure = new Error('database is down');
  const answer = await teams.server.send(teams.url, teams.server.execute({ card: posted, action: 'approve' }));
  expect(answer).toMatchObject({ status: 503, body: errorBody('ServiceUnavailable', 503) });
  expect(answer.text).not.toContain('database');
});

const breakages: [name: string, change: (click: Payload) => Payload][] = [
  ['no value', ({ value: _, ...click }) => click as Payload],
  ['value {}', (click) => ({ ...click, value: {} })],
  ['value text', (click) => ({ ...click, value: 'approve' })],
  ['verb number', (click) => ({ ...click, value: { action: { verb: 7 } } })],
  ['unknown verb', (click) => ({ ...click, value: { action: { verb: 'format_disk', data: {} } } })],
  ['data string', (click) => ({ ...click, value: { action: { verb: 'approve', data: 'x' } } })],
  ['revision text', (click) => ({ ...click, value: { action: { verb: 'approve', data: { revision: 'x' } } } })],
  ['automatic refresh', (click) => ({ ...click, value: { ...(click['value'] as object), trigger: 'automatic' } })],
  ['no card', ({ replyToId: _, ...click }) => click as Payload],
  ['no sender', ({ from: _, ...click }) => click as Payload],
  ['another invoke', (click) => ({ ...click, name: 'composeExtension/query' })],
  ['no name', ({ name: _, ...click }) => click as Payload],
];
test.each(breakages)('malformed invoke (%s) → 400 in the documented shape', async (_name, change) => {
  const { posted } = await askForCard('personal');
  const click = change(teams.server.execute({ card: posted, action: 'approve' }));
  const answer = await teams.server.send(teams.url, click);
  expect(answer).toMatchObject({ status: 400, body: errorBody('BadRequest', 400) });
  expect(teams.events.filter(({ kind }) => kind === 'action')).toHaveLength(0);
});

test.each(['conversationUpdate', 'installationUpdate', 'messageReaction', 'typing', 'event', 'somethingNew'])(
  '%s is taken note of and nothing more',
  async (type) => {
    const answer = await teams.server.send(teams.url, { ...teams.server.message({ text: 'x' }), type });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(teams.events).toHaveLength(0);
  },
);

test('a message without sender or id → 400 with a fixed body', async () => {
  const { from: _, ...anonymous } = teams.server.message({ text: 'x' });
  const { id: __, ...unnamed } = teams.server.message({ text: 'x' });
  for (const activity of [anonymous, unnamed]) {
    const answer = await teams.server.send(teams.url, activity as Payload);
    expect(answer).toMatchObject({ status: 400, body: { message: 'This is not a Bot Framework activity.' } });
  }
});

test('every button of the card is there twice: Execute and its fallback carry the same data', async () => {
  const { posted } = await askForCard('channel');
  for (const action of buttonsOf(posted)) {
    if (action.type === 'Action.Execute') expect(action.fallback.data).toEqual(action.data);
  }
  expect(buttonsOf(posted)).toHaveLength(2);
});
