import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWaiting } from '#src/api/waiting.ts';
import { createLogger } from '#src/log.ts';
import { DraftRow, StoredEvent } from '#src/store/entities.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { ask, call, request, until } from './client.ts';

/** Keeps everybody from writing to a table until disposed. */
async function hold(app: TestApp, table: string): Promise<AsyncDisposable> {
  const client = new pg.Client({ connectionString: app.database.url });
  await client.connect();
  await client.query(`begin; lock table ${table} in exclusive mode`);
  return { [Symbol.asyncDispose]: () => client.end() };
}

let app: TestApp;
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  key = await app.key(['request', 'approve', 'read']);
});
afterAll(() => app?.[Symbol.asyncDispose]());

describe('where a draft stands never goes back', () => {
  it('the worker is late: a draft that is written and not yet approved is not told as proposed', async () => {
    await using decisions = await hold(app, 'approvals');
    const { body } = await ask(app, key, { request, approve: true }, { prefer: 'respond-async' });
    const row = await eventually(() => app.store.fork().findOne(DraftRow, { id: body.draftId ?? '' }), 'a draft');
    expect(row.status).toBe('proposed');
    expect((await call(app, `/api/v1/drafts/${body.draftId}`, { key })).body).toEqual({
      draftId: body.draftId,
      reference: expect.stringMatching(/^[0-9a-f]{10}$/),
      status: 'planning',
    });
    await decisions[Symbol.asyncDispose]();
    await until(app, key, body.draftId, 'created');
  });

  it('the worker is early: what is created before its turn is over is told as created', async () => {
    const { body } = await ask(app, key, { request, approve: true });
    await until(app, key, body.draftId, 'created');
    await app.store.fork().nativeUpdate(StoredEvent, { id: body.draftId ?? '' }, { status: 'received' });
    expect((await call(app, `/api/v1/drafts/${body.draftId}`, { key })).body.status).toBe('created');
    await app.store.fork().nativeUpdate(StoredEvent, { id: body.draftId ?? '' }, { status: 'handled' });
  });

  it('of many at once none is told as proposed that is to be approved', async () => {
    const keys = await Promise.all(Array.from({ length: 6 }, () => app.key(['request', 'approve'])));
    const answers = await Promise.all(keys.map((each) => ask(app, each, { request, approve: true })));
    expect(
      answers.map(({ body }) => body.status).filter((status) => !/^(approved|created)$/.test(status ?? '')),
    ).toEqual([]);
  });
});

describe('waiting for a change', () => {
  it('Prefer: respond-async is answered while it is planned; ?wait= when that is over', async () => {
    await using plans = await hold(app, 'drafts');
    const asked = await ask(app, key, { request }, { prefer: 'respond-async' });
    expect(asked).toMatchObject({ status: 202, body: { status: 'planning' } });
    expect(asked.headers.get('preference-applied')).toBe('respond-async');
    const waiting = call(app, `/api/v1/drafts/${asked.body.draftId}?wait=30`, { key });
    expect(await Promise.race([waiting, sleep(500, 'still waiting')])).toBe('still waiting');
    await plans[Symbol.asyncDispose]();
    expect(await waiting).toMatchObject({ status: 200, body: { status: 'proposed' } });
  });

  it('Prefer: wait=0 waits no longer, and with both the shorter of 30 s and what was said counts', async () => {
    await using plans = await hold(app, 'drafts');
    const none = await ask(app, key, { request }, { prefer: 'wait=0' });
    expect([none.body.status, none.headers.get('preference-applied')]).toEqual(['planning', 'wait=0']);
    const both = ask(app, key, { request }, { prefer: 'respond-async, wait=900' });
    expect(await Promise.race([both, sleep(500, 'still waiting')])).toBe('still waiting');
    await plans[Symbol.asyncDispose]();
    expect((await both).headers.get('preference-applied')).toBe('respond-async, wait=30');
  });

  it('what rests is answered at once; with If-None-Match when it changes, else 304', async () => {
    const { body, headers } = await ask(app, key, { request });
    const path = `/api/v1/drafts/${body.draftId}`;
    const etag = headers.get('etag') ?? '';
    expect((await call(app, `${path}?wait=30`, { key })).headers.get('etag')).toBe(etag);
    const known = { 'if-none-match': etag };
    expect((await call(app, `${path}?wait=0.2`, { key, headers: known })).status).toBe(304);
    const waiting = call(app, `${path}?wait=30`, { key, headers: known });
    expect(await Promise.race([waiting, sleep(300, 'still waiting')])).toBe('still waiting');
    const past = new Date(Date.now() - 1000);
    await app.store.fork().nativeUpdate(DraftRow, { id: body.draftId ?? '' }, { expiresAt: past });
    expect(await waiting).toMatchObject({ status: 200, body: { status: 'expired' } });
  });

  it.each(['wait=31', 'wait=-1', 'wait=soon'])('?%s: 400 that names it', async (query) => {
    const { body } = await ask(app, key, { request });
    const answer = await call(app, `/api/v1/drafts/${body.draftId}?${query}`, { key });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'query_invalid', detail: expect.stringMatching(/^wait: /) },
    });
  });

  it('an act is waited for the same way', async () => {
    const mine = await app.key(['request', 'approve', 'publish', 'manage', 'read']);
    const { body } = await ask(app, mine, { request, approve: true });
    await until(app, mine, body.draftId, 'created');
    const list = await call(app, '/api/v1/workflows', { key: mine });
    const [{ id }] = (list.body as { workflows: [{ id: string }] }).workflows;
    await using acts = await hold(app, 'workflow_acts');
    const asked = await call(app, `/api/v1/workflows/${id}/publish`, {
      key: mine,
      method: 'POST',
      headers: { prefer: 'respond-async' },
    });
    expect(asked.body.status).toBe('accepted');
    const waiting = call(app, `${asked.headers.get('location')}?wait=30`, { key: mine });
    expect(await Promise.race([waiting, sleep(300, 'still waiting')])).toBe('still waiting');
    await acts[Symbol.asyncDispose]();
    expect((await waiting).body.status).toMatch(/pending|done/);
  });

  it('tells what is left of the limits, and a wait costs one request', async () => {
    const mine = await app.key(['request', 'read']);
    const { body, headers } = await ask(app, mine, { request });
    expect(headers.get('ratelimit-policy')).toBe('"key";q=120;w=60, "user";q=20;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"key";r=119;t=\d+, "user";r=19;t=\d+$/);
    const read = await call(app, `/api/v1/drafts/${body.draftId}?wait=1`, { key: mine });
    expect(read.headers.get('ratelimit')).toMatch(/^"key";r=118;t=\d+$/);
  });
});

it('more than a key may have waiting are answered at once, and nothing is asked when nobody waits', async () => {
  const { body } = await ask(app, await app.key(['request']), { request });
  let reads = 0;
  const store = {
    ...app.store,
    fork() {
      reads++;
      return app.store.fork();
    },
  };
  using waiting = createWaiting({ store, log: createLogger('silent') }, 20);
  const wait = (key: string, signal?: AbortSignal) =>
    waiting.until(
      { id: body.draftId ?? '', key, waitMs: 30_000, ...(signal ? { signal } : {}) },
      async () => 'the same',
      () => false,
    );
  const gone = new AbortController();
  const hundred = Array.from({ length: 100 }, () => wait('one', gone.signal));
  await sleep(100);
  expect(await Promise.race([wait('one'), sleep(5_000, 'waits')])).toBe('the same');
  expect(await Promise.race([wait('another', gone.signal), sleep(100, 'waits')])).toBe('waits');
  gone.abort();
  await Promise.all(hundred);
  await sleep(100);
  const before = reads;
  await sleep(200);
  expect(reads).toBe(before);
});

it('whoever waits is answered at once when the process stops', async () => {
  const { body, headers } = await ask(app, key, { request });
  const known = { 'if-none-match': headers.get('etag') ?? '' };
  const waiting = call(app, `/api/v1/drafts/${body.draftId}?wait=30`, { key, headers: known });
  expect(await Promise.race([waiting, sleep(300, 'still waiting')])).toBe('still waiting');
  const [answer] = await Promise.all([waiting, app[Symbol.asyncDispose]()]);
  expect(answer.status).toBe(304);
});
