import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '#src/log.ts';
import { policySchema } from '#src/policy/roles.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { DraftRevision, DraftRow, Message, StoredEvent, WorkflowVersion } from '#src/store/entities.ts';
import { runRetention } from '#src/workers/retention.ts';
import { ask, call, until } from '#test/api/client.ts';
import { sendAction } from '#test/fakes/slack-server.ts';
import { everythingStored } from '#test/support/everything-stored.ts';
import { growOlder } from '#test/support/grow-older.ts';
import { idleMetrics } from '#test/support/metrics.ts';
import { flowsmith } from '#test/support/run-cli.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { talkOn } from '#test/support/talk.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
let key: string;
const folder = mkdtempSync(join(tmpdir(), 'flowsmith-retention-'));
beforeAll(async () => {
  app = await startTestApp();
  key = await app.key(['request', 'approve', 'read', 'audit']);
});
afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const removeOld = (days: number) =>
  runRetention(
    {
      store: app.store,
      log: createLogger('silent'),
      metrics: idleMetrics(),
      policy: policySchema.parse({}),
    },
    { days, everyMs: 1_000, rowsAtOnce: 3 },
  );

/** Everything that came in was answered. */
const settled = () =>
  eventually(async () => (await app.store.fork().count(StoredEvent, { status: 'received' })) === 0, 'all answered');

it('old words go, what was decided and what runs stays, and every old card still says something', {
  timeout: 180_000,
}, async () => {
  // One that lives in n8n, changed once; one that was discarded; one question; one over HTTP; one only answered.
  const talk = talkOn(app, 'slack');
  const live = await talk.say('every hour get https://example.com/runs');
  await live.press('approve');
  await live.says('Created');
  const changed = await talk.say('use https://example.com/goes-on');
  await changed.press('approve');
  await changed.says('Saved');
  const thread = openThread(app);
  const card = await thread.ask('every hour get https://example.com/wurzelsepp');
  const shown = structuredClone(card);
  await thread.press(card, 'discard');
  await eventually(() => textOf(card).includes('Discarded'), 'the card closed');
  const { body } = await ask(app, key, { request: 'every hour get https://example.com/wurzelsepp/rest' });
  const { draftId } = body;
  await until(app, key, draftId, 'proposed');
  await call(app, `/api/v1/drafts/${draftId}`, { key });
  const asked = await ask(app, key, { request: 'wurzelsepp please' });
  await until(app, key, asked.body.draftId, 'answered');
  const document = JSON.stringify(app.standIn.workflows());
  expect(await everythingStored(app.database.url)).toContain('wurzelsepp');

  // Nothing is old yet; then everything but what is open.
  expect(await removeOld(30)).toEqual({});
  const inAMonth = new Date(Date.now() + 30 * 86_400_000);
  await app.store.fork().nativeUpdate(DraftRow, { id: draftId ?? '' }, { expiresAt: inAMonth });
  await growOlder(app.database.url, 20);
  const before = await app.store.fork().find(WorkflowVersion, {});
  await removeOld(10);
  expect(await app.store.fork().count(StoredEvent, { id: draftId ?? '' })).toBe(1);
  expect((await call(app, `/api/v1/drafts/${draftId}`, { key })).body).toMatchObject({ status: 'proposed' });
  const open = await app.store.fork().findOneOrFail(DraftRevision, { draft: draftId ?? '' });
  expect(open).toMatchObject({ request: expect.stringContaining('wurzelsepp/rest'), contentHash: null });

  // The open one runs out.
  await growOlder(app.database.url, 40);
  await eventually(
    async () => (await app.store.fork().findOneOrFail(DraftRow, { id: draftId ?? '' })).status === 'expired',
    'the draft expired',
  );
  await growOlder(app.database.url, 40);
  const removed = await removeOld(30);
  expect(removed['drafts']).toBeGreaterThan(0);
  expect(await removeOld(30)).toEqual({});
  expect(await everythingStored(app.database.url)).not.toContain('wurzelsepp');
  expect(await app.store.fork().count(Message, {})).toBe(0);
  expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true, purged: expect.any(Number) });

  // The customer's workflow and its versions are as they were, with what each was asked for.
  expect(JSON.stringify(app.standIn.workflows())).toBe(document);
  const after = await app.store.fork().find(WorkflowVersion, {});
  expect(after.map((row) => row.document)).toEqual(before.map((row) => row.document));
  expect((await flowsmith(['export', folder], app.env)).code).toBe(0);
  const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const about = Object.keys(files).find((path) => path.endsWith('/about.json')) ?? '';
  expect(JSON.parse(readFileSync(join(folder, about), 'utf8')).versions).toMatchObject([
    { request: 'every hour get https://example.com/runs', approvedBy: { name: expect.any(String) } },
    { request: 'use https://example.com/goes-on' },
  ]);
  expect((await flowsmith(['restore', '--all', '--dry-run'], app.env)).code).toBe(0);

  // Whatever is pressed on a card of then is answered in words, and none of it is a failure of ours.
  const state = await call(app, `/api/v1/drafts/${draftId}`, { key });
  expect(state).toMatchObject({ status: 200, body: { status: 'discarded', name: '[no longer kept]' } });
  expect((await call(app, `/api/v1/drafts/${asked.body.draftId}`, { key })).status).toBe(404);
  const pictured = await fetch(new URL(String(state.body.pictureUrl), app.url));
  expect(pictured.status).toBe(200);
  const said = () => app.slack.ephemerals.map((each) => JSON.stringify(each));
  for (const button of ['approve', 'discard']) {
    await thread.press(shown, button);
    await settled();
  }
  await eventually(() => said().some((text) => text.includes('discarded')), 'an answer to the clicks');
  await sendAction(app.url, slackSecret, { message: shown, button: app.slack.thumb(shown, 'down'), user: 'U0ANA' });
  await settled();
  // What lives goes on: its card, its history, another change.
  const history = await talk.say('history');
  await history.says('Version');
  const again = await talk.say('use https://example.com/third');
  await again.press('approve');
  await again.says('Saved');
  await settled();
  const failed = await app.store.fork().find(StoredEvent, { status: 'failed' });
  expect(failed.map(({ failure }) => failure)).toEqual([]);
});
