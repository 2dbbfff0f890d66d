import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '#src/api/operations/index.ts';
import { StoredEvent } from '#src/store/entities.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';
import { faultsOf, operationAt, undocumented } from './as-documented.ts';
import { type Answer, call, request, until } from './client.ts';

const scopes = ['request', 'approve', 'publish', 'read', 'manage', 'audit', 'webhooks'] as const;
const draft = {
  name: 'In our form',
  nodes: [
    { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} },
    { name: 'Get', type: 'n8n-nodes-base.httpRequest', parameters: { url: 'https://example.com/health' } },
  ],
  connections: [{ from: 'Start', to: 'Get' }],
};

const atOnce = { prefer: 'respond-async' };

/** Every call of the API's tests is compared (`client.ts`); here is each operation once, with all it may be answered. */
describe('what is answered is what /openapi.json says', () => {
  let app: TestApp;
  let key: string;
  const answered = new Set<string>();
  beforeAll(async () => {
    app = await startTestApp({ env: { FLOWSMITH_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64') } });
  });
  beforeEach(async () => {
    key = await app.key([...scopes]);
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  async function send<Body = Record<string, string>>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Omit<Answer, 'body'> & { body: Body }> {
    const answer = await call(app, path, { key, method, headers, ...(body === undefined ? {} : { body }) });
    answered.add(`${operationAt({ method, path })?.id} ${answer.status}`);
    return { ...answer, body: answer.body as Body };
  }

  it('drafts: asked for, read, approved', async () => {
    const { body } = await send('POST', '/create-n8n-workflow', { request, user: 'ana', timezone: 'Europe/Berlin' });
    const path = `/api/v1/drafts/${body['draftId']}`;
    const { headers, body: read } = await send<{ workflow: { nodes: { name: string }[] } }>('GET', path);
    const node = encodeURIComponent(read.workflow.nodes.at(-1)?.name ?? '');
    for (const key of ['url', 'channelId', 'select'])
      await send('GET', `${path}/choices?path=parameters.${key}&node=${node}&q=a`);
    await send('GET', path, undefined, { 'if-none-match': headers.get('etag') ?? '' });
    await send('POST', `${path}/approve`, { revision: 1, publish: true, user: 'ana' }, atOnce);
  });

  it('drafts: turned down, or without what is not done', async () => {
    const { body } = await send('POST', '/create-n8n-workflow', {
      request: `${request}, otherwise post "no" to Slack #b`,
    });
    const path = `/api/v1/drafts/${body['draftId']}`;
    await send('POST', `${path}/leave-out`, { revision: 1 });
    await send('POST', `${path}/rehearsals`, { revision: 2, sample: { id: 7 } });
    await send('POST', `${path}/discard`, { revision: 2 }, atOnce);
  });

  it('workflows and acts', async () => {
    const { body } = await send('POST', '/api/v1/workflows', { draft, approve: true });
    await until(app, await app.key(['read']), body['draftId'], 'created');
    const { workflows } = (await send<{ workflows: { id: string }[] }>('GET', '/api/v1/workflows?name=our&mine=true'))
      .body;
    const path = `/api/v1/workflows/${workflows[0]?.id}`;
    await send('GET', path);
    await send('POST', `${path}/rehearsals`, { sample: { id: 7 } });
    await send('PUT', path, { draft: { ...draft, name: 'Another name' } }, atOnce);
    await send('POST', `${path}/unpublish`, undefined, atOnce);
    await send('POST', `${path}/rename`, { newName: 'Another name' }, atOnce);
    await send('DELETE', path, undefined, atOnce);
    const location = (await send('POST', `${path}/publish`)).headers.get('location') ?? '';
    const { headers } = await send('GET', location);
    await send('GET', location, undefined, { 'if-none-match': headers.get('etag') ?? '' });
  });

  it('templates, webhooks, and the audit trail', async () => {
    const { headers } = await send('POST', '/api/v1/templates', { name: 'Mine', draft });
    await send('GET', '/api/v1/templates?limit=100');
    await send('GET', '/api/v1/templates/contact-form');
    await send('GET', `${headers.get('location')}`);
    await send('DELETE', `${headers.get('location')}`);
    const { body } = await send('POST', '/api/v1/webhooks', { url: 'http://127.0.0.1:9/hook' });
    await send('GET', '/api/v1/webhooks');
    await send('DELETE', `/api/v1/webhooks/${body['id']}`);
    const { next } = (await send<{ next: number }>('GET', '/api/v1/audit?limit=2')).body;
    await send('GET', `/api/v1/audit?before=${next}&limit=200`);
  });

  it('every operation was answered with everything it may be answered with when it is not refused', () => {
    const all = operations.flatMap(({ id, answers }) => Object.keys(answers).map((status) => `${id} ${status}`));
    expect(all.filter((each) => !answered.has(each))).toEqual([]);
  });

  it.each(operations)('$id: nothing is read before the key is known', async (said) => {
    const path = `${said.path.replace(/\{\w+\}/g, 'nonsense')}?wait=soon&limit=none`;
    const body = said.method === 'post' || said.method === 'put' ? { nonsense: 1 } : undefined;
    const answer = await call(app, path, { method: said.method.toUpperCase(), body });
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  });

  it('a finding with a remedy tells that too', async () => {
    const wrong = { ...draft, nodes: [draft.nodes[0], { ...draft.nodes[1], type: 'n8n-nodes-base.httpRequst' }] };
    const { status, body } = await send<Answer['body']>('POST', '/api/v1/workflows', { draft: wrong });
    expect(status).toBe(422);
    const edits = [{ path: expect.any(Array), value: 'n8n-nodes-base.httpRequest' }];
    expect(body.issues?.[0]).toMatchObject({ fix: { description: expect.any(String), edits } });
  });

  it('a decision about a draft is no act', async () => {
    const { body } = await send('POST', '/create-n8n-workflow', { request });
    await send('POST', `/api/v1/drafts/${body['draftId']}/approve`, { revision: 1 });
    const event = await app.store
      .fork()
      .findOneOrFail(StoredEvent, { payload: { kind: 'action' } }, { orderBy: { receivedAt: 'desc' } });
    expect((await send('GET', `/api/v1/acts/${event.id}`)).status).toBe(404);
  });
});

describe('the comparison', () => {
  const headers = new Headers({
    'ratelimit-policy': 'p',
    ratelimit: 'l',
    'content-type': 'application/json; charset=utf-8',
  });
  const at = { method: 'GET', path: '/api/v1/webhooks?x=1', status: 200, headers };
  const webhook = { id: crypto.randomUUID(), url: 'u', events: [], createdAt: new Date().toISOString(), state: 'on' };

  it.each<[string, Partial<Parameters<typeof undocumented>[0]>, string]>([
    [
      'a field nobody speaks of',
      { body: { webhooks: [{ ...webhook, more: 1 }] } },
      'the body.webhooks.0.more is said nowhere',
    ],
    ['a field that is missing', { body: {} }, 'the body.webhooks: '],
    ['a wrong one', { body: { webhooks: [{ ...webhook, state: 'sleeping' }] } }, 'the body.webhooks.0.state: '],
    ['a status', { status: 409, body: {} }, 'status 409'],
    [
      'a header that is missing',
      { body: { webhooks: [] }, headers: new Headers({ 'content-type': 'application/json' }) },
      'RateLimit',
    ],
    [
      'another type',
      { status: 401, body: { type: 'about:blank', title: 't', status: 401, code: 'c', detail: 'd' } },
      'content-type',
    ],
  ])('finds %s', (_what, answer, expected) => {
    expect(undocumented({ ...at, body: {}, ...answer }).join()).toContain(expected);
  });

  it('finds nothing where there is nothing', () => {
    expect(undocumented({ ...at, body: { webhooks: [webhook] } })).toEqual([]);
    expect(undocumented({ ...at, path: '/livez', body: { anything: 1 } })).toEqual([]);
    expect(faultsOf(z.object({ a: z.unknown() }), { a: { b: 1 } }, 'x')).toEqual([]);
  });
});
