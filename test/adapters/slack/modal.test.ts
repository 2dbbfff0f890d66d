import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateView } from '#adapters/slack/block-kit.ts';
import { toModal } from '#adapters/slack/modal.ts';
import { toAction } from '#adapters/slack/normalize.ts';
import type { Form } from '#src/chat/card.ts';
import type { ActionTaken } from '#src/chat/inbound.ts';
import type { Forms } from '#src/chat/platform.ts';
import { actionRequest, blockAction, type OpenedView, viewSubmission } from '#test/fakes/slack-server.ts';
import { createSlackApp, type SlackApp, secret } from './slack-app.ts';

const form: Form = {
  action: 'change',
  value: { draftId: 'd1', revision: 2 },
  title: 'Change it',
  submit: 'Change',
  fields: [
    { name: 'request', label: 'What should be different?', hint: 'e.g. at 7', multiline: true, required: true },
    { name: 'channel', label: 'Channel', value: '#ops & co', required: false, maxLength: 80 },
  ],
};
const forms: Forms = { find: async (action) => (action === 'change' ? form : undefined) };
const message = { channel: 'C0GENERAL', ts: '1790000000.000200', threadTs: '1790000000.000100' };
const button = { action_id: 'change', block_id: 'b-1', value: '{"draftId":"d1","revision":2}' };

/** Presses Change and waits until what that started is over. */
async function press(slack: SlackApp, triggerId?: string): Promise<OpenedView | undefined> {
  const responseUrl = slack.server.responseUrl();
  const click = { message, button, responseUrl, ...(triggerId ? { triggerId } : {}) };
  expect((await slack.send(actionRequest(blockAction(click), secret))).statusCode).toBe(200);
  await slack.slack[Symbol.asyncDispose]();
  return slack.server.views.at(-1);
}

const send = (slack: SlackApp, view: OpenedView, values: Record<string, string | null>) =>
  slack.send(actionRequest(viewSubmission({ view, values }), secret));

test('a form button opens a filled dialog, and the click itself is no action yet', async () => {
  await using slack = await createSlackApp({ forms });
  const opened = await press(slack);
  expect(slack.inbox.events).toEqual([]);
  expect(opened?.view).toMatchObject({
    type: 'modal',
    title: { text: 'Change it' },
    submit: { text: 'Change' },
    blocks: [
      { block_id: 'request', optional: false, hint: { text: 'e.g. at 7' }, element: { multiline: true } },
      { block_id: 'channel', optional: true, element: { initial_value: '#ops & co', max_length: 80 } },
    ],
  });
});

test('sending it is an action in the conversation of the card', async () => {
  await using slack = await createSlackApp({ forms });
  const view = await press(slack);
  if (!view) expect.fail('no dialog');
  expect(await send(slack, view, { request: ' at 7 ', channel: null })).toMatchObject({ statusCode: 200, body: '' });
  await send(slack, view, { request: ' at 7 ', channel: null });
  expect(slack.inbox.events).toEqual([
    {
      kind: 'action',
      dedupeKey: `view:${view.id}:${view.hash}`,
      tenant: { id: 'T0TEAM' },
      conversation: {
        platform: 'slack',
        key: `T0TEAM:C0GENERAL:${message.threadTs}`,
        address: expect.objectContaining({ team: 'T0TEAM', channel: 'C0GENERAL', threadTs: message.threadTs }),
      },
      person: { id: 'U0ANA', name: 'ana' },
      action: 'change',
      value: form.value,
      card: { platform: 'slack', address: expect.objectContaining({ channel: 'C0GENERAL', ts: message.ts }) },
      fields: { request: 'at 7', channel: '' },
    },
  ]);
});

test('a required input with blanks only is said at that input', async () => {
  await using slack = await createSlackApp({ forms });
  const view = await press(slack);
  if (!view) expect.fail('no dialog');
  const answer = await send(slack, view, { request: '  ', channel: 'x' });
  expect(JSON.parse(answer.body)).toEqual({
    response_action: 'errors',
    errors: { request: expect.stringContaining('write something') },
  });
  expect(slack.inbox.events).toEqual([]);
});

test('what could not be stored stays in the dialog, with a reference', async () => {
  await using slack = await createSlackApp({ forms });
  const view = await press(slack);
  if (!view) expect.fail('no dialog');
  slack.inbox.failure = new Error('database gone');
  const answer = await send(slack, view, { request: 'at 7', channel: null });
  expect(JSON.parse(answer.body).errors.request).toMatch(/nothing was created.*Reference [0-9a-f]{10}/);
});

test.each([
  ['a trigger older than three seconds', `${Date.now() - 10_000}.old`, undefined, /too little time/],
  ['a Slack that fails', undefined, { status: 500 }, /could not open the form/],
  ['a Slack that asks to wait', undefined, { status: 429, retryAfter: 30 }, /could not open the form/],
])('%s is told privately, and what to do instead', async (_name, trigger, failure, words) => {
  await using slack = await createSlackApp({ forms });
  if (failure) slack.server.fail('views.open', failure);
  expect(await press(slack, trigger)).toBeUndefined();
  expect(slack.server.ephemerals).toMatchObject([{ text: expect.stringMatching(words) }]);
  expect(slack.server.ephemerals[0]?.text).toContain('Nothing was changed');
});

test('a click without a form counts as before, also when the form cannot be read', async () => {
  await using slack = await createSlackApp({ forms: { find: () => Promise.reject(new Error('database gone')) } });
  await press(slack);
  expect(slack.inbox.events).toMatchObject([{ action: 'change', value: form.value }]);
});

test('reading the form never costs the click its trigger', async () => {
  await using slack = await createSlackApp({ forms: { find: () => new Promise(() => {}) } });
  await press(slack);
  expect(slack.inbox.events).toHaveLength(1);
});

test('a dialog that is not ours or says nonsense is closed without a word', async () => {
  await using slack = await createSlackApp({ forms });
  const view = await press(slack);
  if (!view) expect.fail('no dialog');
  for (const broken of [{ private_metadata: '{}' }, { private_metadata: 'no json' }, { callback_id: 'other' }]) {
    const answer = await send(slack, { ...view, view: { ...view.view, ...broken } }, { request: 'x' });
    expect(answer).toMatchObject({ statusCode: 200, body: '' });
  }
  expect(slack.inbox.events).toEqual([]);
});

const words = fc.string({ unit: 'binary', maxLength: 4000 });
const anyForm: fc.Arbitrary<Form> = fc.record({
  action: fc.constant('fill' as const),
  value: fc.constant({ draftId: 'd', revision: 1 }),
  title: words.filter((value) => value.trim() !== ''),
  submit: words.filter((value) => value.trim() !== ''),
  fields: fc
    .array(fc.record({ label: words.filter((value) => value.trim() !== ''), hint: words, value: words }), {
      maxLength: 10,
    })
    .map((all) => all.map((field, index) => ({ ...field, name: String(index), required: false }))),
});

test('whatever a form holds, Slack takes its dialog', () => {
  const click = toAction(blockAction({ message, button, responseUrl: 'https://hooks.slack.com/actions/T0/1/x' }));
  fc.assert(
    fc.property(anyForm, (one) => {
      expect(validateView(toModal(one, click as ActionTaken))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
