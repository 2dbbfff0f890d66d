import { expect, test } from 'vitest';
import { actions, button, image, text } from '#src/chat/card.ts';
import type { ConversationRef, MessageRef } from '#src/model/chat.ts';
import type { SlackMessage } from '#test/fakes/slack-server.ts';
import { pictureOf, tinyPng } from '#test/support/pictures.ts';
import { createSlackApp, type SlackApp } from './slack-app.ts';

const to: ConversationRef = {
  platform: 'slack',
  key: 'T0TEAM:C0GENERAL:1.1',
  address: { team: 'T0TEAM', channel: 'C0GENERAL', threadTs: '1.1' },
};
const draft = (revision = 1) => ({
  text: 'A draft',
  card: {
    title: 'Draft',
    elements: [
      text('words'),
      image(pictureOf(revision), '1. Every day. 2. Slack.'),
      actions(button({ kind: 'approve', draftId: 'd', revision }, 'Create')),
    ],
  },
});
const imagesOf = (message: SlackMessage | undefined) =>
  ((message?.blocks ?? []) as { type: string }[]).filter(({ type }) => type === 'image');
const callsOf = (slack: SlackApp, method: string) => slack.server.calls.filter((call) => call.method === method);

test('uploads privately and shows the file, with what it says for those who cannot see it', async () => {
  await using slack = await createSlackApp();
  await slack.slack.platform.post(to, draft());
  const [file] = [...slack.server.uploads.files.values()];
  expect(file).toMatchObject({
    name: 'workflow.png',
    complete: true,
    channels: [],
    altText: '1. Every day. 2. Slack.',
  });
  expect(file?.content).toEqual(tinyPng);
  expect(imagesOf(slack.server.lastMessage())).toMatchObject([
    { slack_file: { id: file?.id }, alt_text: '1. Every day. 2. Slack.' },
  ]);
  expect(slack.server.calls.every(({ token }) => token === 'xoxb-test')).toBe(true);
});

test('a card drawn again does not upload again, also after a restart; a new revision does', async () => {
  await using slack = await createSlackApp();
  const { message } = await slack.slack.platform.post(to, draft());
  await slack.slack.platform.update(message, draft());
  await using restarted = await createSlackApp();
  for (const [key, file] of slack.pictures.files) restarted.pictures.files.set(key, file);
  const [file] = [...slack.server.uploads.files.values()];
  if (file) restarted.server.uploads.files.set(file.id, file);
  await restarted.slack.platform.post(to, draft());
  expect(imagesOf(restarted.server.lastMessage())).toHaveLength(1);
  expect(callsOf(restarted, 'files.getUploadURLExternal')).toHaveLength(0);
  await slack.slack.platform.update(message, draft(2));
  expect(callsOf(slack, 'files.getUploadURLExternal')).toHaveLength(2);
  expect(slack.pictures.drawn).toBe(2);
});

test('waits until Slack has taken the file in', async () => {
  await using slack = await createSlackApp();
  slack.server.uploads.slowness = 2;
  await slack.slack.platform.post(to, draft());
  expect(callsOf(slack, 'chat.postMessage')).toHaveLength(3);
  expect(slack.server.messages.size).toBe(1);
  expect(imagesOf(slack.server.lastMessage())).toHaveLength(1);
});

test('a file that never becomes usable is left out and forgotten', async () => {
  await using slack = await createSlackApp();
  slack.server.uploads.slowness = 99;
  const { message } = await slack.slack.platform.post(to, draft());
  const shown = slack.server.lastMessage();
  expect(callsOf(slack, 'chat.postMessage')).toHaveLength(5);
  expect(imagesOf(shown)).toEqual([]);
  expect(slack.server.button(shown as SlackMessage, 'approve')).toBeDefined();
  expect(slack.pictures.files.size).toBe(0);
  slack.server.uploads.slowness = 0;
  await slack.slack.platform.update(message, draft());
  expect(imagesOf(shown)).toHaveLength(1);
});

test('a file somebody deleted in Slack costs the picture once', async () => {
  await using slack = await createSlackApp();
  const { message } = await slack.slack.platform.post(to, draft());
  slack.server.uploads.files.clear();
  await slack.slack.platform.update(message, draft());
  expect(imagesOf(slack.server.lastMessage())).toEqual([]);
  await slack.slack.platform.update(message, draft());
  expect(imagesOf(slack.server.lastMessage())).toHaveLength(1);
});

test('without files:write cards go without pictures, and Slack is not asked each time', async () => {
  await using slack = await createSlackApp();
  slack.server.fail('files.getUploadURLExternal', { error: 'missing_scope', times: 9 });
  const { message } = await slack.slack.platform.post(to, draft());
  await slack.slack.platform.update(message, draft(2));
  expect(callsOf(slack, 'files.getUploadURLExternal')).toHaveLength(1);
  expect(slack.server.lastMessage()).toMatchObject({ text: 'A draft', updates: 1 });
  expect(imagesOf(slack.server.lastMessage())).toEqual([]);
});

test.each([
  ['no address to upload to', 'files.getUploadURLExternal', { status: 500 }],
  ['an upload that is not completed', 'files.completeUploadExternal', { error: 'internal_error' }],
  ['a rate limit', 'files.getUploadURLExternal', { status: 429, retryAfter: 30 }],
])('%s: the card goes without its picture, the next one has it again', async (_what, method, failure) => {
  await using slack = await createSlackApp();
  slack.server.fail(method, failure);
  const { message } = await slack.slack.platform.post(to, draft());
  expect(imagesOf(slack.server.lastMessage())).toEqual([]);
  await slack.slack.platform.update(message, draft());
  expect(imagesOf(slack.server.lastMessage())).toHaveLength(1);
});

test('a picture that cannot be drawn is left out', async () => {
  await using slack = await createSlackApp();
  slack.pictures.missing = true;
  await slack.slack.platform.post(to, draft());
  expect(imagesOf(slack.server.lastMessage())).toEqual([]);
  expect(slack.server.uploads.files.size).toBe(0);
});

test('refusals that have nothing to do with the picture are told as what they are', async () => {
  await using slack = await createSlackApp();
  slack.server.fail('chat.postMessage', { error: 'is_archived' });
  await expect(slack.slack.platform.post(to, draft())).rejects.toMatchObject({ code: 'slack_is_archived' });
  expect(callsOf(slack, 'chat.postMessage')).toHaveLength(1);
});

test('where the bot is no member the picture goes through the response URL, and so does its absence', async () => {
  await using slack = await createSlackApp();
  slack.server.closedChannels.add('C0PRIVATE');
  const address = { team: 'T0TEAM', channel: 'C0PRIVATE', responseUrl: slack.server.responseUrl('C0PRIVATE') };
  const posted = await slack.slack.platform.post({ platform: 'slack', key: 'k', address }, draft());
  expect(imagesOf(slack.server.lastMessage('C0PRIVATE'))).toHaveLength(1);
  slack.server.uploads.files.clear();
  await slack.slack.platform.update(posted.message as MessageRef, draft());
  expect(imagesOf(slack.server.lastMessage('C0PRIVATE'))).toEqual([]);
});
