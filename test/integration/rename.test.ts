import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEvent, StoredEvent, WorkflowAct, WorkflowRow } from '#src/store/entities.ts';
import { purgeText } from '#src/store/purge.ts';
import { createScriptedPlanner } from '#test/fakes/scripted-planner.ts';
import { sendAction } from '#test/fakes/slack-server.ts';
import { talkOn } from '#test/support/talk.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** Asks for "call it <name>" as a model would understand it. */
const likeAModel = createScriptedPlanner(async ({ request, workflow }) => {
  const argument = /^call it (.+)$/s.exec(request)?.[1];
  return argument && workflow ? { kind: 'command', verb: 'rename', workflowId: workflow.id, argument } : undefined;
});

describe('another name for a workflow', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ overrides: { planner: likeAModel } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  async function made(platform: 'slack' | 'teams' = 'slack') {
    const talk = talkOn(app, platform);
    const path = `hook-${Math.floor(Math.random() * 1e9)}`;
    const draft = await talk.say(`when the webhook ${path} is called, get https://example.com/ping`);
    await draft.press('approve_publish');
    await draft.says('Live');
    const row = await app.store
      .fork()
      .findOneOrFail(WorkflowRow, { removedAt: null }, { orderBy: { createdAt: 'desc' } });
    const stored = () => app.standIn.workflows().find(({ id }) => id === row.n8nId);
    const acts = () => app.store.fork().find(WorkflowAct, { workflow: row.id });
    return { talk, draft, row, stored, acts };
  }
  const puts = (n8nId: string) => app.standIn.requests().filter((line) => line === `PUT /workflows/${n8nId}`);

  it('is asked for in words, confirmed on a card, and is all that changes; every card says it', async () => {
    const { talk, draft, row, stored } = await made('slack');
    const before = structuredClone(stored());
    const card = await talk.say('rename it to Morning ping');
    expect(card.text()).toContain(`Rename “${row.name}” to “Morning ping”?`);
    expect(stored()?.name).toBe(row.name);
    await card.press('Rename');
    await card.says(`Renamed by ana: it was called “${row.name}”.`);
    expect(card.text()).toContain('Morning ping');
    const { name, updatedAt: _, ...after } = stored() ?? { name: '', updatedAt: '' };
    expect(name).toBe('Morning ping');
    expect(before).toMatchObject(after);
    expect(stored()).toMatchObject({ active: true, activeVersionId: before?.versionId });
    await draft.says('Live · Morning ping');
    const trail = await app.store.fork().find(AuditEvent, { subject: row.id });
    expect(trail.map(({ kind, data }) => [kind, data])).toMatchObject([
      ['act', { act: 'rename', n8nId: row.n8nId }],
      ['outcome', { act: 'rename', kind: 'renamed' }],
    ]);
    // Nobody is told that somebody did it in n8n.
    expect((await talk.say('show it')).text()).not.toContain('in n8n, seen');
    expect(await app.store.fork().findOneOrFail(WorkflowRow, { id: row.id })).toMatchObject({ name: 'Morning ping' });
  });

  it.each([
    ['benenne "Alt eins" in „Neu eins“ um', 'Alt eins', 'Neu eins'],
    ['renomme "Ancien" en « Nouveau nom »', 'Ancien', 'Nouveau nom'],
    ['renombra "Viejo" como "Nuevo nombre"', 'Viejo', 'Nuevo nombre'],
    ['rename "Report to sales" to "Sales: Q1"', 'Report to sales', 'Sales: Q1'],
  ])('%s', async (words, from, to) => {
    const { talk, stored } = await made();
    await (await talk.say(`rename it to ${from}`)).press('rename');
    await eventually(() => stored()?.name === from, 'the first name');
    const card = await talk.say(words);
    await card.press('rename');
    await eventually(() => stored()?.name === to, `the name ${to}`);
  });

  it('a model can only offer it', async () => {
    const { talk, stored } = await made();
    const card = await talk.say('call it What a model heard');
    expect(stored()?.name).not.toBe('What a model heard');
    await card.press('rename');
    await eventually(() => stored()?.name === 'What a model heard', 'the name');
  });

  it('two clicks are one, and what is called so already is not written again', async () => {
    const { talk, row, stored, acts } = await made();
    const card = await talk.say('rename it to Twice');
    await Promise.all([card.press('rename'), card.press('rename')]);
    await eventually(() => stored()?.name === 'Twice', 'the name');
    await eventually(async () => (await acts()).every(({ status }) => status === 'done'), 'the end');
    await (await talk.say('rename it to Twice')).press('rename');
    await eventually(async () => (await acts()).filter(({ status }) => status === 'done').length > 1, 'the second');
    expect(puts(row.n8nId)).toHaveLength(1);
  });

  it('is typed into a form on the card of the workflow', async () => {
    const { talk, stored } = await made('teams');
    const card = await talk.say('show it');
    await card.press('rename', undefined, { field_newName: '  Typed   in Teams ' });
    await card.says('it was called');
    expect(stored()?.name).toBe('Typed in Teams');
  });

  it('nothing, too much, or a secret is no name', async () => {
    const { talk, stored, acts } = await made('teams');
    const name = stored()?.name;
    expect((await talk.say('rename')).text()).toContain('Say it with what it shall be done with');
    expect((await talk.say(`rename it to ${'x'.repeat(129)}`)).text()).toContain('at most 128 characters');
    expect((await talk.say('rename it to AKIAIOSFODNN7EXAMPLE')).text()).toContain('password or key');
    expect(stored()?.name).toBe(name);
    expect(await acts()).toEqual([]);
  });

  it('a button that says it shall be done with words of another conversation does nothing', async () => {
    const [one, other] = [await made(), await made()];
    await one.talk.say('rename it to Mine alone');
    const said = await app.store
      .fork()
      .findOneOrFail(StoredEvent, { status: 'handled' }, { orderBy: { receivedAt: 'desc' } });
    const card = await other.talk.say('show it');
    const message = app.slack.lastMessage();
    expect(card.labels()).toContain('Rename');
    const value = JSON.stringify({ workflowId: other.row.id, eventId: said.id });
    const button = { ...app.slack.button(message as never, 'Rename'), value };
    await sendAction(app.url, slackSecret, { message: message as never, button, user: 'U0ANA' });
    await eventually(() => other.talk.whispers().includes('Say it with what'), 'the refusal');
    expect(other.stored()?.name).toBe(other.row.name);
  });

  it('words that were taken away are not done with any more', async () => {
    const { talk, stored } = await made();
    const name = stored()?.name;
    const card = await talk.say('rename it to Purged');
    const said = await eventually(async () => {
      const events = await app.store.fork().find(StoredEvent, { status: 'handled' });
      return events.find(({ results }) => results?.argument?.argument === 'Purged');
    }, 'the end of the turn');
    expect(await purgeText(app.store.fork(), said.id)).toMatchObject({ kind: 'purged' });
    await card.press('rename');
    await eventually(() => talk.whispers().includes('Say it with what'), 'the refusal');
    expect(stored()?.name).toBe(name);
  });
});

it('the history tells what was done from here as of whoever had it done, not as n8n’s account', async () => {
  await using app = await startTestApp();
  const talk = talkOn(app, 'slack');
  const draft = await talk.say('every hour get https://example.com/history');
  await draft.press('approve');
  await draft.says('Created');
  await (await talk.say('rename it to Told as mine')).press('rename');
  await eventually(() => app.standIn.workflows()[0]?.name === 'Told as mine', 'the name');
  const card = await talk.say('delete it');
  await card.press('delete');
  await card.says('Deleted by');
  await card.press('Undo: take it out of the archive');
  await card.says('Brought back by');
  const history = await talk.say('history');
  expect(history.text()).toContain('no visible difference');
  expect(history.text()).not.toContain('Test Owner');
});

describe('a name that was given, and is taken away with its words', () => {
  it('is neither what it is called here nor what it was called', async () => {
    await using app = await startTestApp();
    const talk = talkOn(app, 'slack');
    const draft = await talk.say('every hour get https://example.com/named');
    await draft.press('approve');
    await draft.says('Created');
    const renameTo = async (name: string) => {
      await (await talk.say(`rename it to ${name}`)).press('rename');
      await eventually(() => app.standIn.workflows()[0]?.name === name, `the name ${name}`);
      return eventually(async () => {
        const events = await app.store.fork().find(StoredEvent, { status: 'handled' });
        const said = events.find(({ results }) => results?.argument?.argument === name);
        const [act] = await app.store.fork().find(WorkflowAct, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
        return act?.status === 'done' ? said : undefined;
      }, 'the end of the act');
    };
    const first = await renameTo('Secret takeover');
    const second = await renameTo('Other words');
    const kept = async () =>
      JSON.stringify(
        await app.store
          .fork()
          .execute(
            'select to_jsonb(w) as w, to_jsonb(a) as a from workflows w join workflow_acts a on w.id = a.workflow_id',
          ),
      );
    expect(await kept()).toContain('Secret takeover');
    await purgeText(app.store.fork(), first.id);
    expect(await kept()).not.toContain('Secret takeover');
    expect(await purgeText(app.store.fork(), second.id)).toMatchObject({ inN8n: [{ n8nId: expect.any(String) }] });
    expect(await kept()).not.toContain('Other words');
  });
});

describe('with named approvers', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ policy: { approvers: ['U0BOSS'] } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('only they may, as with a change', async () => {
    const talk = talkOn(app, 'slack');
    const draft = await talk.say('every hour get https://example.com/named');
    await draft.press('approve_publish', 'other');
    await draft.says('Live');
    const [before] = app.standIn.workflows();
    const card = await talk.say('rename it to Not mine to give');
    await card.press('rename');
    await eventually(() => talk.whispers().includes('Not allowed'), 'the refusal');
    expect(talk.whispers()).toContain('Only an approver can do that with this workflow');
    expect(app.standIn.workflows()[0]?.name).toBe(before?.name);
    expect(await app.store.fork().count(AuditEvent, { kind: 'refusal' })).toBe(1);
    await card.press('rename', 'other');
    await eventually(() => app.standIn.workflows()[0]?.name === 'Not mine to give', 'the name');
  });
});
