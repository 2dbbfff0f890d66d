import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTeams } from '#adapters/teams/index.ts';
import { image, text } from '#src/chat/card.ts';
import { DeliveryError } from '#src/errors.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { rita, type Scope } from '#test/fakes/teams-activities.ts';
import { createMemoryPictures, pictureOf } from '#test/support/pictures.ts';
import { type StartedTeams, silent, startTeams } from './support.ts';

let teams: StartedTeams;
beforeAll(async () => {
  teams = await startTeams({ overrides: { timeoutMs: 300 } });
});
afterAll(() => teams[Symbol.asyncDispose]());
beforeEach(() => {
  teams.server.activities.length = 0;
  teams.server.requests.length = 0;
});

const card = { title: 'Draft', elements: [] };
const person = { id: rita.aadObjectId, name: rita.name };

async function conversationOf(scope: Scope): Promise<ConversationRef> {
  await teams.server.send(teams.url, teams.server.message({ text: 'hi', scope }));
  const event = teams.events.at(-1);
  if (!event) throw new Error('no event');
  teams.server.requests.length = 0;
  return event.conversation;
}

async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DeliveryError);
  return error as DeliveryError;
}

test.each(['personal', 'groupChat', 'channel'] as const)(
  '%s: posted into the conversation, rewritten in place',
  async (scope) => {
    const to = await conversationOf(scope);
    const { platform } = teams.teams;
    const { message } = await platform.post(to, { text: 'Working on it' });
    await platform.update(message, { text: 'Ready', card });
    expect(teams.server.requests.map(({ method }) => method)).toEqual(['POST', 'PUT']);
    const [posted] = teams.server.activities;
    expect(posted).toMatchObject({ conversationId: to.key, updates: 1, authorization: 'Bearer bot-token' });
    expect(posted?.activity).toMatchObject({ summary: 'Ready', attachments: [{ content: { version: '1.5' } }] });
    expect(posted?.activity.text).toBeUndefined();
    // A post is a reply to nothing; in a channel the conversation itself is the thread.
    expect(teams.server.requests[0]?.path).toBe(`/teams/v3/conversations/${to.key}/activities`);
    expect(posted?.activity).not.toHaveProperty('replyToId');
  },
);

test('a reference survives the store', async () => {
  const to = JSON.parse(JSON.stringify(await conversationOf('channel'))) as ConversationRef;
  const { message } = await teams.teams.platform.post(to, { text: 'x', card });
  await teams.teams.platform.update(JSON.parse(JSON.stringify(message)), { text: 'y', card });
  expect(teams.server.activities[0]?.updates).toBe(1);
});

test('a picture is loaded from its https address, and left out where there is none', async () => {
  const withPicture = { title: 'Draft', elements: [image(pictureOf(), 'Schedule, then Slack'), text('words')] };
  await using reachable = await startTeams({ publicUrl: 'https://flowsmith.example.com' });
  for (const started of [reachable, teams]) {
    await started.server.send(started.url, started.server.message({ text: 'hi', scope: 'personal' }));
    const to = started.events.at(-1)?.conversation;
    if (!to) throw new Error('no event');
    await started.teams.platform.post(to, { text: 'x', card: withPicture });
  }
  const bodies = [reachable, teams].map(
    ({ server }) => server.activities.at(-1)?.activity.attachments?.[0]?.content.body,
  );
  expect(bodies[0]?.[1]).toEqual({
    type: 'Image',
    url: expect.stringMatching(/^https:\/\/flowsmith\.example\.com\/pictures\//),
    altText: 'Schedule, then Slack',
    size: 'Stretch',
    msteams: { allowExpand: true },
  });
  expect(bodies[1]?.slice(1)).toMatchObject([{ type: 'TextBlock', text: 'words' }]);
});

test('text replaces a card as a card: Teams would not redraw it otherwise', async () => {
  const { message } = await teams.teams.platform.post(await conversationOf('personal'), { text: 'x', card });
  await teams.teams.platform.update(message, { text: 'Discarded.' });
  expect(teams.server.activities[0]?.activity.attachments?.[0]?.content.body).toEqual([
    { type: 'TextBlock', text: 'Discarded.', wrap: true },
  ]);
});

test('who shall notice it is mentioned in a card, by their id in Entra, and only where others are', async () => {
  const mentions = [person, { id: 'never-met', name: 'never-met' }, { id: 'other-rita', name: `${rita.name}` }];
  const { platform } = teams.teams;
  await platform.post(await conversationOf('channel'), { text: 'It *waits*', mentions });
  await platform.post(await conversationOf('personal'), { text: 'It waits', mentions });
  const [inChannel, alone] = teams.server.activities.map(({ activity }) => activity);
  const content = inChannel?.attachments?.[0]?.content;
  expect(content).toMatchObject({
    body: [{ text: `<at>${rita.name}</at> <at>${rita.name} 2</at>` }, { text: 'It \\*waits\\*' }],
    msteams: {
      entities: [
        { type: 'mention', text: `<at>${rita.name}</at>`, mentioned: { id: rita.aadObjectId, name: rita.name } },
        { type: 'mention', text: `<at>${rita.name} 2</at>`, mentioned: { id: 'other-rita', name: rita.name } },
      ],
    },
  });
  expect(inChannel?.summary).toBe('It *waits*');
  expect(alone).toMatchObject({ text: 'It waits' });
  expect(alone?.attachments).toBeUndefined();
});

const openDirect = (near: ConversationRef, who = person) =>
  teams.teams.platform.openDirect?.(near, who) ?? expect.fail('nobody is spoken to alone');

test('a chat with somebody alone is begun from anywhere in their tenant, and is the same every time', async () => {
  const near = await conversationOf('channel');
  const direct = await openDirect(near);
  expect(direct).toEqual(await openDirect(near));
  expect(teams.server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
    Array(2).fill('POST /teams/v3/conversations'),
  );
  expect(teams.server.activities).toEqual([]);
  await teams.teams.platform.post(JSON.parse(JSON.stringify(direct)), { text: 'for you' });
  expect(teams.server.activities).toMatchObject([{ conversationId: direct.key, activity: { text: 'for you' } }]);
});

test('where the app is not installed for them Teams refuses, and no conversation is taken for closed', async () => {
  const near = await conversationOf('channel');
  const before = teams.left.length;
  teams.server.strangers.add('nobody-has-it');
  const failure = await failureOf(openDirect(near, { id: 'nobody-has-it', name: 'Nobody' }));
  expect(failure).toMatchObject({ code: 'teams_not_installed', retryable: false, mendable: false });
  expect(teams.left).toHaveLength(before);
});

test.each([
  [{ status: 429, retryAfter: '7' }, 'teams_rate_limited'],
  [{ status: 502 }, 'teams_unavailable'],
  [{ hang: true }, 'teams_unreachable'],
] as const)('a chat that Teams does not name now (%j) is asked for later, and is one', async (failing, code) => {
  const near = await conversationOf('channel');
  teams.server.fail('open', failing);
  expect(await failureOf(openDirect(near))).toMatchObject({ code, retryable: true });
  expect(await openDirect(near)).toEqual(await openDirect(near));
  expect(teams.server.activities).toEqual([]);
});

test('only what nobody waits for goes into the activity feed, once, whatever else Teams is told with it', async () => {
  const { platform } = teams.teams;
  const to = await conversationOf('personal');
  const { message } = await platform.post(to, { text: 'It waits', card, alert: true, feedback: { eventId: 'e' } });
  await platform.update(message, { text: 'Approved', card, alert: true });
  await platform.post(to, { text: 'An answer', card, feedback: { eventId: 'e' } });
  const [asked, answered] = teams.server.activities;
  expect(asked?.posted.channelData).toEqual({ feedbackLoop: { type: 'default' }, notification: { alert: true } });
  expect(asked?.activity.channelData).toBeUndefined();
  expect(answered?.posted.channelData).toEqual({ feedbackLoop: { type: 'default' } });
});

test('notify mentions the person where others read along', async () => {
  await teams.teams.platform.notify(await conversationOf('channel'), person, 'only approvers may do that');
  await teams.teams.platform.notify(await conversationOf('personal'), person, 'only approvers may do that');
  const [inChannel, alone] = teams.server.activities.map(({ activity }) => activity);
  expect(inChannel?.attachments?.[0]?.content).toMatchObject({
    body: [{ text: '<at>Rita Requester</at>' }, { text: 'only approvers may do that' }],
    msteams: { entities: [{ mentioned: { id: person.id, name: 'Rita Requester' } }] },
  });
  expect(alone?.text).toBe('only approvers may do that');
});

test.each([
  [429, 'Throttled', 'teams_rate_limited', true],
  [412, 'PreconditionFailed', 'teams_unavailable', true],
  [500, 'ServiceError', 'teams_unavailable', true],
  [502, 'BadGateway', 'teams_unavailable', true],
  [503, 'ServiceUnavailable', 'teams_unavailable', true],
  [504, 'GatewayTimeout', 'teams_unavailable', true],
  [404, 'ConversationNotFound', 'teams_conversation_not_found', true],
  [403, 'BotNotInConversationRoster', 'teams_bot_removed', false],
  [403, 'MessageWritesBlocked', 'teams_bot_removed', false],
  [413, 'MessageSizeTooBig', 'teams_message_too_big', false],
  [401, 'Unauthorized', 'teams_unauthorized', false],
  [400, 'BadSyntax', 'teams_refused', false],
])('%i %s → %s, one attempt', async (status, connectorCode, code, retryable) => {
  const to = await conversationOf('personal');
  teams.server.fail('post', { status, code: connectorCode });
  const error = await failureOf(teams.teams.platform.post(to, { text: 'x', card }));
  expect(error).toMatchObject({ code, retryable, retryAfterMs: undefined });
  expect(error.userMessage).not.toContain('scripted');
  expect(teams.server.requests).toHaveLength(1);
});

test('Retry-After is handed on, in seconds and as a date, for post and update', async () => {
  const to = await conversationOf('personal');
  const { message } = await teams.teams.platform.post(to, { text: 'x', card });
  teams.server.fail('post', { status: 429, retryAfter: '7' });
  expect(await failureOf(teams.teams.platform.post(to, { text: 'x' }))).toMatchObject({ retryAfterMs: 7000 });
  teams.server.fail('update', { status: 429, retryAfter: new Date(Date.now() + 60_000).toUTCString() });
  const { retryAfterMs } = await failureOf(teams.teams.platform.update(message, { text: 'x' }));
  expect(retryAfterMs).toBeGreaterThan(50_000);
  expect(retryAfterMs).toBeLessThanOrEqual(60_000);
});

test('a Bot Connector that hangs is given up, after one attempt', async () => {
  const to = await conversationOf('personal');
  teams.server.fail('post', { hang: true });
  const error = await failureOf(teams.teams.platform.post(to, { text: 'x' }));
  expect(error).toMatchObject({ code: 'teams_unreachable', retryable: true });
  expect(teams.server.requests).toHaveLength(1);
});

test('a Microsoft Entra that hangs is given up; one that refuses the secret is final', async () => {
  const to = await conversationOf('personal');
  const platformWith = (acquireToken: () => Promise<never>) =>
    createTeams({
      // The SDK keeps tokens per app id for the life of the process.
      config: { ...teams.server.config, appId: randomUUID() },
      log: silent,
      pictures: createMemoryPictures(),
      forms: { find: async () => undefined },
      pickers: { find: async () => [] },
      cards: { current: async () => undefined },
      asides: { wait: async () => undefined },
      presence: { left: async () => undefined },
      inbox: { accept: async () => 'accepted' },
      overrides: { ...teams.server.overrides, timeoutMs: 100, acquireToken },
    }).platform;
  const hanging = platformWith(() => new Promise(() => undefined));
  expect(await failureOf(hanging.post(to, { text: 'x' }))).toMatchObject({
    code: 'teams_unreachable',
    retryable: true,
  });
  const refusing = platformWith(() =>
    Promise.reject(Object.assign(new Error('AADSTS'), { errorCode: 'invalid_client' })),
  );
  expect(await failureOf(refusing.post(to, { text: 'x' }))).toMatchObject({
    code: 'teams_unauthorized',
    retryable: false,
  });
  expect(teams.server.requests).toHaveLength(0);
});

test('a redirect is not followed: the bearer token stays with the Bot Connector', async () => {
  const to = await conversationOf('personal');
  teams.server.fail('post', { status: 307, location: `${teams.server.issuerUrl}/elsewhere` });
  expect(await failureOf(teams.teams.platform.post(to, { text: 'x' }))).toMatchObject({ retryable: false });
  expect(teams.server.requests).toHaveLength(1);
});

test.each(['https://evil.example/', 'http://127.0.0.1:9/', 'nonsense'])(
  'a stored service URL is checked again before our token goes there: %s',
  async (serviceUrl) => {
    const to = await conversationOf('personal');
    const tampered = { ...to, address: { ...(to.address as object), serviceUrl } };
    const error = await failureOf(teams.teams.platform.post(tampered, { text: 'x' }));
    expect(error).toMatchObject({ code: 'teams_service_url_refused', retryable: false });
    expect(teams.server.requests).toHaveLength(0);
  },
);

test('an address that is none of ours is a DeliveryError too', async () => {
  const to: ConversationRef = { platform: 'teams', key: 'x', address: { channel: 'C1' } };
  expect(await failureOf(teams.teams.platform.post(to, { text: 'x' }))).toMatchObject({
    code: 'teams_address_invalid',
  });
});

test('local mode speaks without a token', async () => {
  await using local = await startTeams({ config: { local: true }, overrides: { acquireToken: undefined } });
  await local.server.send(local.url, local.server.message({ text: 'hi' }), { token: null });
  const [event] = local.events;
  if (!event) throw new Error('no event');
  await local.teams.platform.post(event.conversation, { text: 'x', card });
  expect(local.server.activities).toMatchObject([{ authorization: undefined, activity: { summary: 'x' } }]);
});
