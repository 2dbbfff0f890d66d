import { describe, expect, test } from 'vitest';
import { image, text } from '#src/chat/card.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { actionRequest, blockAction } from '#test/fakes/slack-server.ts';
import { createSlackApp, secret } from './slack-app.ts';

const inThread = (channel: string): ConversationRef => ({
  platform: 'slack',
  key: `T0TEAM:${channel}:1.1`,
  address: { team: 'T0TEAM', channel, threadTs: '1.1', user: 'U0ANA' },
});
const answer = { text: 'Done', card: { title: 'Answer', elements: [text('Done')] }, feedback: { eventId: 'e1' } };
const picture = image({ draftId: 'd1', revision: 1 }, 'A diagram');
const withPicture = { ...answer, card: { title: 'Draft', elements: [text('Draft'), picture] } };
const kinds = (message: { blocks: unknown[] } | undefined) =>
  ((message?.blocks ?? []) as { type: string }[]).map(({ type }) => type);

describe('feedback buttons', () => {
  test.each([
    ['up', 1],
    ['down', 0],
  ] as const)('thumb %s comes in as a verdict on that answer', async (thumb, choice) => {
    await using slack = await createSlackApp();
    await slack.slack.platform.post(inThread('C0GENERAL'), answer);
    const message = slack.server.lastMessage();
    if (!message) expect.fail('no message');
    expect(kinds(message)).toEqual(['header', 'section', 'context_actions']);
    const button = slack.server.thumb(message, thumb);
    await slack.send(actionRequest(blockAction({ message, button }), secret));
    expect(slack.inbox.events).toMatchObject([
      { kind: 'action', action: 'feedback', value: { eventId: 'e1', choice } },
    ]);
  });

  test('a Slack that does not know them gets the message without, and is not asked again', async () => {
    await using slack = await createSlackApp();
    slack.server.unknownBlocks.add('context_actions');
    await slack.slack.platform.post(inThread('C1'), answer);
    await slack.slack.platform.post(inThread('C2'), answer);
    expect([...slack.server.messages.values()].map(kinds)).toEqual([
      ['header', 'section'],
      ['header', 'section'],
    ]);
    expect(slack.server.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(3);
  });

  test('beside a picture that Slack takes in slowly both are shown in the end', async () => {
    await using slack = await createSlackApp();
    slack.server.uploads.slowness = 2;
    await slack.slack.platform.post(inThread('C1'), withPicture);
    expect(kinds(slack.server.lastMessage())).toEqual(['header', 'section', 'image', 'context_actions']);
  });

  test('a Slack that does not know them still shows the picture', async () => {
    await using slack = await createSlackApp();
    slack.server.unknownBlocks.add('context_actions');
    await slack.slack.platform.post(inThread('C1'), withPicture);
    expect(kinds(slack.server.lastMessage())).toEqual(['header', 'section', 'image']);
  });

  test('any other refusal of Slack is told as it is', async () => {
    await using slack = await createSlackApp();
    slack.server.fail('chat.postMessage', { error: 'is_archived' });
    await expect(slack.slack.platform.post(inThread('C1'), answer)).rejects.toMatchObject({
      code: 'slack_is_archived',
    });
    expect([...slack.server.messages.values()]).toEqual([]);
  });

  test('are left out where the bot is no member', async () => {
    await using slack = await createSlackApp();
    slack.server.closedChannels.add('C9');
    const responseUrl = slack.server.responseUrl('C9');
    const command = {
      platform: 'slack',
      key: 'T0TEAM:C9:cmd:1',
      address: { team: 'T0TEAM', channel: 'C9', responseUrl },
    };
    const posted = await slack.slack.platform.post(command as ConversationRef, answer);
    await slack.slack.platform.update(posted.message, answer);
    expect(kinds(slack.server.lastMessage())).not.toContain('context_actions');
  });
});

test('at work: below the thread, and not any more; a refusal costs nothing', async () => {
  await using slack = await createSlackApp();
  const { platform } = slack.slack;
  await platform.atWork(inThread('C1'), true);
  await platform.atWork(inThread('C1'), false);
  expect([...slack.server.working.entries()]).toEqual([['C1:1.1', '']]);
  slack.server.fail('assistant.threads.setStatus', { error: 'missing_scope' });
  await platform.atWork(inThread('C2'), true);
  await platform.atWork({ platform: 'slack', key: 'x', address: { team: 'T0TEAM', channel: 'C1' } }, true);
  expect(slack.server.calls.filter(({ method }) => method === 'assistant.threads.setStatus')).toHaveLength(3);
});

test('a link to a message is asked for once; where there is none it is left out', async () => {
  await using slack = await createSlackApp();
  const { platform } = slack.slack;
  const { message } = await platform.post(inThread('C1'), answer);
  const link = await platform.linkTo(message);
  expect(link).toMatch(/^https:\/\/acme\.slack\.com\/archives\/C1\/p\d+$/);
  expect(await platform.linkTo(message)).toBe(link);
  expect(slack.server.calls.filter(({ method }) => method === 'chat.getPermalink')).toHaveLength(1);
  expect(await platform.linkTo({ platform: 'slack', address: { team: 'T0TEAM', channel: 'C1', ts: '9.9' } })).toBe(
    undefined,
  );
  expect(await platform.linkTo({ platform: 'slack', address: { team: 'T0TEAM', channel: 'C1' } })).toBe(undefined);
});
