import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DialogCard } from '#adapters/teams/adaptive-types.ts';
import { actions, button, type Card, type Form, formButton, image, text } from '#src/chat/card.ts';
import type { ActionTaken, MessageReceived } from '#src/chat/inbound.ts';
import { alex, buttonsOf, type Payload, type PostedActivity, type Scope } from '#test/fakes/teams-activities.ts';
import { parseCard } from '#test/support/adaptive-cards.ts';
import { type StartedTeams, startTeams } from './support.ts';

let teams: StartedTeams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams[Symbol.asyncDispose]());
beforeEach(() => {
  teams.events.length = 0;
  teams.server.activities.length = 0;
  teams.state.failure = undefined;
  Object.assign(teams.shown, { form, message: undefined, failure: undefined, hangs: false, reads: 0 });
});

const value = { draftId: 'draft-1', revision: 2 };
const form: Form = {
  action: 'fill',
  value,
  title: 'Still needed',
  submit: 'Save',
  fields: [
    { name: '0', label: 'Slack channel', required: true, hint: '#sales', value: '#ops' },
    { name: '1', label: 'Message', required: false, multiline: true },
  ],
};
const card: Card = {
  title: 'Draft',
  elements: [
    image(value, 'Schedule, then Slack'),
    actions(
      formButton('Fill in…', form),
      button({ kind: 'approve', ...value }, 'Create'),
      button({ kind: 'discard', ...value }, 'Discard'),
    ),
  ],
};

async function showCard(
  scope: Scope,
  shown: Card = card,
): Promise<{ message: MessageReceived; posted: PostedActivity }> {
  await teams.server.send(teams.url, teams.server.message({ text: 'report sales', scope }));
  const message = teams.events.at(-1) as MessageReceived;
  await teams.teams.platform.post(message.conversation, { text: 'Your draft', card: shown, about: value });
  const posted = teams.server.activities.at(-1);
  if (!posted) throw new Error('nothing was posted');
  return { message, posted };
}

interface TaskAnswer {
  task: { type: string; value: { title: string; card: { content: DialogCard } } };
}

test.each(['personal', 'groupChat', 'channel'] as const)(
  '%s: a form opens in the card, or in a dialog that Flowsmith fills; sending it is a click with fields',
  async (scope) => {
    const { message, posted } = await showCard(scope);
    expect(buttonsOf(posted).map(({ type }) => type)).toEqual(['Action.ShowCard', 'Action.Execute', 'Action.Execute']);
    const opened = await teams.server.send(teams.url, teams.server.openDialog({ card: posted, action: 'fill' }));
    expect(opened).toMatchObject({
      status: 200,
      body: { task: { type: 'continue', value: { title: 'Still needed' } } },
    });
    const dialog = (opened.body as TaskAnswer).task.value.card.content;
    expect(dialog.body).toMatchObject([
      { id: 'field_0', label: 'Slack channel', value: '#ops', isRequired: true, errorMessage: 'Please fill this in.' },
      { id: 'field_1', label: 'Message', isMultiline: true },
    ]);
    expect(parseCard(dialog).problems).toEqual([]);

    const sent = teams.server.submitDialog({ card: posted, action: 'fill', person: alex }, dialog, {
      field_0: '#sales',
    });
    const answers = [await teams.server.send(teams.url, sent), await teams.server.send(teams.url, sent)];
    expect(answers[0]).toMatchObject({ status: 200, body: { task: { type: 'message', value: 'Working on it…' } } });
    expect(answers[1]).toEqual(answers[0]);
    const taken = teams.events.filter(({ kind }) => kind === 'action') as ActionTaken[];
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatchObject({
      action: 'fill',
      value,
      fields: { '0': '#sales' },
      person: { id: alex.aadObjectId },
      conversation: { key: message.conversation.key },
      card: { address: { activityId: posted.id } },
    });
    expect(Object.keys(taken[0]?.value ?? {}).sort()).toEqual(['draftId', 'revision']);
  },
);

test('the inputs inside the card need no dialog', async () => {
  const { posted } = await showCard('groupChat');
  await teams.server.send(
    teams.url,
    teams.server.execute({ card: posted, action: 'fill', inputs: { field_0: '#sales', field_1: '' } }),
  );
  expect(teams.events.at(-1)).toMatchObject({ action: 'fill', value, fields: { '0': '#sales', '1': '' } });
});

const words = (answer: { body: unknown }) => (answer.body as { task: { type: string; value: string } }).task;

test('a dialog with nothing to ask, one that cannot be read and one that never comes close with words', async () => {
  const { posted } = await showCard('personal');
  const open = () => teams.server.send(teams.url, teams.server.openDialog({ card: posted, action: 'fill' }));
  teams.shown.form = undefined;
  expect(words(await open())).toMatchObject({ type: 'message', value: expect.stringContaining('newest card') });
  teams.shown.failure = new Error('select secret from drafts');
  expect(words(await open())).toMatchObject({ type: 'message', value: expect.stringContaining('Nothing was changed') });
  Object.assign(teams.shown, { failure: undefined, hangs: true });
  expect(words(await open()).type).toBe('message');
});

test('a dialog that could not be stored says that nothing happened', async () => {
  const { posted } = await showCard('personal');
  const opened = await teams.server.send(teams.url, teams.server.openDialog({ card: posted, action: 'fill' }));
  const dialog = (opened.body as TaskAnswer).task.value.card.content;
  teams.state.failure = new Error('database is down');
  const answer = await teams.server.send(
    teams.url,
    teams.server.submitDialog({ card: posted, action: 'fill' }, dialog, {}),
  );
  expect(answer).toMatchObject({ status: 200 });
  expect(words(answer).value).toMatch(/^Nothing happened: .* Reference: \w{10}$/);
});

const broken: [string, (activity: Payload) => Payload][] = [
  ['no value', ({ value: _, ...rest }) => rest as Payload],
  ['no data', (activity) => ({ ...activity, value: {} })],
  ['data text', (activity) => ({ ...activity, value: { data: 'fill' } })],
  ['unknown action', (activity) => ({ ...activity, value: { data: { action: 'format_disk' } } })],
  ['ids that are none', (activity) => ({ ...activity, value: { data: { action: 'fill', revision: 'x' } } })],
  [
    'submit that names no card',
    ({ replyToId: _, ...rest }) => ({
      ...(rest as Payload),
      name: 'task/submit',
      value: { data: { action: 'fill', ...value } },
    }),
  ],
];
test.each(broken)('malformed dialog (%s) closes with words, never an error', async (_name, change) => {
  const { posted } = await showCard('personal');
  const activity = change(teams.server.openDialog({ card: posted, action: 'fill' }));
  const answer = await teams.server.send(teams.url, activity);
  expect(answer).toMatchObject({ status: 200, body: { task: { type: 'message' } } });
  expect(teams.events.filter(({ kind }) => kind === 'action')).toHaveLength(0);
});

test('a refresh returns the card as it is now, takes nothing in, and may come any number of times', async () => {
  const { posted } = await showCard('channel');
  const live: Card = { title: 'Live', elements: [image(value, 'x'), text('It runs.')] };
  teams.shown.message = { text: 'Live', card: live, about: value };
  const before = teams.events.length;
  const answers = [];
  for (const person of [undefined, alex, alex]) {
    const activity = teams.server.refresh({ card: posted, ...(person ? { person } : {}) });
    answers.push(await teams.server.send(teams.url, activity));
  }
  for (const answer of answers) {
    expect(answer).toMatchObject({
      status: 200,
      body: {
        statusCode: 200,
        type: 'application/vnd.microsoft.card.adaptive',
        value: { fallbackText: 'Live', refresh: { action: { verb: 'refresh', data: value } } },
      },
    });
    expect(answer.body).toEqual(answers[0]?.body);
  }
  expect(teams.events).toHaveLength(before);
  expect(teams.server.activities).toHaveLength(1);
});

test('a refresh that cannot be read leaves the card as it is', async () => {
  const { posted } = await showCard('personal');
  expect(await teams.server.send(teams.url, teams.server.refresh({ card: posted }))).toMatchObject({
    status: 200,
    body: { type: 'application/vnd.microsoft.activity.message' },
  });
  teams.shown.failure = new Error('database is down');
  const answer = await teams.server.send(teams.url, teams.server.refresh({ card: posted }));
  expect(answer).toMatchObject({ status: 503, body: { statusCode: 503, type: 'application/vnd.microsoft.error' } });
  expect(answer.text).not.toContain('database');
});

test('a press on a card that is out of date is answered with the card as it is now, and taken in all the same', async () => {
  const { posted } = await showCard('groupChat');
  teams.shown.message = { text: 'Approved', card: { title: 'Approved by Rita', elements: [image(value, 'x')] } };
  const press = teams.server.execute({ card: posted, action: 'approve', person: alex });
  expect(await teams.server.send(teams.url, press)).toMatchObject({
    status: 200,
    body: { type: 'application/vnd.microsoft.card.adaptive', value: { fallbackText: 'Approved by Rita' } },
  });
  expect(teams.events.at(-1)).toMatchObject({ kind: 'action', action: 'approve' });
  teams.shown.message = { text: 'Draft', card };
  const other = teams.server.execute({ card: posted, action: 'discard', person: alex });
  expect(await teams.server.send(teams.url, other)).toMatchObject({
    body: { type: 'application/vnd.microsoft.activity.message', value: 'Working on it…' },
  });
});

test('whoever looks at one of a list keeps the list', async () => {
  const { posted } = await showCard('groupChat', {
    title: 'Waiting',
    elements: [actions(button({ kind: 'show_draft', draftId: 'd1', revision: 1 }, 'Show'))],
  });
  teams.shown.message = { text: 'Draft', card };
  const press = teams.server.execute({ card: posted, action: 'show', person: alex });
  expect((await teams.server.send(teams.url, press)).body).toMatchObject({
    type: 'application/vnd.microsoft.activity.message',
  });
  expect(teams.events.at(-1)).toMatchObject({ kind: 'action', action: 'show' });
});

test.each([
  ['a button', 'groupChat', 'Only the person who asked can decide.'],
  ['a button in a chat of two', 'personal', 'Working on it…'],
] as const)('what only whoever pressed %s shall read is its answer', async (_what, scope, said) => {
  const { posted } = await showCard(scope);
  teams.shown.message = undefined;
  teams.shown.aside = 'Only the person who asked can decide.';
  const press = teams.server.execute({ card: posted, action: 'approve', person: alex });
  expect((await teams.server.send(teams.url, press)).body).toMatchObject({ value: said });
  teams.shown.aside = undefined;
});
