import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { type N8nAccess, openGate } from '#src/n8n/gate.ts';
import { runOnce } from '#src/n8n/run-once.ts';
import { storedWorkflowSchema } from '#src/n8n/schema.ts';
import { startersIn } from '#src/n8n/starters.ts';
import { chain, failureOf, hook, type Node, node, noOp, schedule } from '#test/contract/n8n-workflows.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const live = (...nodes: Node[]): StoredWorkflow =>
  storedWorkflowSchema.parse({ ...chain(...nodes), id: 'w', active: true, activeVersion: { nodes } });

describe('runOnce', () => {
  let config: N8nAccess;
  let answer: Answer;
  const seen: {
    method: string | undefined;
    url: string | undefined;
    headers: IncomingMessage['headers'];
    body: string;
  }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, headers: request.headers, body });
      answer(request, response);
    });
  });
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    config = {
      baseUrl,
      editorUrl: baseUrl,
      apiKey: 'key',
      rateLimit: 5,
      gate: openGate(),
      basicAuth: { user: 'u', password: 'p' },
    };
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const ok: Answer = (_, response) => response.end('fine');

  test('sends JSON to a webhook, with the proxy password and without the key', async () => {
    answer = ok;
    const outcome = await runOnce(config, live(hook('orders/new'), noOp()), { body: { id: 7 } });
    expect(outcome).toEqual({ started: true, status: 200, answer: 'fine' });
    const call = seen.at(-1);
    expect(call).toMatchObject({ method: 'POST', url: '/webhook/orders/new', body: '{"id":7}' });
    expect(call?.headers['x-n8n-api-key']).toBeUndefined();
    expect(call?.headers.authorization).toMatch(/^Basic /);
  });

  test('puts values into the address of a GET webhook', async () => {
    answer = ok;
    const get = node('Hook', 'webhook', 2, { path: 'a b' });
    await runOnce(config, live(get), { body: { q: 'x&y', n: 3 } });
    expect(seen.at(-1)).toMatchObject({ method: 'GET', url: '/webhook/a%20b?q=x%26y&n=3', body: '' });
  });

  test('calls the address where n8n listens, and keeps the proxy password from it', async () => {
    answer = ok;
    const other = createServer((request, response) => response.end(String(request.headers.authorization)));
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const webhookUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}/n8n/`;
    const outcome = await runOnce({ ...config, webhookUrl }, live(hook('x')));
    expect(outcome).toMatchObject({ started: true, answer: 'undefined' });
    other.closeAllConnections();
    other.close();
  });

  test('never follows a redirect', async () => {
    const before = seen.length;
    answer = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await runOnce(config, live(hook('x')))).toMatchObject({ started: true, status: 302 });
    expect(seen).toHaveLength(before + 1);
  });

  test('an endless answer is dropped, its status kept', async () => {
    answer = (_, response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write('x'.repeat(65_536)) && !response.destroyed);
      };
      response.on('drain', more);
      more();
    };
    expect(await runOnce(config, live(hook('x')))).toEqual({ started: true, status: 200, answer: '' });
  });

  test('no answer in time: it may be running, and nobody starts it again by themselves', async () => {
    answer = () => undefined;
    const error = await failureOf(runOnce(config, live(hook('x')), { timeoutMs: 100 }));
    expect(error).toMatchObject({ code: 'n8n_timeout', ambiguous: true, retryable: false });
    expect(error.userMessage).toBe(
      'n8n did not answer in time. It is not certain whether the workflow was started: look at its executions in n8n. Start it again only if it is not there.',
    );
  });

  test.each<[string, number, string, object]>([
    [
      'not registered',
      404,
      '{"message":"The requested webhook \\"POST x\\" is not registered."}',
      { reason: 'not_listening' },
    ],
    ['the workflow says 404', 404, '{"message":"no such order"}', { started: true, status: 404 }],
    ['not let in', 403, 'Authorization data is wrong!', { reason: 'refused' }],
    ['n8n is down', 502, 'Bad gateway', { reason: 'not_listening' }],
    ['it started and failed', 500, '{"message":"Error in workflow"}', { started: true, status: 500 }],
  ])('%s', async (_, status, body, expected) => {
    answer = (__, response) => response.writeHead(status).end(body);
    expect(await runOnce(config, live(hook('x')))).toMatchObject(expected);
  });

  const locked = node('Hook', 'webhook', 2, { path: 'x', authentication: 'headerAuth' });
  test.each<[string, StoredWorkflow, object, string]>([
    ['unpublished', { ...live(hook('x')), active: false }, {}, 'not_published'],
    ['started by the clock', live(schedule(), noOp()), {}, 'no_starter'],
    ['an address that is worked out', live(hook('={{ $env.PATH }}')), {}, 'no_starter'],
    ['a switched-off webhook', live({ ...hook('x'), disabled: true }), {}, 'no_starter'],
    ['another node', live(hook('x')), { node: 'Elsewhere' }, 'no_starter'],
    ['behind a login', live(locked), {}, 'needs_auth'],
    ['parts to fill', live(hook('orders/:id')), {}, 'path_has_parts'],
    ['the wrong method', live(hook('x')), { method: 'delete' }, 'method'],
    ['too much', live(hook('x')), { body: { text: 'x'.repeat(70_000) } }, 'too_large'],
  ])('%s: calls nothing and says why', async (_, workflow, options, reason) => {
    const before = seen.length;
    const outcome = await runOnce(config, workflow, options);
    expect(outcome).toMatchObject({ started: false, reason, message: expect.stringMatching(/^[A-Z].{20,}\.$/) });
    expect(seen).toHaveLength(before);
  });
});

describe('startersIn', () => {
  const stored = (...nodes: object[]) => storedWorkflowSchema.parse({ ...chain(), id: 'w', nodes }).nodes;

  test('several methods, a path of its own, and the webhook id where there is none', () => {
    const many = node('Hook', 'webhook', 2, { multipleMethods: true, httpMethod: ['GET', 'PUT'], path: '/a/' });
    const bare = { ...node('Bare', 'webhook', 2), webhookId: 'id-1' };
    const parts = { ...hook('o/:id'), name: 'Parts', webhookId: 'id-2' };
    expect(startersIn(stored(many, bare, parts))).toMatchObject([
      { path: 'a', methods: ['GET', 'PUT'] },
      { path: 'id-1', methods: ['GET'] },
      { path: 'id-2/o/:id', methods: ['POST'] },
    ]);
  });

  test('a form knows its fields, wherever its path is kept', () => {
    const formFields = { values: [{ fieldLabel: 'Name' }, { fieldName: 'age' }, null] };
    const form = node('Form', 'formTrigger', 2.2, { formFields, options: { path: 'ask' } });
    expect(startersIn(stored(form))).toMatchObject([{ kind: 'form', path: 'ask', fields: ['Name', 'age', ''] }]);
  });

  test.each([{ path: 5 }, { path: null, options: 'none' }, { httpMethod: {} }, { formFields: { values: 'x' } }])(
    'odd parameters are no failure: %j',
    (parameters) => {
      const nodes = stored(
        { ...node('Hook', 'webhook', 2, parameters), webhookId: 'w' },
        node('F', 'formTrigger', 2, parameters),
      );
      expect(startersIn(nodes).length).toBeGreaterThan(0);
    },
  );
});
