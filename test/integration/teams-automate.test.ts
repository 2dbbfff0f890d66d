import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AutomateCard } from '#adapters/teams/automate-card.ts';
import { noUsage, type Planner } from '#src/planner/planner.ts';
import { DraftRow, LinkRequest, StoredEvent, WorkflowRow } from '#src/store/entities.ts';
import { findPrivateTalks } from '#src/store/events.ts';
import { actionRequest, automate, deliver } from '#test/fakes/slack-server.ts';
import { alex, type PostedActivity, rita, type Sender } from '#test/fakes/teams-activities.ts';
import { teamsChat } from '#test/support/private-chat.ts';
import { openThread } from '#test/support/slack-thread.ts';
import { allHandled, askInTeams, textOf } from '#test/support/teams.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';
const channel = '19:general@thread.tacv2';

describe('"Automate this" on a message in Teams', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  let messages = 1_790_000_000_000;
  /** Chooses it on a message with these words, and presses a button of the form. */
  async function choose(words: string, sender: Sender, button: string, times = 1): Promise<string> {
    const chosen = { html: `<p>${words}</p>`, id: String(++messages) };
    const opened = await app.teams.send(app.url, app.teams.automate.choose(chosen, sender));
    const { task } = opened.body as { task: { value: { card: { content: AutomateCard } } } };
    const sent = app.teams.automate.send(chosen, task.value.card.content, { button }, sender);
    for (let time = 0; time < times; time += 1)
      expect((await app.teams.send(app.url, sent)).body).toMatchObject({ task: { type: 'message' } });
    return chosen.id;
  }
  const here = (key: string): PostedActivity[] =>
    app.teams.activities.filter(({ conversationId }) => conversationId === key);
  const answerIn = (key: string, before = 0) =>
    eventually(() => {
      const answer = here(key)[before];
      return answer && !textOf(answer).includes('Working on it') && answer;
    }, 'an answer');

  it('makes one draft in the thread of that message, of whoever pressed, in their language', async () => {
    const sender = { scope: 'channel', person: alex, locale: 'de-DE' } as const;
    const id = await choose(request, sender, 'Flowsmith fragen', 3);
    const thread = `${channel};messageid=${id}`;
    await eventually(() => here(thread).some((card) => /Entwurf.*example/.test(textOf(card))), 'a draft in German');
    await allHandled(app);
    const drafts = await app.store.fork().find(DraftRow, {});
    expect(drafts).toMatchObject([{ requesterId: alex.aadObjectId, requesterName: alex.name, locale: 'de-DE' }]);
    expect(here(thread)).toHaveLength(1);
  });

  it.each(['cancel', 'discard', 'yes', '1', 'list', 'help', 'again', 'delete Every hour'])(
    'a message that says "%s" is a request and no command: what is open stays open',
    async (words) => {
      const conversationId = `19:${crypto.randomUUID()}@thread.v2`;
      const sender = { scope: 'groupChat', conversationId } as const;
      await askInTeams(app, app.teams.message({ ...sender, text: request }));
      await allHandled(app);
      const before = here(conversationId).length;
      const open = await app.store.fork().count(DraftRow, { status: 'proposed' });
      await choose(words, { ...sender, person: rita }, 'Ask Flowsmith');
      const answer = await answerIn(conversationId, before);
      expect(textOf(answer)).not.toMatch(/Workflows you asked for|Tell me in plain words|Discarded/);
      await allHandled(app);
      expect(await app.store.fork().count(DraftRow, { status: 'proposed' })).toBe(open);
    },
  );

  it('a code in it links nobody', async () => {
    const said = await teamsChat(app, alex).say('link');
    const code = /link ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(said.text())?.[1];
    expect(code).toBeDefined();
    await choose(`link ${code}`, { scope: 'channel', person: rita }, 'Ask Flowsmith');
    await allHandled(app);
    expect(await app.store.fork().find(LinkRequest, {})).toMatchObject([{ status: 'offered', otherPersonId: null }]);
    expect(JSON.stringify(await app.store.fork().find(StoredEvent, {}))).not.toContain(code);
  });

  it('where the bot is no member it goes on in the chat with the bot alone', async () => {
    const conversationId = '19:elsewhere@thread.v2';
    app.teams.outside.add(conversationId);
    await choose(request, { scope: 'groupChat', conversationId, person: rita }, 'Go on in my own chat');
    expect(textOf(await answerIn(`a:1${rita.aadObjectId}`))).toContain('Draft');
    expect(here(conversationId)).toEqual([]);
  });

  it('in Slack it is the same: no command, and a thread is no private conversation', async () => {
    const thread = openThread(app);
    const card = await thread.ask(request, 'U0ANA');
    const open = await app.store.fork().count(DraftRow, { status: 'proposed' });
    const responseUrl = app.slack.responseUrl();
    const place = { channel: card.channel, ts: '1790000100.000009', threadTs: card.threadTs ?? card.ts };
    await deliver(app.url, actionRequest(automate({ ...place, text: 'cancel', responseUrl }), slackSecret));
    await allHandled(app);
    expect(await app.store.fork().count(DraftRow, { status: 'proposed' })).toBe(open);
    const [event] = await app.store.fork().find(StoredEvent, { dedupeKey: { $like: 'shortcut:%' } });
    if (event?.payload.kind !== 'message') throw new Error('not taken in');
    expect(event.payload).toMatchObject({ quoted: true, via: 'mention' });
    expect(await findPrivateTalks(app.store.fork(), event.tenant, [event.payload.person.id])).toEqual([]);
  });
});

it('it shows a planner no workflow of whoever pressed, and changes none', async () => {
  const seen: string[][] = [];
  let known = { id: '', n8nId: '' };
  const nodes = [
    {
      name: 'Start',
      type: 'n8n-nodes-base.scheduleTrigger',
      parameters: { rule: { interval: [{ field: 'hours' }] } },
    },
    { name: 'Get page', type: 'n8n-nodes-base.httpRequest', parameters: { url: 'https://example.com/health' } },
  ];
  const connections = [{ from: 'Start', to: 'Get page', output: 0, input: 0, kind: 'main' }];
  const draft = { name: 'Payroll', description: '', nodes, connections, assumptions: [] };
  // As a model that does whatever the words of the message want.
  const planner: Planner = {
    name: 'obedient',
    plan: async ({ request: asked, sources }) => {
      if (asked === 'make') return { result: { kind: 'draft', draft, issues: [] }, usage: noUsage, notes: [] };
      seen.push((await sources.findWorkflows('')).map(({ name }) => name));
      seen.push([
        (await sources.getWorkflow(known.id))?.name ?? '',
        String((await sources.findExecutions(known.id))?.length),
      ]);
      const change = { ...draft, name: 'Changed by a stranger' };
      return {
        result: { kind: 'edit', workflowId: known.id, draft: change, renames: {}, issues: [] },
        usage: noUsage,
        notes: [],
      };
    },
  };
  await using app = await startTestApp({ overrides: { planner } });
  const card = await teamsChat(app, alex).say('make');
  await card.press('approve');
  await card.says('/workflow/');
  known = await app.store.fork().findOneOrFail(WorkflowRow, { name: 'Payroll' });
  const sender = { scope: 'channel', person: alex } as const;
  const chosen = { html: '<p>change the payroll</p>', id: '1790000009999' };
  const opened = await app.teams.send(app.url, app.teams.automate.choose(chosen, sender));
  const { task } = opened.body as { task: { value: { card: { content: AutomateCard } } } };
  await app.teams.send(
    app.url,
    app.teams.automate.send(chosen, task.value.card.content, { button: 'Ask Flowsmith' }, sender),
  );
  const answers = () =>
    app.teams.activities.filter(({ conversationId }) => conversationId.includes(chosen.id)).map(textOf);
  await eventually(
    () => answers().some((text) => text.includes('asks for nothing that can be automated')),
    'an answer',
  );
  await allHandled(app);
  expect(seen).toEqual([[], ['', 'undefined']]);
  expect(await app.store.fork().count(DraftRow, {})).toBe(1);
});

it('nor does the answer to a question that these words led to, nor to the next one', async () => {
  const seen: string[][] = [];
  const nodes = [
    { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
    { name: 'Get page', type: 'n8n-nodes-base.httpRequest', parameters: { url: 'https://example.com/health' } },
  ];
  const connections = [{ from: 'Start', to: 'Get page', output: 0, input: 0, kind: 'main' }];
  const draft = { name: 'Payroll', description: '', nodes, connections, assumptions: [] };
  const planner: Planner = {
    name: 'asking',
    plan: async ({ request: asked, sources }) => {
      if (asked === 'make') return { result: { kind: 'draft', draft, issues: [] }, usage: noUsage, notes: [] };
      seen.push((await sources.findWorkflows('')).map(({ name }) => name));
      const choices = [`one of ${seen.length}`, `two of ${seen.length}`];
      return { result: { kind: 'question', text: 'Which one?', choices }, usage: noUsage, notes: [] };
    },
  };
  await using app = await startTestApp({ overrides: { planner } });
  const card = await teamsChat(app, alex).say('make');
  await card.press('approve');
  await card.says('/workflow/');
  const sender = { scope: 'channel', person: alex } as const;
  const chosen = { html: '<p>change the payroll</p>', id: '1790000008888' };
  const opened = await app.teams.send(app.url, app.teams.automate.choose(chosen, sender));
  const { task } = opened.body as { task: { value: { card: { content: AutomateCard } } } };
  await app.teams.send(
    app.url,
    app.teams.automate.send(chosen, task.value.card.content, { button: 'Ask Flowsmith' }, sender),
  );
  for (const round of [1, 2]) {
    const asked = await eventually(
      () => app.teams.activities.findLast((one) => textOf(one).includes(`two of ${round}`)),
      `question ${round}`,
    );
    await app.teams.send(app.url, app.teams.execute({ card: asked, action: `two of ${round}`, person: alex }));
    await allHandled(app);
  }
  await eventually(() => seen.length === 3, 'both answers');
  expect(seen).toEqual([[], [], []]);
});
