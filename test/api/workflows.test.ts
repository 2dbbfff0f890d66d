import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEvent } from '#src/store/entities.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { ask, call, request, until } from './client.ts';

type Body = Record<string, unknown> & { status?: string; code?: string };
const document = (url = 'https://example.com/health', name = 'Health check') => ({
  name,
  nodes: [
    {
      id: 'a1',
      name: 'Every hour',
      type: 'n8n-nodes-base.scheduleTrigger',
      typeVersion: 1.2,
      position: [0, 0],
      parameters: { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } },
    },
    {
      id: 'a2',
      name: 'Get',
      type: 'n8n-nodes-base.httpRequest',
      typeVersion: 4.2,
      position: [220, 0],
      parameters: { url },
    },
  ],
  connections: { 'Every hour': { main: [[{ node: 'Get', type: 'main', index: 0 }]] } },
  settings: {},
});

describe('/api/v1/workflows', () => {
  let app: TestApp;
  let key: string;
  beforeAll(async () => {
    app = await startTestApp();
    key = await app.key(['request', 'approve', 'publish', 'read', 'manage', 'audit']);
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const send = async (path: string, init: Parameters<typeof call>[2] = {}) => {
    const answer = await call(app, path, { key, ...init });
    return { ...answer, body: answer.body as Body };
  };

  async function made(name: string) {
    const sent = await send('/api/v1/workflows', { body: { workflow: document(undefined, name), approve: true } });
    expect(sent.status).toBe(202);
    await until(app, key, String(sent.body['draftId']), 'created');
    const list = await send(`/api/v1/workflows?name=${encodeURIComponent(name)}`);
    const [row] = list.body['workflows'] as { id: string }[];
    if (!row) throw new Error('not listed');
    return row.id;
  }

  it('a document becomes a draft, and with approve a workflow exactly like it', async () => {
    const sent = await send('/api/v1/workflows', { body: { workflow: document() } });
    expect(sent.status).toBe(202);
    expect(sent.body).toMatchObject({ status: 'proposed', revision: 1, name: 'Health check' });
    expect(sent.headers.get('location')).toBe(`/api/v1/drafts/${sent.body['draftId']}`);
    expect(app.standIn.workflows()).toEqual([]);
    const id = await made('Exact one');
    const [stored] = app.standIn.workflows();
    expect(stored?.nodes).toEqual(document().nodes.map((node) => expect.objectContaining(node)));
    const state = await send(`/api/v1/workflows/${id}`);
    expect(state.body).toMatchObject({ state: 'unpublished', n8nId: stored?.id, name: 'Exact one' });
    expect(state.headers.get('etag')).toBe(`"${stored?.versionId}"`);
  });

  it('a draft in our own form works as well', async () => {
    const draft = {
      name: 'In our form',
      nodes: document().nodes.map(({ name, type, parameters }) => ({ name, type, parameters })),
      connections: [{ from: 'Every hour', to: 'Get' }],
    };
    const sent = await send('/api/v1/workflows', { body: { draft, approve: true, publish: true } });
    await until(app, key, String(sent.body['draftId']), 'published');
    expect(app.standIn.workflows().find(({ name }) => name === 'In our form')?.active).toBe(true);
  });

  it.each([
    ['no body', undefined, 400, 'body_invalid'],
    ['neither workflow nor draft', {}, 400, 'body_invalid'],
    ['both', { workflow: document(), draft: { name: 'x', nodes: [] } }, 400, 'body_invalid'],
    ['publish without approve', { workflow: document(), publish: true }, 400, 'body_invalid'],
    ['no nodes', { workflow: { ...document(), nodes: [] } }, 400, 'body_invalid'],
    [
      'a node type nobody knows',
      { workflow: { ...document(), nodes: [{ ...document().nodes[0], type: 'n8n-nodes-base.nonsense' }] } },
      422,
      'workflow_invalid',
    ],
    [
      'a secret',
      { workflow: document('https://example.com/?key=sk-abcdefghijklmnop1234567890') },
      422,
      'workflow_invalid',
    ],
  ])('refuses %s', async (_what, body, status, code) => {
    const answer = await send('/api/v1/workflows', { method: 'POST', ...(body ? { body } : {}) });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
    expect(answer.body.code).toBe(code);
    if (status === 422) expect((answer.body['issues'] as unknown[]).length).toBeGreaterThan(0);
  });

  it('nothing with a secret in it was kept anywhere', async () => {
    const [row] = (await app.store
      .fork()
      .execute(`select count(*)::int as n from inbound_events where payload::text like '%sk-abcdefgh%'`)) as {
      n: number;
    }[];
    expect(row?.n).toBe(0);
  });

  it('a change needs approval, and If-Match names what it was made from', async () => {
    const id = await made('To be changed');
    const before = await send(`/api/v1/workflows/${id}`);
    const body = { workflow: document('https://changed.example.com/', 'To be changed') };
    const stale = await send(`/api/v1/workflows/${id}`, { method: 'PUT', body, headers: { 'if-match': '"other"' } });
    expect(stale).toMatchObject({ status: 412, body: { code: 'version_changed' } });
    const etag = before.headers.get('etag') ?? '';
    const sent = await send(`/api/v1/workflows/${id}`, { method: 'PUT', body, headers: { 'if-match': etag } });
    expect(sent.body).toMatchObject({ status: 'proposed' });
    const unchanged = await send(`/api/v1/workflows/${id}`);
    expect(JSON.stringify(unchanged.body['workflow'])).not.toContain('changed.example.com');
    const approved = await send(`/api/v1/workflows/${id}`, { method: 'PUT', body: { ...body, approve: true } });
    await until(app, key, String(approved.body['draftId']), 'created');
    const after = await send(`/api/v1/workflows/${id}`);
    expect(JSON.stringify(after.body['workflow'])).toContain('changed.example.com');
    expect(after.headers.get('etag')).not.toBe(etag);
  });

  it('publish, unpublish and delete go through the queue and are audited', async () => {
    const id = await made('On and off');
    const on = await send(`/api/v1/workflows/${id}/publish`, { method: 'POST' });
    expect(on.status).toBe(202);
    expect(on.body).toMatchObject({
      workflowId: id,
      verb: 'publish',
      status: 'done',
      outcome: 'published',
      live: true,
    });
    const again = await send(on.headers.get('location') ?? '');
    expect(again.body).toEqual(on.body);
    const pointless = await send(`/api/v1/workflows/${id}/publish`, { method: 'POST' });
    expect(pointless.body).toMatchObject({ status: 'refused', message: 'It is on already.' });
    const off = await send(`/api/v1/workflows/${id}/unpublish`, { method: 'POST' });
    expect(off.body).toMatchObject({ status: 'done', outcome: 'unpublished' });
    const gone = await send(`/api/v1/workflows/${id}`, { method: 'DELETE' });
    expect(gone.body).toMatchObject({ status: 'done', outcome: 'archived' });
    const audit = await send(`/api/v1/audit?subject=${id}`);
    const events = audit.body['events'] as { kind: string; data: { act: string } }[];
    expect(events.map(({ kind, data }) => `${kind} ${data.act}`)).toEqual([
      'outcome delete',
      'act delete',
      'outcome unpublish',
      'act unpublish',
      'outcome publish',
      'act publish',
    ]);
  });

  it('the same Idempotency-Key does it once, and refuses something else', async () => {
    const id = await made('Once only');
    const headers = { 'idempotency-key': 'pub-1' };
    const first = await send(`/api/v1/workflows/${id}/publish`, { method: 'POST', headers });
    const second = await send(`/api/v1/workflows/${id}/publish`, { method: 'POST', headers });
    expect(second.body).toEqual(first.body);
    const other = await send(`/api/v1/workflows/${id}/unpublish`, { method: 'POST', headers });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('pages and filters', async () => {
    for (const name of ['Page one', 'Page two', 'Page three']) await made(name);
    const first = await send('/api/v1/workflows?name=page&limit=2');
    expect(first.body).toMatchObject({ total: 3, pages: 2, page: 0 });
    expect((first.body['workflows'] as { name: string }[]).map(({ name }) => name)).toEqual(['Page three', 'Page two']);
    const bad = await send('/api/v1/workflows?limit=1000');
    expect(bad).toMatchObject({ status: 400, body: { code: 'query_invalid' } });
    const audit = await send('/api/v1/audit?limit=2');
    const next = await send(`/api/v1/audit?limit=2&before=${audit.body['next']}`);
    const seqs = [audit, next].flatMap(({ body }) => (body['events'] as { seq: number }[]).map(({ seq }) => seq));
    expect(seqs).toEqual([...seqs].sort((a, b) => b - a));
    expect(new Set(seqs).size).toBe(4);
  });

  it('keys do only what their scopes and their owners allow', async () => {
    const id = await made("Somebody else's");
    const other = await app.key(['read', 'manage', 'publish', 'request']);
    const refused = await call(app, `/api/v1/workflows/${id}`, { key: other, method: 'DELETE' });
    expect(refused.body).toMatchObject({ status: 'refused', message: expect.stringContaining('Not allowed') });
    expect(app.standIn.workflows().find(({ name }) => name === "Somebody else's")?.isArchived).toBe(false);
    expect(await app.store.fork().count(AuditEvent, { kind: 'refusal', subject: id })).toBe(1);
    const reader = await app.key(['read']);
    for (const [method, path] of [
      ['DELETE', `/api/v1/workflows/${id}`],
      ['POST', `/api/v1/workflows/${id}/publish`],
      ['POST', `/api/v1/workflows/${id}/unpublish`],
      ['GET', '/api/v1/audit'],
    ] as const) {
      expect(await call(app, path, { key: reader, method })).toMatchObject({
        status: 403,
        body: { code: 'scope_missing' },
      });
    }
    expect(await call(app, `/api/v1/workflows/${id}`, {})).toMatchObject({ status: 401 });
    expect(await send('/api/v1/workflows/nonsense')).toMatchObject({ status: 404, body: { code: 'workflow_unknown' } });
    expect(await send('/api/v1/acts/nonsense')).toMatchObject({ status: 404, body: { code: 'act_unknown' } });
  });

  it('what a key brings in for somebody is theirs', async () => {
    const body = { workflow: document(undefined, 'For Ana'), approve: true, user: 'ana' };
    const sent = await send('/api/v1/workflows', { body });
    await until(app, key, String(sent.body['draftId']), 'created');
    const list = await send('/api/v1/workflows?name=for%20ana');
    const id = (list.body['workflows'] as { id: string }[])[0]?.id;
    const wrong = await send(`/api/v1/workflows/${id}?user=ben`, { method: 'DELETE' });
    expect(wrong.body).toMatchObject({ status: 'refused' });
    const right = await send(`/api/v1/workflows/${id}?user=ana`, { method: 'DELETE' });
    expect(right.body).toMatchObject({ status: 'done', outcome: 'archived' });
    expect(await send(`/api/v1/workflows/${id}?user=a%20b`, { method: 'DELETE' })).toMatchObject({ status: 400 });
  });

  it('what was asked for in words can be managed too, and one deleted in n8n says so', async () => {
    const asked = await ask(app, key, { request, approve: true });
    const created = await until(app, key, asked.body.draftId, 'created');
    const { body } = await send(`/api/v1/workflows?name=${encodeURIComponent(created.name ?? '')}`);
    const [row] = body['workflows'] as { id: string }[];
    const n8nId = app.standIn.workflows().find(({ name }) => name === created.name)?.id;
    await fetch(`${app.standIn.baseUrl}/api/v1/workflows/${n8nId}`, {
      method: 'DELETE',
      headers: { 'x-n8n-api-key': app.standIn.apiKey },
    });
    const state = await eventually(async () => (await send(`/api/v1/workflows/${row?.id}`)).body, 'its state');
    expect(state).toMatchObject({ state: 'gone' });
    const put = await send(`/api/v1/workflows/${row?.id}`, { method: 'PUT', body: { workflow: document() } });
    expect(put).toMatchObject({ status: 409, body: { code: 'workflow_removed' } });
  });
});
