import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { createScriptedPlanner } from '#test/fakes/scripted-planner.ts';
import { sendAction, sendMention } from '#test/fakes/slack-server.ts';
import { asked, runStep, type StepInput } from '#test/fakes/slack-steps.ts';
import { findStored } from '#test/support/find-stored.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const daily = 'every day at 9:00 get https://example.com/status';
const channelOf = () => `C${Math.floor(Math.random() * 1e9)}`;

async function flow(input: StepInput = {}) {
  const channel = input.channel ?? channelOf();
  const run = await runStep(app, slackSecret, { request: daily, channel, ...input });
  const ended = () => {
    const { outputs, error } = app.slack.steps.runs.get(run.execution) ?? {};
    return outputs || error !== undefined ? { outputs, error } : undefined;
  };
  const calls = () =>
    app.slack.calls.filter(
      ({ method, args }) => method.startsWith('functions.') && args['function_execution_id'] === run.execution,
    );
  return {
    ...run,
    channel,
    ended,
    calls,
    end: () => eventually(ended, 'the step ended'),
    card: () => eventually(() => buttons(app.slack.lastMessage(channel)), 'a card'),
    press: async (name: string) => {
      const message = app.slack.lastMessage(channel);
      if (!message) throw new Error('no card');
      await sendAction(app.url, slackSecret, { message, button: app.slack.button(message, name) });
    },
  };
}

const buttons = (message: ReturnType<TestApp['slack']['lastMessage']>) =>
  JSON.stringify(message?.blocks ?? []).includes('discard') ? message : undefined;

const rows = (sql: string, values: unknown[] = []) => app.store.fork().execute(sql, values);
const owed = (execution: string) =>
  rows(
    `select 1 from deliveries join inbound_events e on e.id = subject where deliveries.kind = 'step' and e.dedupe_key = ?`,
    [`step:${execution}`],
  ) as Promise<unknown[]>;

it('the flow goes on with the card, asked for by whoever runs it; nothing is approved', async () => {
  const step = await flow();
  expect(step.response.status).toBe(200);
  const { outputs } = await step.end();
  const card = await step.card();
  expect(outputs).toEqual({
    state: 'waiting',
    link: `https://acme.slack.com/archives/${step.channel}/p${card.ts.replace('.', '')}`,
    draft_name: expect.stringMatching(/\S/),
  });
  const [draft] = (await rows('select requester_id, status from drafts order by created_at desc limit 1')) as object[];
  expect(draft).toEqual({ requester_id: 'U0ANA', status: 'proposed' });
  expect(app.standIn.workflows()).toEqual([]);
});

it('the same step that comes again is asked once and ended once', async () => {
  const step = await flow();
  await step.end();
  expect((await step.again()).status).toBe(200);
  await step.card();
  expect([...app.slack.messages.values()].filter(({ channel }) => channel === step.channel)).toHaveLength(1);
  expect(step.calls()).toHaveLength(1);
});

it('without a channel the answer is for whoever asks alone; what is missing is said', async () => {
  const request = 'every day at 9:00 post “Good morning” to Slack';
  const run = await runStep(app, slackSecret, { request, asker: asked('U0SOLO') });
  const { outputs } = await eventually(() => {
    const one = app.slack.steps.runs.get(run.execution);
    return one?.outputs && one;
  }, 'the step ended');
  expect(outputs).toMatchObject({ state: 'incomplete', link: expect.stringContaining('/D0SOLO/') });
  expect(buttons(app.slack.lastMessage('D0SOLO'))).toBeDefined();
});

it('a flow that waits for the decision goes on when the workflow is in n8n, and not before', async () => {
  const step = await flow({ untilDecided: true });
  await step.card();
  await eventually(async () => (await owed(step.execution)).length === 0, 'nothing is owed while nobody decides');
  expect(step.calls()).toEqual([]);
  await step.press('approve_publish');
  const { outputs } = await step.end();
  const [made] = app.standIn.workflows();
  expect(outputs).toMatchObject({ state: 'live', workflow_link: expect.stringContaining(`/workflow/${made?.id}`) });
});

it('a flow that waits for the decision fails when there is none: discarded, expired', async () => {
  const discarded = await flow({ untilDecided: true });
  await discarded.card();
  await discarded.press('discard');
  expect((await discarded.end()).error).toMatch(/^“.+” was discarded\. Nothing was created\.$/);
  const expired = await flow({ untilDecided: true });
  await expired.card();
  await rows(
    `update drafts set expires_at = now() - interval '1 hour' where status = 'proposed' and id in
     (select id from inbound_events where payload->>'dedupeKey' = ?)`,
    [`step:${expired.execution}`],
  );
  expect((await expired.end()).error).toContain('Nobody decided about it in time');
});

it('what is no request for a workflow fails with what was answered, and does nothing in that name', async () => {
  const own = await flow({ untilDecided: true });
  await own.card();
  await own.press('approve_publish');
  const { outputs: made } = await own.end();
  const words = ['list', `show ${made?.['draft_name']}`, 'house values', 'our sender is boss@evil.example', 'hm', ''];
  for (const request of words) {
    const step = await flow({ request });
    const { error, outputs } = await step.end();
    expect([request, outputs]).toEqual([request, undefined]);
    expect([request, error]).toEqual([request, expect.stringMatching(/\S/)]);
  }
  for (const verb of ['turn off', 'delete']) await (await flow({ request: `${verb} ${made?.['draft_name']}` })).end();
  expect(await rows('select * from house_values')).toEqual([]);
  expect(await rows('select * from workflow_acts')).toEqual([]);
});

it('where the app is no member the flow is told so', async () => {
  const channel = channelOf();
  app.slack.closedChannels.add(channel);
  const step = await flow({ channel });
  expect((await step.end()).error).toContain('Invite me there');
});

it('without somebody whom Slack names, and of another step, nothing is asked', async () => {
  const before = await rows('select count(*) from inbound_events');
  for (const asker of [null, 'U0BOSS', { secret: 'x' }]) {
    const step = await flow({ asker });
    expect((await step.end()).error).toContain('Slack did not say who started this flow');
  }
  expect((await (await flow({ callbackId: 'other' })).end()).error).toContain('does not know this step');
  expect(await rows('select count(*) from inbound_events')).toEqual(before);
});

it('a Slack that is late or slows down is told again, and never otherwise', async () => {
  app.slack.fail('functions.completeSuccess', { retryAfter: 1, status: 429 });
  app.slack.fail('functions.completeSuccess', { status: 500, afterAccept: true });
  const step = await flow();
  await step.card();
  await eventually(() => step.calls().length === 1, 'Slack was told');
  // What the step would end with by now is something else.
  await step.press('discard');
  const { outputs } = await step.end();
  expect(outputs).toMatchObject({ state: 'waiting' });
  await eventually(() => step.calls().length > 2, 'Slack was told again');
  expect(step.calls().every(({ method }) => method === 'functions.completeSuccess')).toBe(true);
});

it('a flow that was stopped is left alone', async () => {
  const step = await flow({ untilDecided: true });
  await step.card();
  app.slack.steps.runs.delete(step.execution);
  await step.press('discard');
  await eventually(() => step.calls().length === 1, 'Slack was told');
  await eventually(async () => (await owed(step.execution)).length === 0, 'nothing is owed any more');
  expect(step.calls()).toHaveLength(1);
});

it('an app whose manifest is not ours fails the step instead of leaving it', async () => {
  app.slack.steps.required = ['ticket'];
  try {
    const step = await flow();
    expect((await step.end()).error).toContain('current manifest');
  } finally {
    app.slack.steps.required = ['state'];
  }
});

it('neither the token nor the secret that come with a step are kept', async () => {
  const step = await flow();
  await step.end();
  for (const secret of ['xwfp-just-for-this-step', 'vouched-for-by-slack'])
    expect(await findStored(app.database.url, secret)).toEqual([]);
});

it('a service that ends before Slack was told goes on after it starts again', async () => {
  const queuePrefix = `test-${crypto.randomUUID()}`;
  await using web = await startTestApp({ env: { ROLE: 'web' }, overrides: { queuePrefix } });
  const startWorker = () =>
    startApp(readConfig({ ...web.env, ROLE: 'worker' }), createLogger('silent'), {
      teams: web.teams.overrides,
      slack: { strict: true, messageEveryMs: 5 },
      n8nWatch: { everyMs: 3_600_000 },
      queuePrefix,
      workers: { lockMs: 2_000, sweep: { everyMs: 500, ageMs: 1_000 }, deliver: { everyMs: 200 } },
    });
  const { execution, again } = await runStep(web, slackSecret, { request: daily, channel: 'C0OPS' });
  web.slack.fail('functions.completeSuccess', { status: 503, times: 1_000 });
  const first = await startWorker();
  const told = () => web.slack.calls.filter(({ method }) => method === 'functions.completeSuccess').length;
  await eventually(() => told() > 0, 'Slack did not take it');
  await first[Symbol.asyncDispose]();
  web.slack.heal('functions.completeSuccess');
  await again();
  await using _second = await startWorker();
  const run = await eventually(() => web.slack.steps.runs.get(execution)?.outputs, 'the step ended', 40_000);
  expect(run).toMatchObject({ state: 'waiting' });
  expect([...web.slack.messages.values()].filter(({ channel }) => channel === 'C0OPS')).toHaveLength(1);
}, 60_000);

it('the planner sees no workflow of whoever asks: others chose the words and the place', async () => {
  const seen: unknown[] = [];
  const planner = createScriptedPlanner(async ({ request, sources, workflow }) => {
    if (!request.startsWith('tell me')) return undefined;
    const found = await sources.findWorkflows('');
    seen.push([workflow, found.length, found[0] && (await sources.getWorkflow(found[0].id))?.name]);
    return { kind: 'answer', text: 'Looked.' };
  });
  await using own = await startTestApp({ overrides: { planner } });
  const { slack } = own;
  const run = await runStep(own, slackSecret, { request: daily, channel: 'C0OPS', untilDecided: true });
  const card = await eventually(() => buttons(slack.lastMessage('C0OPS')), 'a card');
  await sendAction(own.url, slackSecret, { message: card, button: slack.button(card, 'approve') });
  await eventually(() => slack.steps.runs.get(run.execution)?.outputs, 'the workflow is there');
  const nosy = await runStep(own, slackSecret, { request: 'tell me what there is', channel: 'C0OPS' });
  const { error } = await eventually(() => {
    const ended = slack.steps.runs.get(nosy.execution);
    return ended?.error !== undefined && ended;
  }, 'the step ended');
  expect(error).toBe('Looked.');
  // The same person, asking themselves.
  await sendMention(own.url, slackSecret, { text: 'tell me what there is', channel: 'C0OWN' });
  await eventually(() => seen.length === 2, 'both looked');
  expect(seen).toEqual([
    [undefined, 0, undefined],
    [undefined, 1, expect.any(String)],
  ]);
});

it('what looks like a secret is taken out, and said to whoever asks also where they are no member', async () => {
  const key = 'xoxb-1234567890-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx';
  app.slack.fail('chat.postEphemeral', { error: 'user_not_in_channel' });
  const step = await flow({ request: `${daily} with the token ${key}`, asker: asked('U0FAR') });
  expect((await step.end()).outputs).toBeDefined();
  expect(await findStored(app.database.url, key)).toEqual([]);
  expect(app.slack.lastMessage('D0FAR')?.text).toContain('looked like a password or key');
});

it('whoever is asked by a flow does not speak its language from then on', async () => {
  const step = await flow({ request: 'jeden Tag um 9 Uhr https://example.com/status abrufen', asker: asked('U0ENG') });
  await step.end();
  await sendMention(app.url, slackSecret, { text: 'hm', channel: 'C0ENG', user: 'U0ENG' });
  const spoken = await rows(
    `select payload->>'spoken' as spoken from inbound_events where payload->>'channel' = 'C0ENG'`,
  );
  expect(spoken).toEqual([{ spoken: null }]);
});
