import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Creation, DraftRow } from '#src/store/entities.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';
import { ask, request, until } from './client.ts';

describe('Idempotency-Key', () => {
  let app: TestApp;
  let key: string;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());
  beforeEach(async () => {
    key = await app.key(['request', 'approve', 'read']);
  });

  const drafts = () => app.store.fork().count(DraftRow, {});
  const send = (body: object, idempotencyKey: string, by = key) =>
    ask(app, by, body, { 'idempotency-key': idempotencyKey });

  it('the same key and body give the same draft, however often', async () => {
    const before = await drafts();
    const first = await send({ request }, 'again');
    const second = await send({ publish: false, request: `  ${request}` }, 'again');
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(second.body).toEqual(first.body);
    expect(await drafts()).toBe(before + 1);
  });

  it('at once too, and what is approved is created once', async () => {
    const before = await drafts();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send({ request, approve: true }, 'parallel')));
    expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(202));
    const ids = new Set(answers.map((answer) => answer.body.draftId));
    expect(ids.size).toBe(1);
    await until(app, key, [...ids][0], 'created');
    expect(await drafts()).toBe(before + 1);
    expect(await app.store.fork().count(Creation, {})).toBe(1);
    expect(app.standIn.workflows()).toHaveLength(1);
  });

  it('with another body it is refused and changes nothing', async () => {
    const first = await send({ request }, 'reused');
    const before = await drafts();
    const other = await send({ request, approve: true }, 'reused');
    expect(other.status).toBe(422);
    expect(other.headers.get('content-type')).toContain('application/problem+json');
    expect(other.body.code).toBe('idempotency_key_reused');
    expect(await drafts()).toBe(before);
    expect((await send({ request }, 'reused')).body).toEqual(first.body);
  });

  it('belongs to the API key that used it', async () => {
    const mine = await send({ request }, 'shared');
    const theirs = await send({ request }, 'shared', await app.key(['request']));
    expect(theirs.status).toBe(202);
    expect(theirs.body.draftId).not.toBe(mine.body.draftId);
  });

  it('without one every call is a new request', async () => {
    const [first, second] = [await ask(app, key, { request }), await ask(app, key, { request })];
    expect(first.body.draftId).not.toBe(second.body.draftId);
  });

  it.each(['has spaces', 'x'.repeat(201)])('"%.20s" is refused', async (value) => {
    expect(await send({ request }, value)).toMatchObject({ status: 400, body: { code: 'idempotency_key_invalid' } });
  });
});
