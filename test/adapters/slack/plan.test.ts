import { afterEach, beforeEach, expect, test } from 'vitest';
import { progressMessage } from '#src/cards/message-cards.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import type { ConversationRef, MessageRef } from '#src/model/chat.ts';
import { createSlackApp, type SlackApp } from './slack-app.ts';

let app: SlackApp;
beforeEach(async () => {
  app = await createSlackApp();
});
afterEach(() => app[Symbol.asyncDispose]());

const conversation: ConversationRef = {
  platform: 'slack',
  key: 'T0TEAM:C1:1.1',
  address: { team: 'T0TEAM', channel: 'C1', threadTs: '1.1', user: 'U0ANA' },
};
type Block = { type: string; title?: string; text?: { text: string }; tasks?: { title: string; status: string }[] };
const shown = () => app.server.lastMessage('C1')?.blocks as Block[];
const kinds = () => shown().map(({ type }) => type);
const begin = async () => (await app.slack.platform.post(conversation, progressMessage('understanding', 'e1'))).message;
const go = (ref: MessageRef, message: OutboundMessage) => app.slack.platform.update(ref, message);

test('the first sign of life is words; what takes longer is Slack’s own list of tasks, and then the answer', async () => {
  const ref = await begin();
  expect(kinds()).toEqual(['header', 'section', 'actions']);
  await go(ref, progressMessage('checking', 'e1'));
  const plan = shown().find(({ type }) => type === 'plan');
  expect(plan?.tasks?.map(({ status }) => status)).toEqual(['complete', 'complete', 'in_progress']);
  expect(plan?.title).toBe(plan?.tasks?.[2]?.title);
  expect(app.server.button(app.server.lastMessage('C1') ?? expect.fail('no message'), 'stop')).toBeDefined();
  await go(ref, { text: 'Done', card: { title: 'Answer', elements: [] } });
  expect(kinds()).toEqual(['header']);
});

test('a Slack that does not know it has the same in lines, and is not asked again for a while', async () => {
  app.server.unknownBlocks.add('plan');
  const ref = await begin();
  await go(ref, progressMessage('choosing', 'e1', 'de'));
  expect(kinds()).toEqual(['header', 'section', 'actions']);
  expect(shown()[1]?.text?.text).toMatch(/^✓ .+\n▸ .+\n· .+$/);
  await go(ref, progressMessage('checking', 'e1', 'de'));
  const updates = app.server.calls.filter(({ method }) => method === 'chat.update');
  expect(updates.map(({ args }) => JSON.stringify(args['blocks']).includes('"plan"'))).toEqual([true, false, false]);
});

test('what Slack refuses for another reason is not tried twice', async () => {
  const ref = await begin();
  app.server.fail('chat.update', { error: 'message_not_found' });
  await expect(go(ref, progressMessage('choosing', 'e1'))).rejects.toMatchObject({ code: 'slack_message_not_found' });
  expect(app.server.calls.filter(({ method }) => method === 'chat.update')).toHaveLength(1);
});
