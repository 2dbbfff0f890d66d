import { expect, test } from 'vitest';
import {
  actionRequest,
  blockAction,
  commandRequest,
  deliver,
  directMessage,
  eventRequest,
  mention,
  sendAction,
  sendCommand,
  sendDirectMessage,
  sendMention,
  slashCommand,
} from '#test/fakes/slack-server.ts';
import { createSlackApp, secret } from './slack-app.ts';

const message = { channel: 'C0GENERAL', ts: '1790000000.000100' };
const approve = { action_id: 'approve', block_id: 'b-1', value: '{"draftId":"d1","revision":2}' };

test('a command is stored, then acknowledged without a word', async () => {
  await using slack = await createSlackApp();
  const responseUrl = slack.server.responseUrl();
  const answer = await slack.send(
    commandRequest(slashCommand({ text: 'every day say hi &amp; bye', responseUrl, triggerId: 't1' }), secret),
  );
  expect(answer).toMatchObject({ statusCode: 200, body: '' });
  expect(slack.inbox.events).toEqual([
    {
      kind: 'message',
      dedupeKey: 'cmd:t1',
      tenant: { id: 'T0TEAM' },
      conversation: {
        platform: 'slack',
        key: 'T0TEAM:C0GENERAL:cmd:t1',
        address: { team: 'T0TEAM', channel: 'C0GENERAL', responseUrl, user: 'U0ANA' },
      },
      person: { id: 'U0ANA', name: 'ana' },
      text: 'every day say hi & bye',
      via: 'command',
      // What "here" means.
      channel: 'C0GENERAL',
    },
  ]);
});

test('an empty command reaches the engine, a command of another name gets a hint', async () => {
  await using slack = await createSlackApp();
  const responseUrl = slack.server.responseUrl();
  await slack.send(commandRequest(slashCommand({ text: '', responseUrl }), secret));
  expect(slack.inbox.events).toMatchObject([{ text: '', via: 'command' }]);
  const other = await slack.send(commandRequest(slashCommand({ text: 'x', command: '/flow', responseUrl }), secret));
  expect(other.body).toContain('I answer to /n8n');
  expect(slack.inbox.events).toHaveLength(1);
});

test('a mention and the message event for the same words have one key', async () => {
  await using slack = await createSlackApp({ knownBot: false });
  const ts = '1790000000.000200';
  await slack.send(eventRequest(mention({ text: 'make it so', channel: 'D0ANA', ts }), secret));
  await slack.send(eventRequest(directMessage({ text: '<@U0BOT> make it so', channel: 'D0ANA', ts }), secret));
  expect(slack.inbox.events).toMatchObject([
    {
      dedupeKey: `msg:D0ANA:${ts}`,
      text: 'make it so',
      conversation: { key: 'T0TEAM:D0ANA:U0ANA', address: { threadTs: ts } },
    },
  ]);
  // n8n cannot post to where somebody speaks with the bot.
  expect(slack.inbox.events[0]).not.toHaveProperty('channel');
  expect(slack.server.calls.filter(({ method }) => method === 'auth.test')).toHaveLength(1);
});

test('a mention in a thread belongs to the thread', async () => {
  await using slack = await createSlackApp();
  await slack.send(eventRequest(mention({ text: 'again', threadTs: '1.2', ts: '1.3' }), secret));
  expect(slack.inbox.events).toMatchObject([
    { dedupeKey: 'msg:C0GENERAL:1.3', via: 'mention', conversation: { key: 'T0TEAM:C0GENERAL:1.2' } },
  ]);
});

test.each([
  ['a bot', { bot_id: 'B9' }],
  ['ourselves', { user: 'U0BOT' }],
  ['an edit', { subtype: 'message_changed' }],
  ['a deletion', { subtype: 'message_deleted' }],
  ['something hidden', { hidden: true }],
  ['nothing said', { text: ' ' }],
  ['words in a channel', { channel_type: 'channel' }],
])('%s is acknowledged and dropped', async (_name, extra) => {
  await using slack = await createSlackApp();
  const answer = await slack.send(eventRequest(directMessage({ text: 'hi', extra }), secret));
  expect(answer.statusCode).toBe(200);
  expect(slack.inbox.events).toEqual([]);
});

test('words with a file are words', async () => {
  await using slack = await createSlackApp();
  await slack.send(eventRequest(directMessage({ text: 'like this', extra: { subtype: 'file_share' } }), secret));
  expect(slack.inbox.events).toMatchObject([{ text: 'like this', via: 'direct' }]);
});

test('a click is an action with ids only', async () => {
  await using slack = await createSlackApp();
  const responseUrl = slack.server.responseUrl();
  const payload = blockAction({ message, button: approve, responseUrl, actionTs: '1.9' });
  const answer = await slack.send(actionRequest(payload, secret));
  expect(answer).toMatchObject({ statusCode: 200, body: '' });
  expect(slack.inbox.events).toEqual([
    {
      kind: 'action',
      dedupeKey: 'act:U0ANA:1.9:b-1:approve',
      tenant: { id: 'T0TEAM' },
      conversation: {
        platform: 'slack',
        key: `T0TEAM:C0GENERAL:${message.ts}`,
        address: { team: 'T0TEAM', channel: 'C0GENERAL', threadTs: message.ts, user: 'U0ANA', responseUrl },
      },
      person: { id: 'U0ANA', name: 'ana' },
      action: 'approve',
      value: { draftId: 'd1', revision: 2 },
      card: {
        platform: 'slack',
        address: { team: 'T0TEAM', channel: 'C0GENERAL', ts: message.ts, threadTs: message.ts, responseUrl },
      },
    },
  ]);
});

test('the second of several same buttons keeps its action, a card in a thread its thread', async () => {
  await using slack = await createSlackApp();
  const button = { action_id: 'choose:1', block_id: 'b', value: '{"draftId":"d1","choice":1}' };
  await slack.send(actionRequest(blockAction({ message: { ...message, threadTs: '1.1' }, button }), secret));
  expect(slack.inbox.events).toMatchObject([
    { action: 'choose', value: { choice: 1 }, conversation: { key: 'T0TEAM:C0GENERAL:1.1' } },
  ]);
});

test.each([
  ['an action of another app', { action_id: 'launch', block_id: 'b', value: '{}' }],
  ['a value that is no JSON', { ...approve, value: 'd1' }],
  ['a value with more than ids', { ...approve, value: '{"draftId":"d1","workflow":{"nodes":[]}}' }],
  ['no value', { action_id: 'approve', block_id: 'b' }],
])('%s gets a private explanation', async (_name, button) => {
  await using slack = await createSlackApp();
  const responseUrl = slack.server.responseUrl();
  expect((await slack.send(actionRequest(blockAction({ message, button, responseUrl }), secret))).statusCode).toBe(200);
  await slack.slack[Symbol.asyncDispose]();
  expect(slack.inbox.events).toEqual([]);
  expect(slack.server.ephemerals).toMatchObject([{ text: expect.stringContaining('Nothing was changed') }]);
});

test('a link button is only acknowledged', async () => {
  await using slack = await createSlackApp();
  const button = { action_id: 'link:0', block_id: 'b' };
  const responseUrl = slack.server.responseUrl();
  await slack.send(actionRequest(blockAction({ message, button, responseUrl }), secret));
  await slack.slack[Symbol.asyncDispose]();
  expect(slack.server.ephemerals).toEqual([]);
});

test.each([
  ['a shortcut', { type: 'shortcut', callback_id: 'x', team: { id: 'T0TEAM' }, user: { id: 'U1' } }],
  ['a modal', { type: 'view_submission', view: { callback_id: 'x' }, team: { id: 'T0TEAM' }, user: { id: 'U1' } }],
])('%s nobody listens to is acknowledged at once', async (_name, payload) => {
  await using slack = await createSlackApp();
  // What is acknowledged late, after Bolt has waited for a listener, comes with an excuse.
  expect(await slack.send(actionRequest(payload, secret))).toMatchObject({ statusCode: 200, body: '' });
});

test('an event the inbox could not take is a 500, and its redelivery is work', async () => {
  await using slack = await createSlackApp();
  slack.inbox.failure = new Error('database gone');
  const request = eventRequest(mention({ text: 'hi' }), secret);
  expect((await slack.send(request)).statusCode).toBe(500);
  slack.inbox.failure = undefined;
  expect((await slack.send(request)).statusCode).toBe(200);
  expect(slack.inbox.events).toHaveLength(1);
});

test('a command the inbox could not take says that nothing was created', async () => {
  await using slack = await createSlackApp();
  slack.inbox.failure = new Error('database gone');
  const responseUrl = slack.server.responseUrl();
  const answer = await slack.send(commandRequest(slashCommand({ text: 'x', responseUrl }), secret));
  expect(answer.statusCode).toBe(200);
  expect(JSON.parse(answer.body)).toEqual({
    response_type: 'ephemeral',
    text: expect.stringMatching(/nothing was created.*try again.*Reference [0-9a-f]{10}/i),
  });
  expect(answer.body).not.toContain('database');
});

test('a click the inbox could not take is answered privately', async () => {
  await using slack = await createSlackApp();
  slack.inbox.failure = new Error('database gone');
  const responseUrl = slack.server.responseUrl();
  const answer = await slack.send(actionRequest(blockAction({ message, button: approve, responseUrl }), secret));
  expect(answer.statusCode).toBe(200);
  await slack.slack[Symbol.asyncDispose]();
  expect(slack.server.ephemerals).toMatchObject([{ text: expect.stringContaining('nothing was created or changed') }]);
});

test('a slow inbox does not cost a command its answer', async () => {
  await using slack = await createSlackApp();
  slack.inbox.delayMs = 2800;
  const responseUrl = slack.server.responseUrl();
  const answer = await slack.send(commandRequest(slashCommand({ text: 'x', responseUrl }), secret));
  expect(answer.body).toContain('taking longer');
  await expect.poll(() => slack.inbox.events).toHaveLength(1);
});

test('while auth.test fails events are delivered again, commands work', async () => {
  await using slack = await createSlackApp({ knownBot: false });
  slack.server.fail('auth.test', { status: 500, times: 2 });
  const request = eventRequest(mention({ text: 'hi' }), secret);
  const responseUrl = slack.server.responseUrl();
  expect((await slack.send(commandRequest(slashCommand({ text: 'x', responseUrl }), secret))).statusCode).toBe(200);
  expect((await slack.send(request)).statusCode).toBe(503);
  expect((await slack.send(request)).statusCode).toBe(200);
  expect(slack.inbox.events).toHaveLength(2);
});

test('works over a real socket, with redelivery', async () => {
  await using slack = await createSlackApp();
  const baseUrl = await slack.app.listen({ host: '127.0.0.1', port: 0 });
  const responseUrl = slack.server.responseUrl();
  expect((await sendCommand(baseUrl, secret, { text: 'x', responseUrl })).status).toBe(200);
  expect((await sendMention(baseUrl, secret, { text: 'Grüße 🎉' })).status).toBe(200);
  expect((await sendDirectMessage(baseUrl, secret, { text: 'y' })).status).toBe(200);
  expect((await sendAction(baseUrl, secret, { message, button: approve, responseUrl })).status).toBe(200);
  const request = eventRequest(mention({ text: 'twice' }), secret);
  await deliver(baseUrl, request);
  expect((await deliver(baseUrl, request, 1)).status).toBe(200);
  const said = slack.inbox.events.map((event) =>
    event.kind === 'message' ? event.text : event.kind === 'action' && event.action,
  );
  expect(said).toEqual(['x', 'Grüße 🎉', 'y', 'approve', 'twice']);
});

test.each([
  { event: '' },
  { event: { type: 'app_mention', channel: 'C0GENERAL', ts: '1.1', user: null } },
  { event: { type: 'app_mention', channel: 'C0GENERAL', ts: '1.1', user: 'U0ANA' }, authorizations: [null] },
  { event: { type: 'app_mention', channel: -5, ts: '1.1', user: 1 } },
  { event: { type: 'reaction_added', item: 5, user: 'U0ANA' } },
  { event: { type: 'subteam_updated', subteam: null } },
])('a signed event of another shape is refused as unreadable: %j', async (spoilt) => {
  await using slack = await createSlackApp();
  const answer = await slack.send(eventRequest({ type: 'event_callback', team_id: 'T0TEAM', ...spoilt }, secret));
  expect(answer.statusCode).toBe(400);
  expect(slack.inbox.events).toEqual([]);
});
