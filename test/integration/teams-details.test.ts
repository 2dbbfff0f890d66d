import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AdaptiveCard } from '#adapters/teams/adaptive-types.ts';
import { problemOf } from '#adapters/teams/card-schema.ts';
import { Approval, AuditEvent, Conversation, Creation, StoredEvent } from '#src/store/entities.ts';
import { createOpenAiServer } from '#test/fakes/openai-server.ts';
import { alex, buttonsOf, type Payload, type PostedActivity, rita, type Scope } from '#test/fakes/teams-activities.ts';
import { plantWorkflow } from '#test/support/plant-workflow.ts';
import { allHandled, askInTeams, textOf } from '#test/support/teams.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const daily = 'every day at 9:00 in Europe/Berlin get https://example.com/status.json';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

let chats = 0;
/** Each in a chat of its own. */
const say = (text: string, scope: Scope = 'groupChat') => {
  chats += 1;
  const conversationId = { personal: `a:1chat${chats}`, groupChat: `19:chat${chats}@thread.v2`, channel: undefined }[
    scope
  ];
  return askInTeams(app, app.teams.message({ text, scope, ...(conversationId ? { conversationId } : {}) }));
};
const send = (activity: Payload) => app.teams.send(app.url, activity);
const press = (card: PostedActivity, action: string, person = rita) =>
  send(app.teams.execute({ card, action, person }));
const bodyOf = (posted: PostedActivity) => posted.activity.attachments?.[0]?.content.body ?? [];
const titlesOf = (posted: PostedActivity) => buttonsOf(posted).map(({ title }) => title);
const settled = () => allHandled(app);
const until = (posted: PostedActivity, words: string) => eventually(() => textOf(posted).includes(words), words);

it('Teams detail 2: one message per request, edited in place', async () => {
  const draft = await say(daily);
  await settled();
  expect(app.teams.activities.filter((each) => each.conversationId === draft.conversationId)).toHaveLength(1);
  expect(draft.updates).toBeGreaterThan(0);
  expect(draft.updates).toBeLessThanOrEqual(3);
});

it('Teams detail 3: the approval card says what it will do and offers few buttons, each with a fallback', async () => {
  const draft = await say('every weekday at 9:00 in Europe/Berlin get https://example.com/a and post it to Slack #ops');
  const kinds = bodyOf(draft).map(({ type }) => type);
  expect(kinds[0]).toBe('TextBlock');
  expect(textOf(draft)).toMatch(/09:00 .*Berlin.*#ops.*next run .*asked by Rita Requester/);
  expect(textOf(draft)).toContain('credential');
  const buttons = buttonsOf(draft);
  expect(titlesOf(draft)).toEqual(
    expect.arrayContaining(['Turn on', 'Change…', 'Create switched off', 'Steps and picture', 'Discard']),
  );
  const last = bodyOf(draft).findLast(({ type }) => type === 'ActionSet');
  expect(last?.type === 'ActionSet' && last.actions.length).toBeLessThanOrEqual(6);
  expect(buttons.find(({ title }) => title === 'Turn on')).toMatchObject({ style: 'positive' });
  for (const rest of ['Create switched off', 'Steps and picture', 'Discard'])
    expect(buttons.find(({ title }) => title === rest)).toMatchObject({ mode: 'secondary' });
  for (const each of buttonsOf(draft, true)) {
    if (each.type === 'Action.Execute') expect(each.fallback).toMatchObject({ type: 'Action.Submit', data: each.data });
  }
});

it('Teams detail 4: after a click the buttons are gone for everybody, the card says who; a late click gets that card', async () => {
  const draft = await say(daily);
  const seen = structuredClone(draft);
  await press(draft, 'approve');
  await until(draft, 'Created, off · ');
  expect(textOf(draft)).toContain('Approved by Rita Requester, {{DATE(');
  expect(titlesOf(draft)).not.toContain('Create switched off');
  const late = await press(seen, 'approve');
  expect(late.text).toContain('Approved by Rita Requester, {{DATE(');
  expect(late.body).toMatchObject({ type: 'application/vnd.microsoft.card.adaptive' });
});

it('Teams detail 5: a button carries ids only, and the clicker is authorised on the server by their Entra id', async () => {
  const draft = await say(daily, 'channel');
  for (const each of buttonsOf(draft, true)) {
    if (each.type !== 'Action.Execute') continue;
    const { thread: _, ...ids } = each.data;
    expect(Object.keys(ids).sort()).toEqual(['action', 'draftId', 'revision']);
  }
  const disguised = { ...alex, name: rita.name, id: rita.id };
  await press(draft, 'approve', disguised);
  await settled();
  const { draftId } = buttonsOf(draft).flatMap((each) => (each.type === 'Action.Execute' ? [each.data] : []))[0] ?? {};
  const refusal = await app.store.fork().findOne(AuditEvent, { kind: 'refusal', subject: draftId ?? '' });
  expect(refusal?.actor).toContain(alex.aadObjectId);
  expect(await app.store.fork().count(Approval, { draft: draftId ?? '' })).toBe(0);
});

it('Teams detail 6: who is not allowed is told alone, and the card stays as it is for the others', async () => {
  const draft = await say(daily);
  const before = textOf(draft);
  const there = () => app.teams.activities.filter((each) => each.conversationId === draft.conversationId);
  const posted = there().length;
  expect(await press(draft, 'approve', alex)).toMatchObject({
    status: 200,
    body: {
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringMatching(/Only the person who asked/),
    },
  });
  await settled();
  expect(textOf(draft)).toBe(before);
  expect(there()).toHaveLength(posted);
});

it('Teams detail 6: in a chat of two the answer stays in it', async () => {
  const draft = await say(daily, 'personal');
  await press(draft, 'approve', alex);
  const told = () =>
    app.teams.activities.some(
      (each) => each.conversationId === draft.conversationId && each.activity.text?.startsWith('Only the person'),
    );
  await eventually(told, 'the refusal');
});

it('Teams detail 7: a card outlives a restart, and a refresh draws it from the database without changing anything', async () => {
  const draft = await say(daily);
  await using second = await startTestApp({
    n8n: app.standIn.config,
    env: { DATABASE_URL: app.database.url, TEAMS_APP_ID: app.teams.appId, TEAMS_TENANT_ID: app.teams.tenantId },
    overrides: { teams: app.teams.overrides },
  });
  const count = () => second.store.fork().count(StoredEvent);
  const events = await count();
  const refresh = () => app.teams.send(second.url, app.teams.refresh({ card: draft, person: alex }));
  const answers = [await refresh(), await refresh()];
  expect(answers[0]).toMatchObject({ status: 200, body: { value: draft.activity.attachments?.[0]?.content } });
  expect(answers[1]?.body).toEqual(answers[0]?.body);
  expect(await count()).toBe(events);
});

it('Teams detail 8: a double click and a click sent again have one effect and the same answer', async () => {
  const draft = await say(daily);
  const before = app.standIn.workflows().length;
  const click = app.teams.execute({ card: draft, action: 'approve' });
  const again = app.teams.execute({ card: draft, action: 'approve' });
  const answers = await Promise.all([click, click, click, again].map(send));
  expect(new Set(answers.slice(0, 3).map(({ text }) => text)).size).toBe(1);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await until(draft, 'Created, off · ');
  await settled();
  expect(app.standIn.workflows()).toHaveLength(before + 1);
});

it('Teams detail 9: a personal chat needs no mention; elsewhere the own mention goes, others stay', async () => {
  await say(daily, 'personal');
  const activity = app.teams.message({ text: `${daily} for <at>Alex</at>&nbsp;please`, scope: 'channel' });
  await askInTeams(app, activity);
  const textless = { ...app.teams.message({ text: '', scope: 'groupChat' }), text: undefined };
  expect(textOf(await askInTeams(app, textless as Payload))).toContain('For example');
  const said = (await app.store.fork().find(StoredEvent, {})).flatMap(({ payload }) =>
    payload.kind === 'message' ? [payload.text] : [],
  );
  expect(said).toContain(`${daily} for @Alex please`);
  expect(said.some((text) => text.includes('<at>') || text.includes('&nbsp;') || text.includes('Flowsmith'))).toBe(
    false,
  );
});

it('Teams detail 10: the simple words work without a model, and what is not understood gets a way on', async () => {
  for (const word of ['help', 'hi', 'hello', 'list', 'status', 'cancel']) {
    const conversationId = `a:1detail-${word}`;
    const answer = await askInTeams(app, app.teams.message({ text: word, conversationId }));
    expect(answer.updates).toBe(0);
  }
  const answer = await askInTeams(app, app.teams.message({ text: 'blub', conversationId: 'a:1detail-unknown' }));
  expect(answer.activity).toMatchObject({
    suggestedActions: { actions: [{ type: 'imBack', value: 'help' }, { value: 'list' }, { value: 'status' }] },
  });
});

it('Teams detail 11: Change opens a dialog with labelled inputs and closes with words; words alone do too', async () => {
  const draft = await say(daily, 'channel');
  const opened = await send(app.teams.openDialog({ card: draft, action: 'change' }));
  const label = 'What should be different?';
  const field = { id: 'field_request', label, isRequired: true, errorMessage: 'Please fill this in.' };
  expect(opened.body).toMatchObject({
    task: { type: 'continue', value: { title: 'Change it', card: { content: { body: [field] } } } },
  });
  const words = app.teams.message({ text: 'at 7 instead', scope: 'channel', conversationId: draft.conversationId });
  expect(textOf(await askInTeams(app, words))).toContain('7:00');
});

it('Teams detail 12: an error is short, has a reference and a next step; a model’s words are labelled', async () => {
  await using model = await createOpenAiServer([
    { status: 401 },
    { tool: 'ask', args: { question: 'Which channel?', choices: ['#a', '#b'] } },
  ]);
  await using other = await startTestApp({ env: { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: model.baseUrl } });
  const failed = await askInTeams(other, other.teams.message({ text: daily }));
  expect(textOf(failed)).toMatch(/reference [0-9a-f]{10}/);
  expect(textOf(failed)).not.toMatch(/\b401\b|Error:| at \//);
  expect(failed.activity).not.toHaveProperty('entities');
  const asked = await askInTeams(other, other.teams.message({ text: daily }));
  expect(asked.activity).toMatchObject({
    entities: [{ type: 'https://schema.org/Message', additionalType: ['AIGeneratedContent'] }],
  });
});

it('Teams detail 13: 25 workflows are pages of ten in one card, with Next, Previous and a link to n8n', async () => {
  const policy = { manage: 'whole-instance' as const, approvers: [rita.aadObjectId] };
  await using large = await startTestApp({ policy });
  for (let number = 0; number < 25; number += 1)
    await plantWorkflow(large, `${'Invoices 👩‍👩‍👧‍👦 *of* '.repeat(4)} ${number}`);
  const list = await askInTeams(large, large.teams.message({ text: 'list all' }));
  const turn = async (to: 'Next' | 'Previous', page: string) => {
    expect((await large.teams.send(large.url, large.teams.execute({ card: list, action: to }))).status).toBe(200);
    await until(list, `Page ${page} of 3`);
  };
  const seen = () => {
    const rendered = list.activity.attachments?.[0]?.content as AdaptiveCard;
    expect(problemOf(rendered)).toBeUndefined();
    const rows = rendered.body.filter(({ type }) => type === 'ColumnSet').length;
    return [rows, titlesOf(list).filter((title) => title !== 'Show')];
  };
  expect(seen()).toEqual([10, ['Next', 'All of them in n8n']]);
  await turn('Next', '2');
  expect(seen()).toEqual([10, ['Previous', 'Next', 'All of them in n8n']]);
  await turn('Next', '3');
  expect(seen()).toEqual([5, ['Previous', 'All of them in n8n']]);
  await turn('Previous', '2');
  expect(buttonsOf(list)).toContainEqual(
    expect.objectContaining({ type: 'Action.OpenUrl', url: `${large.standIn.baseUrl}/home/workflows` }),
  );
  expect(large.teams.activities).toHaveLength(1);
});

it('Teams detail 14: what goes live or is deleted asks first, by name and with the safe choice first; off can be undone', async () => {
  const draft = await say(daily);
  const name = draft.activity.attachments?.[0]?.content.fallbackText.replace('🟡 Draft · ', '');
  const publish = buttonsOf(draft).find(({ title }) => title === 'Turn on');
  expect(publish?.type).toBe('Action.ToggleVisibility');
  const questionOn = (card: PostedActivity) =>
    bodyOf(card).find((each) => each.type === 'Container' && each.isVisible === false);
  expect(questionOn(draft)).toMatchObject({
    items: [
      { text: `Turn on “${name}”?` },
      { text: expect.stringContaining('it runs by itself') },
      { actions: [{ type: 'Action.ToggleVisibility', title: 'Not now' }, { verb: 'approve_publish' }] },
    ],
  });
  await press(draft, 'approve_publish');
  await until(draft, 'Live · ');
  const stored = app.standIn.workflows().at(-1);
  const now = () => app.standIn.workflows().find(({ id }) => id === stored?.id);

  const thread = { scope: 'groupChat' as const, conversationId: draft.conversationId };
  const card = await askInTeams(app, app.teams.message({ text: 'show it', ...thread }));
  // A refresh reads the store only, which does not say how a workflow in n8n stands.
  expect(card.activity.attachments?.[0]?.content).not.toHaveProperty('refresh');
  await press(card, 'unpublish');
  await until(card, 'does not run by itself any more');
  expect(now()?.active).toBe(false);
  expect(titlesOf(card)).toContain('Turn on');
  expect(questionOn(card)).toMatchObject({
    items: [{ text: `Turn on “${name}”?` }, {}, { actions: [{ title: 'Not now' }, { verb: 'publish' }] }],
  });
  await press(card, 'publish');
  await until(card, 'n8n has started its trigger');
  expect(now()?.active).toBe(true);

  await press(card, 'delete');
  await until(card, `Delete “${name}”?`);
  expect(titlesOf(card)).toEqual(['Keep as it is', 'Delete']);
  expect(now()?.isArchived).toBe(false);
  await press(card, 'discard');
  await until(card, 'Nothing was changed');
  expect(now()).toMatchObject({ active: true, isArchived: false });
});

it('Teams detail 15: removal ends the work, coming back revives, an edit is planned while nobody decided', async () => {
  const conversationId = '19:detail15@thread.v2';
  const at = { scope: 'groupChat' as const, conversationId };
  const said = app.teams.message({ text: daily, ...at });
  const draft = await askInTeams(app, said);
  expect(textOf(await askInTeams(app, app.teams.edit(said, daily.replace('9:00', '6:15'))))).toContain('6:15');
  await until(draft, 'replaced by a newer version');
  const closedAt = async () => (await app.store.fork().findOneOrFail(Conversation, { key: conversationId })).closedAt;
  for (const activity of app.teams.install('remove', at)) await send(activity);
  expect(await closedAt()).not.toBeNull();
  for (const activity of app.teams.install('add', at)) await send(activity);
  await settled();
  expect(await closedAt()).toBeNull();
  expect(await app.store.fork().count(Creation, { status: 'pending' })).toBe(0);
});
