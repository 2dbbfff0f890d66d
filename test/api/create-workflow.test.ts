import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authenticate, revokeKey } from '#src/api/keys.ts';
import { noUsage, type Planner, type PlannerResult } from '#src/planner/planner.ts';
import { AuditEvent, DraftRow } from '#src/store/entities.ts';
import { doors } from '#test/support/doors.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { ask, call, request, until } from './client.ts';

describe('POST /create-n8n-workflow', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());
  beforeEach(() => app.standIn.reset());

  it('answers with a draft, and nothing is in n8n', async () => {
    const key = await app.key(['request', 'read']);
    const { status, headers, body } = await ask(app, key, { request });
    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'proposed', revision: 1, issues: [] });
    expect(body.summary).toMatch(/hour/i);
    expect(body.url).toBeUndefined();
    expect(headers.get('location')).toBe(`/api/v1/drafts/${body.draftId}`);
    const read = await call(app, headers.get('location') ?? '', { key });
    expect(read).toMatchObject({ status: 200, body });
    expect(app.standIn.workflows()).toEqual([]);
  });

  it('with approve it is created, not published, and the state has its address', async () => {
    const key = await app.key(['request', 'approve', 'read']);
    const { status, body } = await ask(app, key, { request, approve: true });
    expect(status).toBe(202);
    const created = await until(app, key, body.draftId, 'created');
    const [workflow, ...more] = app.standIn.workflows();
    expect(more).toEqual([]);
    expect(workflow?.active).toBe(false);
    expect(created.url).toBe(`${app.standIn.baseUrl}/workflow/${workflow?.id}`);
    const trail = await app.store.fork().find(AuditEvent, { subject: body.draftId ?? '' }, { orderBy: { seq: 'asc' } });
    expect(trail.map((row) => row.kind)).toEqual(expect.arrayContaining(['request', 'draft', 'approval']));
    expect(trail.find((row) => row.kind === 'approval')?.actor).toMatch(/^rest:api:key-/);
  });

  it('with approve and publish it goes live', async () => {
    const key = await app.key(['request', 'approve', 'publish', 'read']);
    const { body } = await ask(app, key, { request, approve: true, publish: true });
    expect(await until(app, key, body.draftId, 'published')).toMatchObject({ live: true });
    expect(app.standIn.workflows()[0]?.active).toBe(true);
  });

  it('says what it cannot do, in words', async () => {
    const key = await app.key(['request', 'read']);
    const { status, body } = await ask(app, key, { request: 'help' });
    expect(status).toBe(202);
    expect(body).toMatchObject({ status: 'answered', answer: expect.stringContaining('For example') });
  });

  it('keeps no secret of a request', async () => {
    const key = await app.key(['request', 'read']);
    const { body } = await ask(app, key, { request: `${request} with password: hunter2!` });
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(body.notes?.join()).toContain('looked like a password');
    const trail = await app.store.fork().find(AuditEvent, { subject: body.draftId ?? '' });
    expect(JSON.stringify(trail)).not.toContain('hunter2');
  });

  it.each([
    ['no key', undefined],
    ['a wrong key', `fsk_${'x'.repeat(43)}`],
    ['no key of ours', 'x'.repeat(47)],
    ['something else', 'a b'],
  ])('%s: 401', async (_what, key) => {
    const { status, headers, body } = await ask(app, key, { request });
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'unauthorized' });
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  it('a revoked key: 401, at once', async () => {
    const key = await app.key(['request']);
    const row = await authenticate(app.store.fork(), `Bearer ${key}`);
    expect(await revokeKey(app.store, row?.name ?? '')).toBe(true);
    expect((await ask(app, key, { request })).status).toBe(401);
  });

  it.each([
    { scopes: ['read'], body: { request }, missing: 'request' },
    { scopes: ['request'], body: { request, approve: true }, missing: 'approve' },
    { scopes: ['request', 'approve'], body: { request, approve: true, publish: true }, missing: 'publish' },
  ] as const)('without the scope $missing: 403, and nothing is drafted', async ({ scopes, body, missing }) => {
    const before = await app.store.fork().count(DraftRow, {});
    const answer = await ask(app, await app.key([...scopes]), body);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'scope_missing', detail: expect.stringContaining(`"${missing}"`) });
    expect(await app.store.fork().count(DraftRow, {})).toBe(before);
  });

  it('reading needs the scope read', async () => {
    const path = `/api/v1/drafts/${crypto.randomUUID()}`;
    expect((await call(app, path, { key: await app.key(['request']) })).status).toBe(403);
    expect((await call(app, path)).status).toBe(401);
  });

  it.each<[what: string, body: unknown, status: number, says: string]>([
    ['an empty object', {}, 400, 'request'],
    ['an empty body', '', 400, 'JSON'],
    ['half of a body', '{"request": ', 400, 'JSON'],
    ['only words', '"every hour"', 400, 'the body'],
    ['null', 'null', 400, 'the body'],
    ['a list', [], 400, 'the body'],
    ['a number as request', { request: 7 }, 400, 'request'],
    ['a blank request', { request: '   ' }, 400, 'request'],
    ['a request that is too long', { request: 'x'.repeat(4001) }, 400, 'request'],
    ['a word for a flag', { request, approve: 'yes' }, 400, 'approve'],
    ['publish without approve', { request, publish: true }, 400, 'publish needs approve'],
    ['an unknown field', { request, aprove: true }, 400, 'aprove'],
    ['a user that is no name', { request, user: 'not a name' }, 400, 'user'],
    ['a number as time zone', { request, timezone: 5 }, 400, 'timezone'],
    ['more than 1 MB', `{"request": "${'x'.repeat(1024 * 1024)}"}`, 413, '1 MB'],
  ])('%s is refused in words', async (_what, body, status, says) => {
    const answer = await ask(app, await app.key(['request', 'approve', 'publish']), body);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, detail: expect.stringContaining(says) });
  });

  it('another content type is refused as a problem document', async () => {
    const key = await app.key(['request']);
    const answer = await ask(app, key, 'request=x', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(answer.status).toBe(415);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('an id that is none, that nobody has, or of a draft made elsewhere: 404', async () => {
    const key = await app.key(['read']);
    await doors['Slack mention'](app, request);
    const [elsewhere] = await app.store.fork().find(DraftRow, { requesterId: 'U0ANA' });
    for (const id of ['17', '..%2F..%2Fetc', crypto.randomUUID(), elsewhere?.id]) {
      const answer = await call(app, `/api/v1/drafts/${id}`, { key });
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 404, code: 'draft_unknown' });
    }
    expect(await call(app, '/api/v2/drafts', { key })).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('a key and each of its users have their share, and are told when to come back', async () => {
    const key = await app.key(['request', 'read']);
    const statuses: number[] = [];
    for (let turn = 0; turn < 21; turn += 1) {
      statuses.push((await ask(app, key, { request: 'help', user: 'ana' })).status);
    }
    expect(statuses).toEqual([...Array(20).fill(202), 429]);
    const refused = await ask(app, key, { request: 'help', user: 'ana' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(refused.body).toMatchObject({ code: 'rate_limited', detail: expect.stringContaining('try again in') });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect((await ask(app, key, { request: 'help', user: 'ben' })).status).toBe(202);
  }, 60_000);
});

describe('whatever the planner comes back with', () => {
  const turn = (result: PlannerResult) => ({ result, usage: noUsage, notes: [] });
  const issue = {
    code: 'missing-parameter',
    severity: 'error',
    node: 'Get',
    message: 'The address is missing.',
  } as const;
  const node = { name: 'Get', type: 'n8n-nodes-base.httpRequest', parameters: {} };
  const draft = { name: 'Broken', description: '', nodes: [node], connections: [], assumptions: [] };
  const planner: Planner = {
    name: 'scripted',
    plan: async (input) => {
      if (input.request.startsWith('ask')) return turn({ kind: 'question', text: 'Which one?', choices: ['A', 'B'] });
      if (input.request.startsWith('fail')) throw new TypeError('an internal detail');
      return turn({ kind: 'draft', draft, issues: [issue] });
    },
  };
  let app: TestApp;
  let key: string;
  beforeAll(async () => {
    app = await startTestApp({ overrides: { planner } });
    key = await app.key(['request', 'approve', 'read']);
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('an error blocks: approve: true creates nothing', async () => {
    const { body } = await ask(app, key, { request: 'broken', approve: true });
    expect(body).toMatchObject({ status: 'blocked', issues: [issue] });
    expect(app.standIn.requests().filter((line) => line.startsWith('POST /workflows'))).toEqual([]);
  });

  it('a question is an answer', async () => {
    const { body } = await ask(app, key, { request: 'ask me' });
    expect(body).toMatchObject({ status: 'answered', answer: 'Which one?\n1. A\n2. B' });
  });

  it('a failure of ours is told with a reference, not with its innards', async () => {
    const { body } = await ask(app, key, { request: 'fail', user: 'ana' });
    const failed =
      body.status === 'failed' ? body : await eventually(() => until(app, key, body.draftId, 'failed'), 'failed');
    expect(failed.answer).toMatch(/Nothing was created.*\(reference [0-9a-f]{10}\)/);
    expect(JSON.stringify(failed)).not.toContain('internal detail');
  }, 60_000);
});
