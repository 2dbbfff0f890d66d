import { expect, test } from 'vitest';
import { toBlocks, validateBlocks } from '#adapters/slack/block-kit.ts';
import { readMenu } from '#adapters/slack/menu.ts';
import { toAction } from '#adapters/slack/normalize.ts';
import { actionsWithMenu, button, link } from '#src/chat/card.ts';

const ids = { draftId: '0198c1de-0000-7000-8000-000000000001', revision: 2 };
const workflowId = '0198c1de-0000-7000-8000-000000000002';
const card = {
  title: 'x',
  elements: [
    actionsWithMenu(
      [button({ kind: 'approve_publish', ...ids }, 'Turn on')],
      [
        button({ kind: 'approve', ...ids }, 'Create switched off'),
        link('Open', 'https://example.com'),
        button({ kind: 'act', verb: 'delete', ...ids, workflowId, confirmed: true }, 'Delete'),
      ],
    ),
  ],
};
const blocks = toBlocks(card, { nonce: 'n' });
const menu = blocks[1]?.type === 'actions' ? blocks[1].elements.at(-1) : undefined;
const chosen = (value: string | undefined) => ({
  type: 'block_actions',
  team: { id: 'T1' },
  user: { id: 'U1', name: 'ana' },
  channel: { id: 'C1' },
  container: { message_ts: '1.2', channel_id: 'C1' },
  actions: [
    {
      action_id: menu?.type === 'overflow' ? menu.action_id : '',
      block_id: 'n-1',
      action_ts: '3',
      selected_option: { value },
    },
  ],
});

test('what is in the menu is one "…" behind the buttons, within Slack’s limits', () => {
  expect(validateBlocks(blocks)).toEqual([]);
  expect(menu).toMatchObject({ type: 'overflow' });
  expect(menu?.type === 'overflow' && menu.options.map(({ text }) => text.text)).toEqual([
    'Create switched off',
    'Open',
    'Delete',
  ]);
});

test('what is chosen there is the press of that button, with its ids and nothing else', () => {
  const values = menu?.type === 'overflow' ? menu.options.map(({ value }) => value) : [];
  expect(toAction(chosen(values[0]))).toMatchObject({ action: 'approve', value: ids });
  expect(toAction(chosen(values[1]))).toBe('ignored');
  expect(toAction(chosen(values[2]))).toMatchObject({ action: 'delete', value: { ...ids, workflowId, choice: 1 } });
});

test.each([
  ['another action', 'launch'],
  ['no ids we know', 'approve:{"admin":true}'],
  ['no JSON', 'approve:{'],
])('%s is none of ours', (_what, value) => {
  expect(readMenu(`menu:${JSON.stringify(ids)}`, value)).toBeUndefined();
  expect(toAction(chosen(value))).toBe('unknown');
});
