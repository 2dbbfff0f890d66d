import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '#src/api/keys.ts';
import type { PlannerInput, PlannerResult } from '#src/planner/planner.ts';
import { AuditEvent, DraftRevision } from '#src/store/entities.ts';
import { warning } from '#src/workflow/issues.ts';
import { ask, call, until } from '#test/api/client.ts';
import { sendAction } from '#test/fakes/slack-server.ts';
import { doors } from '#test/support/doors.ts';
import { createScriptedPlanner, drafted, hourly } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health and post it to #ops, otherwise mail boss@example.com';
const revised = (result: ReturnType<typeof drafted>): PlannerResult => ({ ...result, kind: 'revision' });

/** Nothing of a request is dropped without a word (promise 10), at whichever door and whatever a planner says of itself. */
describe('what a draft does not do of its request', () => {
  let plan: (input: PlannerInput) => PlannerResult = hourly;
  let app: TestApp;
  beforeAll(async () => {
    const planner = createScriptedPlanner((input) => plan(input));
    app = await startTestApp({ overrides: { planner }, policy: { approvers: ['U0BOSS', 'boss'] } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());
  afterEach(() => {
    plan = hourly;
  });

  it('stands on the card, and there is nothing to approve with', async () => {
    const asked = await doors['Slack mention'](app, request);
    expect(asked.text()).toContain('Not done: “#ops”, “otherwise”, “boss@example.com”');
    expect(asked.buttons()).toContain('leave_out');
    expect(asked.buttons()).not.toContain('approve');
  });

  it.each(['Teams channel', 'Slack DM'] as const)('the same in a %s', async (door) => {
    const asked = await doors[door](app, request);
    expect(asked.text()).toContain('Not done:');
    expect(asked.buttons()).not.toContain('approve');
  });

  it('a press that no card offers is refused', async () => {
    const asked = openThread(app);
    const message = await asked.ask(request);
    const before = app.standIn.workflows().length;
    const button = { ...app.slack.button(message, 'leave_out'), action_id: 'approve' };
    await sendAction(app.url, slackSecret, { message, button, user: 'U0BOSS' });
    await eventually(
      () => app.slack.ephemerals.some(({ user, text }) => user === 'U0BOSS' && text.length > 0),
      'a private refusal',
    );
    expect(app.standIn.workflows()).toHaveLength(before);
  });

  it('somebody else leaves nothing out; the requester does, and an approver creates it', async () => {
    const thread = openThread(app);
    const message = await thread.ask(request);
    await thread.press(message, 'leave_out', 'U0EVE');
    await eventually(() => app.slack.ephemerals.some(({ user }) => user === 'U0EVE'), 'a private refusal');
    const [refusal] = await app.store
      .fork()
      .find(AuditEvent, { kind: 'refusal' }, { orderBy: { seq: 'desc' }, limit: 1 });
    expect(refusal).toMatchObject({ actor: 'slack:T0TEAM:U0EVE', data: { act: 'leave_out' } });
    await thread.press(message, 'leave_out', 'U0ANA');
    const next = await eventually(
      () => thread.messages().find((one) => textOf(one).includes('Left out: “#ops”')),
      'the next revision',
    );
    expect(textOf(next)).not.toContain('Not done');
    const subject = refusal?.subject ?? '';
    const [kept] = await app.store
      .fork()
      .find(AuditEvent, { kind: 'draft', subject }, { orderBy: { seq: 'desc' }, limit: 1 });
    expect(kept).toMatchObject({ actor: 'slack:T0TEAM:U0ANA', data: { revision: 2, leftOut: 3, worded: false } });
    const before = app.standIn.workflows().length;
    await thread.press(next, 'approve', 'U0BOSS');
    await eventually(() => app.standIn.workflows().length === before + 1, 'the workflow');
  });

  it('what a planner says it did not read waits as well, through later changes, until somebody leaves it out', async () => {
    const part = 'but only the shiny ones';
    const unread = () => ({ ...hourly(), issues: [...hourly().issues, warning('not-understood', { part })] });
    plan = unread;
    const thread = openThread(app);
    const first = await thread.ask(`every hour get https://example.com/health ${part}`);
    expect(textOf(first)).toContain(`Not done: “${part}”`);
    expect(textOf(first).split(part)).toHaveLength(2);
    expect(() => app.slack.button(first, 'approve')).toThrow('No button');
    plan = () => revised(hourly());
    const second = await thread.ask('every hour, as said');
    expect(textOf(second)).toContain(`Not done: “${part}”`);
    await thread.press(second, 'leave_out');
    const third = await eventually(
      () => thread.messages().find((one) => textOf(one).includes(`Left out: “${part}”`)),
      'the next revision',
    );
    expect(textOf(third)).not.toContain('Not done');
  });

  it('said in another way it is not asked for again', async () => {
    plan = () => ({ ...hourly(), issues: [...hourly().issues, warning('not-understood', { part: 'the shiny ones' })] });
    const thread = openThread(app);
    await thread.ask('every hour get https://example.com/health the shiny ones');
    plan = () => revised(hourly());
    expect(textOf(await thread.ask('shiny means nothing, never mind'))).not.toContain('Not done');
  });

  it('an approver may leave it out as well', async () => {
    const thread = openThread(app);
    await thread.press(await thread.ask(request), 'leave_out', 'U0BOSS');
    await eventually(() => thread.messages().find((one) => textOf(one).includes('Left out:')), 'the next revision');
  });

  it('what a change asks for replaces what was said before of its kind, and what was left out stays so', async () => {
    const thread = openThread(app);
    await thread.press(await thread.ask(request), 'leave_out');
    await eventually(() => thread.messages().find((one) => textOf(one).includes('Left out:')), 'revision 2');
    plan = () =>
      revised(
        drafted({
          nodes: [
            { ...hourly().draft.nodes[0], parameters: { rule: { interval: [{ field: 'hours', hoursInterval: 3 }] } } },
            hourly().draft.nodes[1] as object,
          ],
          connections: hourly().draft.connections,
        }),
      );
    const third = await thread.ask('every 3 hours instead');
    expect(textOf(third)).toContain('Left out: “#ops”');
    expect(textOf(third)).not.toContain('Not done');
    const fourth = await thread.ask('and tell #dev about it');
    expect(textOf(fourth)).toContain('Not done: “#dev”');
    expect(textOf(fourth)).not.toMatch(/Not done: [^.]*#ops/);
  });

  it('a change that drops something of the request is noticed', async () => {
    const thread = openThread(app);
    await thread.ask('every hour get https://example.com/health');
    plan = () =>
      revised(
        drafted({
          nodes: [
            hourly().draft.nodes[0] as object,
            { name: 'Get', type: 'n8n-nodes-base.httpRequest', parameters: { url: 'https://example.com/other' } },
          ],
          connections: [{ from: 'Every hour', to: 'Get', output: 0, input: 0, kind: 'main' }],
        }),
      );
    expect(textOf(await thread.ask('call the step Get please'))).toContain('Not done: “https://example.com/health”');
  });

  it('what a model says of itself counts for words alone', async () => {
    const account = (words: string) => ({ words, step: 'Get health' });
    plan = () => ({
      ...hourly(),
      account: [account('#ops'), account('boss@example.com'), account('otherwise'), account('summarize')],
    });
    const asked = await doors['Slack mention'](app, `${request}, and summarize it`);
    expect(asked.text()).toContain('Not done: “#ops”, “otherwise”, “boss@example.com”. ');
  });

  it('over REST: told, blocked even with approve, and left out by a call', async () => {
    const key = await createKey(app.store, 'asker', ['request', 'read']);
    const boss = await createKey(app.store, 'boss', ['request', 'approve', 'publish', 'read']);
    const { body } = await ask(app, boss, { request, approve: true });
    const state = await until(app, key, body.draftId, 'blocked');
    expect(state).toMatchObject({ notDone: ['#ops', 'otherwise', 'boss@example.com'], leftOut: [] });
    const at = (act: string, revision: number) =>
      call(app, `/api/v1/drafts/${body.draftId}/${act}`, { key: boss, body: { revision } });
    expect(await at('approve', 1)).toMatchObject({ status: 409, body: { code: 'draft_not_open' } });
    expect(await at('leave-out', 1)).toMatchObject({
      status: 202,
      body: { status: 'proposed', revision: 2, notDone: [] },
    });
    const revisions = await app.store
      .fork()
      .find(DraftRevision, { draft: body.draftId ?? '' }, { orderBy: { revision: 'asc' } });
    expect(revisions[1]?.workflow).toEqual(revisions[0]?.workflow);
    expect((await at('approve', 2)).status).toBe(202);
    await until(app, key, body.draftId, 'created');
  });
});
