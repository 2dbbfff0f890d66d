import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '#src/api/keys.ts';
import { AuditEvent, Creation } from '#src/store/entities.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { ask, call, request, until } from './client.ts';

const unsettled = 'every hour post hi to Slack';

describe('deciding about a draft that is there', () => {
  let app: TestApp;
  /** Asks; approves and publishes; approves, in anybody's name. */
  let asker: string;
  let boss: string;
  let second: string;
  beforeAll(async () => {
    app = await startTestApp({
      policy: { approvers: ['boss', 'second', 'second/anna', 'second/ben'], fourEyes: true },
    });
    asker = await createKey(app.store, 'asker', ['request', 'read']);
    boss = await createKey(app.store, 'boss', ['approve', 'publish', 'read']);
    second = await createKey(app.store, 'second', ['request', 'approve', 'read']);
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const decide = (key: string, id: string | undefined, what: 'approve' | 'discard', body: object, headers = {}) =>
    call(app, `/api/v1/drafts/${id}/${what}`, { key, body, headers });
  const draft = async (key = asker, body: object = { request }) => (await ask(app, key, body)).body.draftId;
  const creations = (id: string | undefined) => app.store.fork().count(Creation, { draft: id ?? '' });

  it('approve creates it, once, by the key that approved', async () => {
    const id = await draft();
    const answers = await Promise.all(Array.from({ length: 4 }, () => decide(boss, id, 'approve', { revision: 1 })));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    expect(answers[0]?.headers.get('location')).toBe(`/api/v1/drafts/${id}`);
    for (const { body } of answers) expect(body.status).toMatch(/^(approved|created)$/);
    await until(app, asker, id, 'created');
    expect((await decide(boss, id, 'approve', { revision: 1 })).body.status).toBe('created');
    expect(await creations(id)).toBe(1);
    const approvals = await app.store.fork().find(AuditEvent, { subject: id ?? '', kind: 'approval' });
    expect(approvals.map(({ actor }) => actor)).toEqual(['rest:api:boss']);
  });

  it('with publish it goes live', async () => {
    const id = await draft();
    await decide(boss, id, 'approve', { revision: 1, publish: true });
    expect(await until(app, asker, id, 'published')).toMatchObject({ live: true });
  });

  it('the same Idempotency-Key gives the same answer; with something else it is refused', async () => {
    const id = await draft();
    const key = { 'idempotency-key': 'one-approval' };
    expect((await decide(boss, id, 'approve', { revision: 1 }, key)).status).toBe(202);
    expect((await decide(boss, id, 'approve', { revision: 1 }, key)).status).toBe(202);
    const other = await decide(boss, await draft(), 'approve', { revision: 1 }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    expect(await creations(id)).toBe(1);
  });

  it('another revision: 409, and nothing happens', async () => {
    const id = await draft();
    const answer = await decide(boss, id, 'approve', { revision: 2 });
    expect(answer).toMatchObject({ status: 409, body: { code: 'revision_changed' } });
    expect(answer.body.detail).toContain('revision 1');
    expect(await creations(id)).toBe(0);
  });

  it('whoever may not: 403 with the reason, and an audit row', async () => {
    const id = await draft(second);
    const unnamed = await createKey(app.store, 'unnamed', ['approve']);
    for (const key of [unnamed, second]) {
      const answer = await decide(key, id, 'approve', { revision: 1 });
      expect(answer).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    }
    expect(await app.store.fork().count(AuditEvent, { subject: id ?? '', kind: 'refusal' })).toBe(2);
    expect((await decide(asker, id, 'approve', { revision: 1 })).body.code).toBe('scope_missing');
    expect(await creations(id)).toBe(0);
  });

  it('two names of one key are one pair of eyes', async () => {
    const id = await draft(second, { request, user: 'anna' });
    const answer = await decide(second, id, 'approve', { revision: 1, user: 'ben' });
    expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringMatching(/own/) } });
    expect((await decide(boss, id, 'approve', { revision: 1 })).status).toBe(202);
  });

  it('what still has to be settled: 409 with the issues', async () => {
    const id = await draft(asker, { request: unsettled });
    const answer = await decide(boss, id, 'approve', { revision: 1 });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'draft_not_open', detail: expect.stringMatching(/issues/) },
    });
    expect(answer.body.issues?.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('discard: by whoever asked, or an approver; again is no error, approving then is', async () => {
    const id = await draft();
    expect((await decide(second, await draft(), 'discard', { revision: 1 })).body.status).toBe('discarded');
    expect((await decide(asker, id, 'discard', { revision: 1 })).body.status).toBe('discarded');
    expect((await decide(asker, id, 'discard', { revision: 1 })).status).toBe(202);
    const late = await decide(boss, id, 'approve', { revision: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'draft_not_open' } });
  });

  it('no draft, or one of a chat: 404; words instead of a draft: 409', async () => {
    expect((await decide(boss, crypto.randomUUID(), 'approve', { revision: 1 })).body.code).toBe('draft_unknown');
    expect((await decide(boss, 'x', 'approve', { revision: 1 })).body.code).toBe('draft_unknown');
    const { body } = await ask(app, asker, { request: 'help' });
    await eventually(
      async () => (await call(app, `/api/v1/drafts/${body.draftId}`, { key: asker })).body.answer,
      'words',
    );
    expect((await decide(boss, body.draftId, 'approve', { revision: 1 })).body.code).toBe('draft_not_ready');
  });

  it('a draft says its name and summary, not once more in other words; why it was not approved it does say', async () => {
    expect((await ask(app, asker, { request })).body).not.toHaveProperty('answer');
    const both = await ask(app, second, { request, approve: true });
    expect(both.body).toMatchObject({ status: 'proposed', answer: expect.stringMatching(/^Not approved\. /) });
  });
});
