import { expect, test } from 'vitest';
import { actions, button, type Card, text } from '#src/chat/card.ts';
import { DeliveryError } from '#src/errors.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { createSlackApp, type SlackApp } from './slack-app.ts';

const card: Card = {
  title: 'Draft: daily report',
  elements: [
    text('Every day at 9.'),
    actions(button({ kind: 'approve', draftId: 'd1', revision: 1 }, 'Create workflow')),
  ],
};
const person = { id: 'U0ANA', name: 'ana' };
const inThread: ConversationRef = {
  platform: 'slack',
  key: 'T0TEAM:C0GENERAL:1.1',
  address: { team: 'T0TEAM', channel: 'C0GENERAL', threadTs: '1.1', user: 'U0ANA' },
};
const afterCommand = (slack: SlackApp, channel = 'C0GENERAL'): ConversationRef => ({
  platform: 'slack',
  key: `T0TEAM:${channel}:cmd:t1`,
  address: { team: 'T0TEAM', channel, responseUrl: slack.server.responseUrl(channel), user: 'U0ANA' },
});
const failureOf = (work: Promise<unknown>): Promise<DeliveryError> =>
  work.then(
    () => expect.fail('expected a DeliveryError'),
    (error) => {
      expect(error).toBeInstanceOf(DeliveryError);
      return error;
    },
  );

test('who shall notice it is mentioned first, in words and in blocks; words of others mention nobody', async () => {
  await using slack = await createSlackApp();
  const mentions = [person, { id: '5b1e', name: 'Rita <!channel>' }];
  await slack.slack.platform.post(inThread, { text: 'waits for <@U0BO>', mentions });
  await slack.slack.platform.post(inThread, { text: 'waits', card, mentions });
  const direct = { ...inThread, address: { team: 'T0TEAM', channel: 'D0ANA' } };
  await slack.slack.platform.post(direct, { text: 'waits', mentions });
  const [words, withCard, alone] = [...slack.server.messages.values()];
  expect(words?.text).toBe('<@U0ANA> Rita &lt;!channel&gt; waits for &lt;@U0BO&gt;');
  expect(withCard?.blocks[0]).toMatchObject({ text: { type: 'mrkdwn', text: '<@U0ANA> Rita &lt;!channel&gt;' } });
  expect(alone?.text).toBe('waits');
});

test('to somebody alone: where the bot speaks with them, once, and it is known again', async () => {
  await using slack = await createSlackApp();
  const { platform } = slack.slack;
  const open = (who = person) => platform.openDirect?.(inThread, who) ?? expect.fail('nobody is spoken to alone');
  const direct = await open();
  expect(direct).toEqual({
    platform: 'slack',
    key: 'T0TEAM:D0ANA:U0ANA',
    address: { team: 'T0TEAM', channel: 'D0ANA', user: 'U0ANA' },
  });
  const posted = await platform.post(direct, { text: 'for you', card }, { id: 'n1' });
  expect(posted.conversation).toBeUndefined();
  expect(await platform.post(await open(), { text: 'for you', card }, { id: 'n1', again: true })).toEqual(posted);
  slack.server.fail('conversations.open', { error: 'missing_scope' });
  // The answer to the message names what the person's id leads to.
  expect((await platform.post(await open(), { text: 'more' })).conversation).toEqual(direct);
  expect([...slack.server.messages.values()].map(({ channel, text }) => [channel, text])).toEqual([
    ['D0ANA', 'for you'],
    ['D0ANA', 'more'],
  ]);
  slack.server.fail('conversations.open', { error: 'user_not_found' });
  const refused = await failureOf(open());
  expect(refused).toMatchObject({ code: 'slack_user_not_found', retryable: false });
  const noId = await failureOf(open({ id: 'rita', name: 'Rita' }));
  expect(noId).toMatchObject({ code: 'slack_user_not_found', retryable: false });
});

test('posts into the thread and rewrites in place', async () => {
  await using slack = await createSlackApp();
  const posted = await slack.slack.platform.post(inThread, { text: 'A draft', card });
  expect(posted).toEqual({
    message: {
      platform: 'slack',
      address: { team: 'T0TEAM', channel: 'C0GENERAL', ts: expect.any(String), threadTs: '1.1' },
    },
  });
  const message = slack.server.lastMessage();
  expect(message).toMatchObject({
    threadTs: '1.1',
    text: 'A draft',
    metadata: { event_type: 'flowsmith', event_payload: { id: expect.any(String), conversation: inThread.key } },
  });
  const firstIds = ((message?.blocks ?? []) as { block_id: string }[]).map(({ block_id }) => block_id);
  await slack.slack.platform.update(posted.message, {
    text: 'Working',
    card: { ...card, elements: card.elements.slice(0, 1) },
  });
  expect(message).toMatchObject({ text: 'Working', updates: 1 });
  expect(JSON.stringify(message?.blocks)).not.toContain('Create workflow');
  for (const id of firstIds) expect(JSON.stringify(message?.blocks)).not.toContain(id);
  await slack.slack.platform.update(posted.message, { text: 'Gone' });
  expect(message).toMatchObject({ text: 'Gone', blocks: [] });
  expect(slack.server.calls.every(({ token }) => token === 'xoxb-test')).toBe(true);
});

test('after a command the conversation continues under the card', async () => {
  await using slack = await createSlackApp();
  const posted = await slack.slack.platform.post(afterCommand(slack), { text: 'A draft', card });
  const ts = slack.server.lastMessage()?.ts;
  expect(posted.conversation).toEqual({
    platform: 'slack',
    key: `T0TEAM:C0GENERAL:${ts}`,
    address: { team: 'T0TEAM', channel: 'C0GENERAL', threadTs: ts, user: 'U0ANA' },
  });
});

test('where the bot is no member the card goes through the response URL and says how to change that', async () => {
  await using slack = await createSlackApp();
  slack.server.closedChannels.add('C0PRIVATE');
  const to = afterCommand(slack, 'C0PRIVATE');
  const posted = await slack.slack.platform.post(to, { text: 'A draft', card });
  expect(posted.conversation).toBeUndefined();
  expect(slack.server.responseUrlCalls[0]?.body).toMatchObject({
    response_type: 'in_channel',
    replace_original: false,
  });
  const message = slack.server.lastMessage('C0PRIVATE');
  expect(JSON.stringify(message?.blocks)).toContain('Invite me here');
  await slack.slack.platform.update(posted.message, { text: 'Created' });
  expect(message).toMatchObject({ text: expect.stringMatching(/^Created\n.*Invite me here/), updates: 1 });
  const unreachable = { ...to, address: { team: 'T0TEAM', channel: 'C0PRIVATE', threadTs: '1.1' } };
  const failure = await failureOf(slack.slack.platform.post(unreachable, { text: 'x' }));
  expect(failure).toMatchObject({ code: 'slack_not_in_channel', retryable: false });
  expect(failure.userMessage).toContain('Invite me');
});

test('whoever is called costs a full card no button', async () => {
  await using slack = await createSlackApp({ strict: true });
  const lines = Array.from({ length: 60 }, (_, index) => text(`Line ${index}`));
  const full = {
    title: 'Full',
    elements: [...lines, actions(button({ kind: 'approve', draftId: 'd1', revision: 1 }, 'Approve'))],
  };
  await slack.slack.platform.post(inThread, {
    text: 'A draft',
    card: full,
    mentions: [{ id: 'U0BOSS', name: 'Boss' }],
  });
  const [posted] = [...slack.server.messages.values()];
  expect(posted?.blocks).toHaveLength(50);
  expect(posted?.blocks[0]).toMatchObject({ type: 'section', text: { text: '<@U0BOSS>' } });
  expect(JSON.stringify(posted?.blocks.at(-1))).toContain('"approve"');
});

test('a response URL that is used up is not tried again', async () => {
  await using slack = await createSlackApp();
  const ref = {
    platform: 'slack' as const,
    address: { team: 'T', channel: 'C', responseUrl: `${slack.server.responseUrl()}x` },
  };
  const failure = await failureOf(slack.slack.platform.update(ref, { text: 'x' }));
  expect(failure).toMatchObject({ code: 'slack_response_url_expired', retryable: false });
});

test('a card clicked where the bot is no member is replaced through the click', async () => {
  await using slack = await createSlackApp();
  const { message } = await slack.slack.platform.post(inThread, { text: 'A draft', card });
  const shown = slack.server.lastMessage();
  slack.server.closedChannels.add('C0GENERAL');
  const responseUrl = slack.server.responseUrl('C0GENERAL', shown?.ts);
  const clicked = { ...message, address: { ...(message.address as Record<string, string>), responseUrl } };
  await slack.slack.platform.update(clicked, { text: 'Approved' });
  expect(shown).toMatchObject({ text: 'Approved', updates: 1 });
});

test.each([
  ['429', { status: 429, retryAfter: 60 }, { code: 'slack_rate_limited', retryable: true, retryAfterMs: 60_000 }],
  ['429 without Retry-After', { status: 429 }, { code: 'slack_rate_limited', retryable: true, retryAfterMs: 30_000 }],
  ['ratelimited', { error: 'ratelimited' }, { code: 'slack_rate_limited', retryable: true }],
  ['channel_not_found', { error: 'channel_not_found' }, { code: 'slack_channel_not_found', retryable: false }],
  ['token_revoked', { error: 'token_revoked' }, { code: 'slack_token_revoked', retryable: false }],
  ['something new', { error: 'brand_new_error' }, { code: 'slack_brand_new_error', retryable: false }],
])('%s becomes a DeliveryError after one call', async (_name, failure, expected) => {
  await using slack = await createSlackApp();
  slack.server.fail('chat.postMessage', failure);
  const error = await failureOf(slack.slack.platform.post(inThread, { text: 'x' }));
  expect(error).toMatchObject(expected);
  expect(error.cause).toBeDefined();
  expect(`${error.message} ${error.userMessage}`).not.toMatch(/brand_new_error|An API error/);
  expect(slack.server.calls).toHaveLength(1);
});

test('no answer within ten seconds is retryable', async () => {
  await using slack = await createSlackApp();
  slack.server.fail('chat.update', { hang: true });
  const ref = { platform: 'slack' as const, address: { team: 'T', channel: 'C', ts: '1.1' } };
  const error = await failureOf(slack.slack.platform.update(ref, { text: 'x' }));
  expect(error).toMatchObject({ code: 'slack_unreachable', retryable: true });
});

test('a rate-limited response URL is retryable too', async () => {
  await using slack = await createSlackApp();
  slack.server.closedChannels.add('C0GENERAL');
  slack.server.fail('response_url', { status: 429, retryAfter: 3 });
  const error = await failureOf(slack.slack.platform.post(afterCommand(slack), { text: 'x' }));
  expect(error).toMatchObject({ code: 'slack_rate_limited', retryAfterMs: 3000 });
});

test('a refused response URL is not called expired', async () => {
  await using slack = await createSlackApp();
  slack.server.fail('response_url', { status: 403 });
  const ref = afterCommand(slack).address;
  const error = await failureOf(slack.slack.platform.update({ platform: 'slack', address: ref }, { text: 'x' }));
  expect(error).toMatchObject({ code: 'slack_http_403', retryable: false });
});

test('long words without a card become sections', async () => {
  await using slack = await createSlackApp();
  await slack.slack.platform.post(inThread, { text: 'word '.repeat(1000).trim() });
  const blocks = slack.server.lastMessage()?.blocks as { text: { text: string } }[];
  expect(
    blocks
      .map(({ text }) => text.text)
      .join(' ')
      .split(/\s+/),
  ).toHaveLength(1000);
});

test('a card that Slack would refuse fails in tests; people get its words, and that something is missing', async () => {
  const link = { kind: 'link', label: 'Open', url: 'not an address' } as const;
  const broken: Card = { title: 'Broken', elements: [{ kind: 'actions', buttons: [link] }] };
  await using strict = await createSlackApp();
  await expect(strict.slack.platform.post(inThread, { text: 'What it says', card: broken })).rejects.toThrow();
  await using slack = await createSlackApp({ strict: false });
  await slack.slack.platform.post(inThread, { text: 'What it says', card: broken });
  const shown = JSON.stringify(slack.server.lastMessage()?.blocks);
  expect(shown).toContain('What it says');
  expect(shown).toContain('could not be shown whole');
});

test('nothing said can notify a channel', async () => {
  await using slack = await createSlackApp();
  await slack.slack.platform.post(inThread, { text: '<!channel> & <@U1>' });
  await slack.slack.platform.notify(inThread, person, '<!here>');
  expect(slack.server.lastMessage()?.text).toBe('&lt;!channel&gt; &amp; &lt;@U1&gt;');
  expect(slack.server.ephemerals[0]?.text).toBe('&lt;!here&gt;');
});

test('tells one person: privately in a channel, through the command, in the thread of a direct message', async () => {
  await using slack = await createSlackApp();
  await slack.slack.platform.notify(inThread, person, 'one');
  expect(slack.server.ephemerals).toMatchObject([{ channel: 'C0GENERAL', user: 'U0ANA', text: 'one', blocks: [] }]);
  expect(slack.server.calls[0]?.args).toMatchObject({ thread_ts: '1.1' });
  const command = afterCommand(slack);
  await slack.slack.platform.notify(command, person, 'two');
  expect(slack.server.responseUrlCalls[0]?.body).toMatchObject({ response_type: 'ephemeral', text: 'two' });
  slack.server.fail('response_url', { status: 404 });
  await slack.slack.platform.notify(command, person, 'three');
  expect(slack.server.ephemerals.at(-1)).toMatchObject({ user: 'U0ANA', text: 'three' });
  const direct = { ...inThread, address: { team: 'T0TEAM', channel: 'D0ANA', threadTs: '2.2' } };
  await slack.slack.platform.notify(direct, person, 'four');
  expect(slack.server.lastMessage('D0ANA')).toMatchObject({ threadTs: '2.2', text: 'four' });
});

test('tells a clicker privately where the bot is no member', async () => {
  await using slack = await createSlackApp();
  slack.server.closedChannels.add('C0GENERAL');
  const clicked = {
    ...inThread,
    address: { ...(inThread.address as object), responseUrl: slack.server.responseUrl() },
  };
  await slack.slack.platform.notify(clicked as ConversationRef, person, 'not yours to approve');
  expect(slack.server.ephemerals).toMatchObject([{ text: 'not yours to approve' }]);
});
