import { expect, test } from 'vitest';
import { messageChanged } from '#test/fakes/slack-changes.ts';
import {
  actionRequest,
  blockAction,
  commandRequest,
  directMessage,
  eventRequest,
  slashCommand,
} from '#test/fakes/slack-server.ts';
import { createSlackApp, secret } from './slack-app.ts';

const own = 'T0TEAM:D0ANA:U0ANA';
const ts = '1790000001.000100';

test('a direct message is one conversation, which says in which thread to answer', async () => {
  await using slack = await createSlackApp();
  const say = (text: string, at: { ts: string; threadTs?: string }) =>
    slack.send(eventRequest(directMessage({ text, ...at }), secret));
  await say('post hi every day', { ts });
  await say('at 7 instead', { ts: '1790000001.000200' });
  await say('in this thread', { ts: '1790000001.000300', threadTs: ts });
  const button = { action_id: 'approve', block_id: 'b-1', value: '{"draftId":"d1","revision":2}' };
  const message = { channel: 'D0ANA', ts: '1790000001.000150', threadTs: ts };
  await slack.send(actionRequest(blockAction({ message, button }), secret));
  const responseUrl = slack.server.responseUrl();
  await slack.send(commandRequest(slashCommand({ text: 'list', channel: 'D0ANA', responseUrl }), secret));
  expect(slack.inbox.events.map(({ conversation }) => conversation.key)).toEqual([own, own, own, own, own]);
  expect(slack.inbox.events).toMatchObject([
    { conversation: { address: { threadTs: ts } } },
    { conversation: { address: { threadTs: '1790000001.000200' } } },
    { conversation: { address: { threadTs: ts } }, below: `msg:D0ANA:${ts}` },
    { conversation: { address: { threadTs: ts } } },
    { conversation: { address: { responseUrl } } },
  ]);
  expect(slack.inbox.events.slice(0, 2).some((event) => 'below' in event)).toBe(false);
});

test('two people who give commands in a direct message with each other do not share a conversation', async () => {
  await using slack = await createSlackApp();
  for (const user of ['U0ANA', 'U0BOB']) {
    const command = { text: 'list', channel: 'D0OTHER', user, responseUrl: slack.server.responseUrl() };
    await slack.send(commandRequest(slashCommand(command), secret));
  }
  expect(new Set(slack.inbox.events.map(({ conversation }) => conversation.key)).size).toBe(2);
});

test('edited words are an edit of the message they stood in, once for each edit', async () => {
  await using slack = await createSlackApp();
  const change = {
    before: 'post hi',
    text: 'post <https://example.com|hello> &amp; bye',
    ts,
    editedTs: '1790000002.0001',
  };
  await slack.send(eventRequest(messageChanged(change), secret));
  // Slack shows a preview of the link, after the edit.
  await slack.send(eventRequest(messageChanged({ ...change, extra: { attachments: [{ id: 1 }] } }), secret));
  await slack.send(eventRequest(messageChanged({ ...change, before: change.text }), secret));
  expect(slack.inbox.events).toMatchObject([
    {
      kind: 'message',
      edits: `msg:D0ANA:${ts}`,
      dedupeKey: `edit:msg:D0ANA:${ts}:1790000002.0001`,
      text: 'post hello (https://example.com) & bye',
      person: { id: 'U0ANA' },
      via: 'direct',
      conversation: { key: own, address: { threadTs: ts } },
    },
  ]);
});

test.each([
  ['a preview of a link', { edited: false }],
  ['an answer below it', { edited: false, extra: { reply_count: 1, thread_ts: ts } }],
  ['the same words', { text: 'post hi' }],
  ['a message of the bot', { user: 'U0BOT', extra: { bot_id: 'B0BOT' } }],
  ['a message of another bot', { extra: { bot_id: 'B9' } }],
  ['no words any more', { text: ' ' }],
  ['an edit by somebody else', { extra: { edited: { user: 'U0ADMIN', ts: '1.1' } } }],
  ['a message that was deleted', { extra: { subtype: 'tombstone' } }],
])('%s is no edit', async (_what, change) => {
  await using slack = await createSlackApp();
  const body = messageChanged({ before: 'post hi', text: 'post hello', ts, ...change });
  expect((await slack.send(eventRequest(body, secret))).statusCode).toBe(200);
  expect(slack.inbox.events).toEqual([]);
});

test('a file without words is told apart from nothing at all', async () => {
  await using slack = await createSlackApp();
  const files = [{ id: 'F1', mimetype: 'application/pdf' }];
  await slack.send(eventRequest(directMessage({ text: '', extra: { subtype: 'file_share', files } }), secret));
  await slack.send(eventRequest(directMessage({ text: 'this', extra: { subtype: 'file_share', files } }), secret));
  await slack.send(eventRequest(directMessage({ text: '' }), secret));
  expect(slack.inbox.events).toMatchObject([{ text: '', attached: true }, { text: 'this' }]);
  expect(slack.inbox.events[1]).not.toHaveProperty('attached');
});
