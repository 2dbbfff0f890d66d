import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventRequest } from '#test/fakes/slack-server.ts';
import { asked, functionExecuted, type StepInput } from '#test/fakes/slack-steps.ts';
import { createSlackApp, type SlackApp, secret } from './slack-app.ts';

let app: SlackApp;
beforeEach(async () => {
  app = await createSlackApp();
  app.server.steps.runs.set('Fx1', {});
  for (const id of ['U0ANA', 'U0BOB']) app.server.people.set(id, { name: id, extra: { team_id: 'T0TEAM' } });
});
afterEach(() => app[Symbol.asyncDispose]());

const run = (input: StepInput) =>
  app.send(eventRequest(functionExecuted({ request: 'every day', execution: 'Fx1', ...input }), secret));

test('a step is a request of whoever ran the flow, where it says', async () => {
  await run({ request: 'tell <@U0BOB> &amp; me', channel: 'C0OPS', untilDecided: true });
  expect(app.inbox.events).toEqual([
    {
      kind: 'message',
      dedupeKey: 'step:Fx1',
      tenant: { id: 'T0TEAM' },
      conversation: {
        platform: 'slack',
        key: 'T0TEAM:C0OPS:step:Fx1',
        address: { team: 'T0TEAM', channel: 'C0OPS', user: 'U0ANA' },
      },
      person: { id: 'U0ANA', name: 'U0ANA' },
      text: 'tell @U0BOB & me',
      via: 'step',
      channel: 'C0OPS',
      flowStep: {
        end: { platform: 'slack', address: { team: 'T0TEAM', channel: 'C0OPS', step: 'Fx1' } },
        untilDecided: true,
      },
    },
  ]);
});

test('without a channel it is answered to whoever asks', async () => {
  await run({ asker: asked('U0BOB') });
  expect(app.inbox.events).toMatchObject([
    { conversation: { address: { channel: 'U0BOB' } }, flowStep: { untilDecided: false } },
  ]);
});

test('what could not be stored comes again', async () => {
  app.inbox.failure = new Error('the database is away');
  expect((await run({})).statusCode).toBe(500);
  app.inbox.failure = undefined;
  expect((await run({})).statusCode).toBe(200);
  expect((await run({})).statusCode).toBe(200);
  expect(app.inbox.events).toHaveLength(1);
});

test('a refusal that Slack did not hear comes again too', async () => {
  app.server.fail('functions.completeError', { status: 503 });
  expect((await run({ asker: null })).statusCode).toBe(500);
  expect((await run({ asker: null })).statusCode).toBe(200);
  expect(app.server.steps.runs.get('Fx1')?.error).toContain('who started this flow');
});

test('somebody of another company asks nothing by a flow', async () => {
  app.server.people.set('U0OUT', { name: 'Otto', extra: { team_id: 'T0OTHER' } });
  expect((await run({ asker: asked('U0OUT') })).statusCode).toBe(200);
  expect(app.inbox.events).toEqual([]);
  expect(app.server.steps.runs.get('Fx1')?.error).toContain('belongs to another company');
});

test.each<[what: string, fault: Parameters<SlackApp['server']['fail']>[1]]>([
  ['fails', { status: 503 }],
  ['says nothing', { error: 'internal_error' }],
])('while users.info %s nobody is taken for one of our own: the step says to try again', async (_what, fault) => {
  app.server.people.set('U0OUT', { name: 'Otto', extra: { team_id: 'T0OTHER' } });
  for (let time = 0; time < 12; time += 1) app.server.fail('users.info', fault);
  expect((await run({ asker: asked('U0OUT') })).statusCode).toBe(200);
  expect(app.inbox.events).toEqual([]);
  expect(app.server.steps.runs.get('Fx1')?.error).toContain('Run the flow again');
});

test('what is no step at all is taken for nothing', async () => {
  for (const event of [
    {},
    { function: { callback_id: 'ask_flowsmith' } },
    { inputs: null, function_execution_id: 'Fx1' },
  ]) {
    const body = { ...functionExecuted({}), event: { type: 'function_executed', ...event } };
    expect((await app.send(eventRequest(body, secret))).statusCode).toBe('function_execution_id' in event ? 200 : 400);
  }
  expect(app.inbox.events).toEqual([]);
});
