import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInbox } from '#src/engine/intake/inbox.ts';
import { createLogger } from '#src/log.ts';
import { StoredEvent } from '#src/store/entities.ts';
import { ask, call, request } from '#test/api/client.ts';
import { sendCommand } from '#test/fakes/slack-server.ts';
import { everythingStored } from '#test/support/everything-stored.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const token = ['gh', 'p_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('');
const canary = 'a1B2c3D4e5F6g7H8i9J0';

let app: TestApp;
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  key = await app.key(['request', 'read']);
});
afterAll(() => app?.[Symbol.asyncDispose]());

const handled = () =>
  eventually(
    async () => (await app.store.fork().find(StoredEvent, {})).every(({ status }) => status !== 'received'),
    'handled',
  );

it.each<[door: string, send: () => Promise<{ status: number }>, status: number]>([
  ['a request', () => ask(app, key, { request: `${request} with ${token}` }), 202],
  ['a name of a user', () => ask(app, key, { request, user: token }), 400],
  ['an Idempotency-Key', () => ask(app, key, { request }, { 'idempotency-key': token }), 202],
  ['a time zone', () => ask(app, key, { request, timezone: token }), 400],
  [
    'a template',
    () =>
      call(app, '/api/v1/templates', {
        key,
        body: {
          name: `With ${token}`,
          description: `Use ${token}`,
          draft: {
            name: `N ${token}`,
            description: `D ${token}`,
            assumptions: [`A ${token}`],
            nodes: [
              { name: `Every day ${token}`, type: 'n8n-nodes-base.scheduleTrigger', notes: `Say ${token}` },
              { name: 'Call', type: 'n8n-nodes-base.httpRequest', parameters: { url: `https://x.example/${token}` } },
            ],
            connections: [{ from: `Every day ${token}`, to: 'Call' }],
          },
        },
      }),
    201,
  ],
  [
    'a display name in Teams',
    () => app.teams.send(app.url, { ...app.teams.message({ text: request, scope: 'personal' }), ...namedLikeThat() }),
    200,
  ],
  [
    'a command in Slack',
    () =>
      sendCommand(app.url, slackSecret, {
        text: `${request} with ${token}`,
        responseUrl: app.slack.responseUrl('C0GENERAL'),
      }),
    200,
  ],
])('%s leaves no secret anywhere', async (_door, send, status) => {
  expect((await send()).status).toBe(status);
  await handled();
  expect(await everythingStored(app.database.url)).not.toContain(canary);
});

const namedLikeThat = () => ({
  from: { id: '29:ana', name: `Ana ${token}`, aadObjectId: '0f2c9f9e-0000-4000-8000-000000000001' },
  locale: `de-${token}`,
  localTimezone: token,
});

it('the same Idempotency-Key that looks like a secret is recognised all the same', async () => {
  const first = await ask(app, key, { request }, { 'idempotency-key': token });
  const second = await ask(app, key, { request }, { 'idempotency-key': token });
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.body.draftId).toBe(first.body.draftId);
});

it('every text of every event is clean; ids and addresses stay; what nobody knows is left out', async () => {
  const inbox = createInbox({ store: app.store, queues: { enqueueTurn: async () => {} }, log: createLogger('silent') });
  const common = {
    tenant: { id: 'T9', name: `Acme ${token}` },
    conversation: { platform: 'playground' as const, key: 'clean', address: { conversation: 'clean' } },
    person: { id: 'rita', name: `Rita ${token}` },
    locale: `en ${token}`,
    timezone: `UTC ${token}`,
    novelty: token,
  };
  await inbox.accept({
    ...common,
    ...{ kind: 'action', dedupeKey: 'clean-1', action: 'feedback', value: { eventId: 'x', choice: 0 } },
    card: { platform: 'playground', address: { conversation: 'clean', id: 'card-1' } },
    fields: { comment: `pass\u200bword: hunter22 ${token}` },
  });
  await inbox.accept({
    ...common,
    ...{ kind: 'failure', dedupeKey: 'clean-2', workflowId: 'w', executionId: `1 ${token}` },
    ...{ step: `Call ${token}`, problem: `Basic ${btoa('ana:s3cr3tpw')} ${token}` },
  });
  const rows = await app.store
    .fork()
    .find(StoredEvent, { dedupeKey: { $in: ['clean-1', 'clean-2'] } }, { orderBy: { dedupeKey: 'asc' } });
  expect(JSON.stringify(rows)).not.toMatch(/a1B2c3D4|hunter22|czNjcjN0|novelty/);
  expect(rows.map(({ payload }) => payload)).toMatchObject([
    { conversation: common.conversation, person: { id: 'rita' }, card: { address: { id: 'card-1' } } },
    { conversation: common.conversation, workflowId: 'w' },
  ]);
});

it('a log line holds none either, whoever wrote the error', async () => {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const cause = new Error(`duplicate key value: (${token})`);
  log.error({ err: new Error(`insert failed with ${token}`, { cause }), detail: { deep: [`x ${token}`] } }, 'failed');
  log.child({ who: 'ana' }).warn({ url: `https://ana:hunter22@db.example.com`, status: 503 }, 'not read');
  expect(lines.join('')).not.toMatch(/a1B2c3D4|hunter22/);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'failed', err: { type: 'Error', stack: expect.stringContaining('secret-doors') } },
    { msg: 'not read', status: 503, who: 'ana' },
  ]);
});
