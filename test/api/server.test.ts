import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { ask, call, request } from './client.ts';

interface Route {
  methods: string[];
  path: string;
}

/** Every route the running app has, read from Fastify's own tree. */
function routesOf(app: TestApp): Route[] {
  const parts: string[] = [];
  return app.http
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods] =
        /^((?:│ {3}| {4})*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
      if (part === '') return [];
      parts.splice(indent.length / 4, Number.POSITIVE_INFINITY, part);
      return methods ? [{ methods: methods.split(', '), path: parts.join('') }] : [];
    });
}

describe('the server', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ overrides: { n8nWatch: { everyMs: 50 } } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());
  beforeEach(() => app.standIn.reset());

  it('/openapi.json describes exactly the routes of the API', async () => {
    const response = await fetch(`${app.url}/openapi.json`);
    const document = (await response.json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(document.openapi).toMatch(/^3\.1/);
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = routesOf(app)
      .filter(({ path }) => path === '/create-n8n-workflow' || path.startsWith('/api/v'))
      .flatMap(({ methods, path }) => methods.map((method) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`))
      .filter((line) => !line.startsWith('HEAD '));
    expect(served.length).toBeGreaterThan(1);
    expect(described.sort()).toEqual(served.sort());
  });

  it('POST {} to every route without credentials is refused, and the process lives on', async () => {
    const routes = routesOf(app);
    expect(routes.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        '/slack/events',
        '/api/messages',
        '/create-n8n-workflow',
        '/api/v1/drafts/:id',
        '/readyz',
      ]),
    );
    const answers: Record<string, number> = {};
    for (const { path } of routes) {
      answers[path] = (await call(app, path.replace(':id', crypto.randomUUID()), { method: 'POST', body: {} })).status;
    }
    const wrong = Object.entries(answers).filter(([, status]) => status < 400 || status >= 500);
    expect(wrong).toEqual([]);
    expect((await call(app, '/livez')).status).toBe(200);
  });

  it.each([
    ['POST', '/api/v1/drafts/x', 'GET, HEAD'],
    ['GET', '/create-n8n-workflow', 'POST'],
    ['PATCH', '/api/v1/workflows/x?limit=1', 'DELETE, GET, HEAD, PUT'],
    ['DELETE', '/openapi.json', 'GET, HEAD'],
  ])('%s %s: 405 with what it takes', async (method, path, allow) => {
    const answer = await call(app, path, { method });
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(answer.headers.get('allow')).toBe(allow);
    expect((await call(app, '/api/v1/nothing', { method })).status).toBe(404);
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])('%s: 415', async (type) => {
    const headers = { 'content-type': type };
    const answer = await call(app, '/create-n8n-workflow', { key: await app.key(['request']), headers, body: 'x=1' });
    expect(answer).toMatchObject({ status: 415, body: { code: 'media_type_unsupported' } });
    expect(answer.body.detail).toContain('application/json');
  });

  it.each([
    ['request: it is missing.', {}],
    ['request: it must not be empty.', { request: ' ' }],
    ['request: it has to be text, not a number.', { request: 5 }],
    ['request: it has to have at most 4000 characters.', { request: 'x'.repeat(4001) }],
    ['approve: it has to be true or false, not text.', { request, approve: 'yes' }],
    ['the body: "aprove" is not among its fields.', { request, aprove: true }],
    ['timezone: it is no IANA name such as Europe/Berlin.', { request, timezone: 'Mars/X' }],
    ['user: it has characters that are not allowed, or is too long.', { request, user: 'a b' }],
    ['publish: publish needs approve: true.', { request, publish: true }],
    ['the body: it has to be an object, not a list.', []],
    ['the body: it has to be an object, not null.', null],
  ])('a wrong body says in words: %s', async (detail, body) => {
    const key = await app.key(['request', 'approve', 'publish']);
    const answer = await call(app, '/create-n8n-workflow', { key, method: 'POST', body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'body_invalid' } });
    expect(answer.body.detail?.startsWith(`${detail} Expected `)).toBe(true);
  });

  it('a wrong query names the field', async () => {
    const answer = await call(app, '/api/v1/workflows?limit=900', { key: await app.key(['read']) });
    expect(answer.body.detail).toMatch(/^limit: it has to be at most 50\./);
  });

  it('/livez asks nobody; /readyz asks database and queue, and says how n8n was seen last', async () => {
    expect(await call(app, '/livez')).toMatchObject({ status: 200, body: { status: 'ok' } });
    await eventually(async () => {
      const answer = await call(app, '/readyz');
      expect(answer).toMatchObject({ status: 200, body: { status: 'ok', database: 'ok', queue: 'ok' } });
      return (answer.body as { n8n?: string }).n8n === 'ok';
    }, 'n8n was looked at');
  });

  it('/metrics counts what was done, for Prometheus', async () => {
    const key = await app.key(['request']);
    await ask(app, key, { request });
    const read = async (headers: Record<string, string> = {}) => fetch(`${app.url}/metrics`, { headers });
    const turns = /^flowsmith_turns_total\{platform="rest",result="handled"\} [1-9]/m;
    // The answer is there before the turn is over.
    await eventually(async () => turns.test(await (await read()).text()), 'a turn that was handled');
    const response = await read();
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toMatch(/^flowsmith_queue_jobs\{queue="turns",state="waiting"\} \d/m);
    expect(text).toMatch(/^flowsmith_queue_jobs\{queue="creations",state="delayed"\} \d/m);
    expect(text).toMatch(/^# HELP flowsmith_planner_tokens_total /m);
    // Templates plan without a model: nothing that was not called is counted.
    expect(text).not.toContain('model="none"');
    expect(text).toMatch(/^process_cpu_seconds_total /m);
    expect(text).not.toContain('example.com');
  });

  it('/metrics asks for a key what comes from elsewhere', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    expect((await call(app, '/metrics', { headers })).status).toBe(401);
    expect((await call(app, '/metrics', { headers, key: await app.key(['request']) })).status).toBe(401);
    expect((await call(app, '/metrics', { headers, key: await app.key(['read']) })).status).toBe(200);
  });

  it.each([
    { what: 'refuses the key', fault: { status: 401, message: 'Unauthorized' }, n8n: 'n8n_unauthorized' },
    { what: 'may not be read', fault: { status: 403, message: 'Forbidden' }, n8n: 'n8n_forbidden' },
    { what: 'fails', fault: { status: 500, message: 'x' }, n8n: 'n8n_failed' },
  ])('/readyz names n8n when it $what, and stays ready: what comes is stored', async ({ fault, n8n }) => {
    app.standIn.fail({ on: 'GET /workflows', times: 1_000, ...fault });
    const seen = async (state: string) => {
      const answer = await call(app, '/readyz');
      expect(answer).toMatchObject({ status: 200, body: { status: 'ok', database: 'ok', queue: 'ok' } });
      return (answer.body as { n8n?: string }).n8n === state;
    };
    await eventually(() => seen(n8n), `n8n: ${n8n}`);
    app.standIn.reset();
    await eventually(() => seen('ok'), 'n8n is back');
  });
});

it('a request is taken and stored while n8n is gone', async () => {
  await using app = await startTestApp({ n8n: { baseUrl: 'http://127.0.0.1:9', apiKey: 'key' } });
  await eventually(async () => {
    const answer = await call(app, '/readyz');
    expect(answer).toMatchObject({ status: 200, body: { database: 'ok', queue: 'ok' } });
    return (answer.body as { n8n?: string }).n8n === 'n8n_unreachable';
  }, 'n8n counts as gone');
  expect((await ask(app, await app.key(['request']), { request })).status).toBe(202);
});
