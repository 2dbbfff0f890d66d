import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DialogCard } from '#adapters/teams/adaptive-types.ts';
import type { Planner } from '#src/planner/planner.ts';
import { StoredEvent } from '#src/store/entities.ts';
import { alex, buttonsOf, type PostedActivity, type Scope } from '#test/fakes/teams-activities.ts';
import { allHandled, askInTeams, textOf } from '#test/support/teams.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const scopes: Scope[] = ['personal', 'groupChat', 'channel'];
const daily = 'every day at 9:00 in Europe/Berlin get https://example.com/status.json';

/** Asks with as many choices as the request names, and repeats what was chosen. */
const asking: Planner = {
  name: 'scripted',
  async plan({ request, signal }) {
    if (request === 'wait')
      await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const usage = { model: 'scripted', calls: 1, promptTokens: 1, completionTokens: 1 };
    const count = Number(/^(\d) choices/.exec(request)?.[1] ?? 0);
    if (count === 0) return { result: { kind: 'answer', text: `Understood: ${request}` }, notes: [], usage };
    const choices = Array.from({ length: count }, (_, index) => `${request.split(' ').at(-1)} ${'ABCDEFGHI'[index]}`);
    return { result: { kind: 'question', text: 'Which one shall it be?', choices }, notes: [], usage };
  },
};

const ask = (app: TestApp, text: string, scope: Scope): Promise<PostedActivity> =>
  askInTeams(app, app.teams.message({ text, scope }));

describe('a question with choices in Teams', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ overrides: { planner: asking } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it.each(scopes)('%s: two choices are buttons, the card is settled for everybody', async (scope) => {
    const question = await ask(app, `2 choices of ${scope}`, scope);
    const execute = buttonsOf(question).filter((button) => button.type === 'Action.Execute');
    expect(execute.map(({ title, data }) => [title, data.choice])).toEqual([
      [`${scope} A`, 0],
      [`${scope} B`, 1],
    ]);
    const press = app.teams.execute({ card: question, action: 'choose', person: alex });
    expect(await app.teams.send(app.url, press)).toMatchObject({
      status: 200,
      body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message' },
    });
    await eventually(() => textOf(question).includes(`${scope} A \\\\(Alex Approver\\\\)`), 'the settled card');
    expect(buttonsOf(question)).toEqual([]);
    await eventually(
      () => app.teams.activities.some((each) => textOf(each).includes(`Understood: ${scope} A`)),
      'the turn',
    );
  });

  it.each(scopes)('%s: six choices are a list, whose choice comes back as text', async (scope) => {
    const question = await ask(app, `6 choices of many-${scope}`, scope);
    const [list] = (question.activity.attachments?.[0]?.content.body ?? []).filter(
      (element) => element.type === 'Input.ChoiceSet',
    );
    expect(list).toMatchObject({
      id: 'choice_1',
      choices: Array.from({ length: 6 }, (_, at) => ({ value: String(at) })),
    });
    const press = app.teams.execute({ card: question, action: 'choose', inputs: { choice: '4' } });
    expect((await app.teams.send(app.url, press)).status).toBe(200);
    await eventually(() => textOf(question).includes(`many-${scope} E`), 'the settled card');
    await eventually(
      () => app.teams.activities.some((each) => textOf(each).includes(`Understood: many-${scope} E`)),
      'the turn',
    );
  });
});

describe('long work in Teams', () => {
  it('shows progress and typing at once, and stops when asked', async () => {
    await using app = await startTestApp({ overrides: { planner: asking } });
    const activity = app.teams.message({ text: 'wait', scope: 'groupChat' });
    await app.teams.send(app.url, activity);
    const progress = await eventually(() => app.teams.activities[0], 'progress', 3_000);
    expect(textOf(progress)).toContain('Working on it');
    expect(app.teams.typing.length).toBeGreaterThan(0);
    const others = app.teams.execute({ card: progress, action: 'stop', person: alex });
    expect((await app.teams.send(app.url, others)).status).toBe(200);
    expect((await app.teams.send(app.url, app.teams.execute({ card: progress, action: 'stop' }))).status).toBe(200);
    await eventually(() => textOf(progress).includes('Stopped. Nothing was created'), 'it stopped');
  });

  it('what Teams refuses for a moment is sent again by the queue, after the time it asked for', async () => {
    await using app = await startTestApp({ overrides: { planner: asking } });
    app.teams.fail('post', { status: 429, retryAfter: '1' });
    const started = Date.now();
    await app.teams.send(app.url, app.teams.message({ text: 'anything' }));
    const posted = await eventually(() => app.teams.activities[0], 'the answer');
    expect(Date.now() - started).toBeGreaterThan(950);
    await eventually(() => textOf(posted).includes('Understood: anything'), 'the answer');
    expect(app.teams.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
  });
});

describe('a draft in Teams', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it.each(scopes)('%s: Change in a dialog leads to the next revision', async (scope) => {
    const draft = await ask(app, daily, scope);
    const opened = await app.teams.send(app.url, app.teams.openDialog({ card: draft, action: 'change' }));
    const { task } = opened.body as { task: { type: string; value: { card: { content: DialogCard } } } };
    expect(task).toMatchObject({ type: 'continue', value: { title: 'Change it' } });
    const inputs = { field_request: 'at 7 instead' };
    const sent = app.teams.submitDialog({ card: draft, action: 'change' }, task.value.card.content, inputs);
    expect(await app.teams.send(app.url, sent)).toMatchObject({ body: { task: { type: 'message' } } });
    await eventually(() => textOf(draft).includes('replaced by a newer version'), 'the old card closed');
    const next = app.teams.activities.at(-1);
    expect(next && textOf(next)).toContain('7:00');
    expect(next?.conversationId).toBe(draft.conversationId);

    const stale = await app.teams.send(app.url, { ...sent, name: 'task/fetch', id: '1', replyToId: draft.id });
    expect(stale).toMatchObject({ body: { task: { type: 'message', value: expect.stringContaining('newest card') } } });
  });

  it('Change inside the card does the same', async () => {
    const draft = await ask(app, daily, 'groupChat');
    const inputs = { field_request: 'at 6 instead' };
    await app.teams.send(app.url, app.teams.execute({ card: draft, action: 'change', inputs }));
    await eventually(() => textOf(draft).includes('replaced by a newer version'), 'the old card closed');
  });

  it('cards stay right for everyone: refreshed from the store, also one that missed its update', async () => {
    const draft = await ask(app, daily, 'groupChat');
    const missed = structuredClone(draft);
    const events = () => app.store.fork().count(StoredEvent);
    const before = await events();
    const refresh = () => app.teams.send(app.url, app.teams.refresh({ card: missed, person: alex }));
    expect(await refresh()).toMatchObject({ status: 200, body: { value: draft.activity.attachments?.[0]?.content } });
    expect(await events()).toBe(before);

    await app.teams.send(app.url, app.teams.execute({ card: draft, action: 'approve' }));
    await eventually(() => textOf(draft).includes('Created, off · '), 'the outcome');
    expect((await refresh()).text).toContain('Created, off · ');
    expect((await refresh()).body).toEqual((await refresh()).body);

    const late = app.teams.execute({ card: missed, action: 'approve' });
    const workflows = app.standIn.workflows().length;
    const posted = app.teams.activities.length;
    expect(await app.teams.send(app.url, late)).toMatchObject({
      status: 200,
      body: {
        type: 'application/vnd.microsoft.card.adaptive',
        value: { fallbackText: expect.stringMatching(/^⚪ Created, off/) },
      },
    });
    await allHandled(app);
    // The card says what became of the draft; nobody else needs to hear of the press.
    expect(app.teams.activities).toHaveLength(posted);
    expect(app.standIn.workflows()).toHaveLength(workflows);
  });

  it('a card of another tenant, or of no draft at all, shows nothing', async () => {
    const draft = await ask(app, daily, 'personal');
    const refresh = app.teams.refresh({ card: draft });
    const { action } = refresh['value'] as { action: object };
    for (const data of [{ draftId: crypto.randomUUID(), revision: 1 }, { draftId: 'x', revision: 1 }, {}]) {
      const answer = await app.teams.send(app.url, { ...refresh, value: { action: { ...action, data } } });
      expect([200, 503]).toContain(answer.status);
      expect(answer.text).not.toContain('example.com');
    }
  });
});
