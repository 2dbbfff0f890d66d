import { expect, test } from 'vitest';
import { toBlocks, validateBlocks } from '#adapters/slack/block-kit.ts';
import { toAction } from '#adapters/slack/normalize.ts';
import { actions, button, type Card, formButton, rows, select } from '#src/chat/card.ts';

const form = {
  action: 'fill',
  value: { draftId: 'd1', revision: 2 },
  title: 'Still needed',
  submit: 'Save',
  fields: [{ name: 'channel', label: 'Slack channel', required: true }],
} as const;
const card: Card = {
  title: 'Draft',
  elements: [
    rows([
      { title: 'Weather', text: 'published', button: button({ kind: 'show_workflow', workflowId: 'w1' }, 'Show') },
      { title: 'Leads', text: '', button: button({ kind: 'show_workflow', workflowId: 'w2' }, 'Show') },
      { title: 'Old one', text: 'not published' },
    ]),
    select({ kind: 'answer', questionId: 'q1' }, 'Which Slack credential?', ['Sales', 'x'.repeat(90)], 1),
    actions(
      formButton('Fill in…', { ...form, fields: [...form.fields] }),
      button({ kind: 'approve', ...form.value }, 'Create'),
    ),
  ],
};
const click = (action: object) =>
  toAction({
    team: { id: 'T1' },
    user: { id: 'U1', name: 'ana' },
    channel: { id: 'C1' },
    container: { message_ts: '1.1' },
    actions: [{ block_id: 'b', action_ts: '2.2', ...action }],
  });

test('rows, selects and form buttons are valid Block Kit with ids of their own', () => {
  const blocks = toBlocks(card);
  expect(validateBlocks(blocks)).toEqual([]);
  const ids = JSON.stringify(blocks).match(/"action_id":"[a-z_:0-9]+/g);
  expect(new Set(ids).size).toBe(ids?.length);
});

test('a chosen place comes back with the ids the list carried', () => {
  const [selectBlock] = toBlocks(card).filter(
    (block) => block.type === 'section' && block.accessory?.type === 'static_select',
  );
  const accessory = selectBlock?.type === 'section' ? selectBlock.accessory : undefined;
  if (accessory?.type !== 'static_select') throw new Error('no list');
  expect(accessory.initial_option?.value).toBe('1');
  expect(click({ action_id: accessory.action_id, selected_option: { value: '1' } })).toMatchObject({
    action: 'choose',
    value: { questionId: 'q1', choice: 1 },
  });
  expect(click({ action_id: accessory.action_id, selected_option: { value: 'x' } })).toBe('unknown');
});

test('a form button carries the ids of its form', () => {
  const json = JSON.stringify(toBlocks(card));
  expect(json).toContain(JSON.stringify(JSON.stringify(form.value)));
  expect(click({ action_id: 'fill', value: JSON.stringify(form.value) })).toMatchObject({
    action: 'fill',
    value: form.value,
  });
});
