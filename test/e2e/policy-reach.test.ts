import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { defaultNodePolicy } from '#src/policy/node-policy.ts';
import { checkPolicy, type JudgedWorkflow } from '#src/workflow/validate/policy.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { lookIntoN8n } from '#test/support/n8n-side.ts';
import { eventually } from '#test/support/test-app.ts';

type Parameters = Record<string, unknown>;
interface Step {
  name: string;
  type: string;
  typeVersion: number;
  parameters: Parameters;
  position: [number, number];
}

const n8n = lookIntoN8n();
const catalog = await fullCatalog();
/** What is inside: anything that comes in here should not have been called. */
let trap: Server;
let port = 0;
const hits: string[] = [];
beforeAll(async () => {
  trap = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.setHeader('content-type', 'application/json');
    response.end('{"inside":true}');
  });
  await new Promise<void>((ready) => trap.listen(0, '127.0.0.1', ready));
  ({ port } = trap.address() as AddressInfo);
});
afterAll(() => new Promise((ended) => trap.close(ended)));

const step = (name: string, type: string, parameters: Parameters): Step => {
  const full = type.includes('.') ? type : `n8n-nodes-base.${type}`;
  return { name, type: full, typeVersion: catalog?.get(full)?.defaultVersion ?? 1, parameters, position: [0, 0] };
};
const call = (url: string, options: Parameters = {}) => step('Call', 'httpRequest', { url, options });
const program = (jsCode: string) => step('Script', 'code', { jsCode });
const assign = (name: string, value: string) =>
  step('Config', 'set', { assignments: { assignments: [{ id: '1', name, type: 'string', value }] }, options: {} });

/** Steps in a row behind a webhook of their own. */
function workflowOf(path: string, steps: readonly Step[]) {
  const start = { ...step('Hook', 'webhook', { path, responseMode: 'lastNode', options: {} }), webhookId: path };
  const nodes = [start, ...steps].map((node, index) => ({ ...node, id: `${path}-${index}` }));
  const connections = Object.fromEntries(
    nodes
      .slice(1)
      .map((node, index) => [nodes[index]?.name ?? '', { main: [[{ node: node.name, type: 'main', index: 0 }]] }]),
  );
  return { name: path, nodes, connections, settings: {} };
}

async function api(method: string, path: string, body?: unknown): Promise<{ id: string }> {
  const headers = { 'x-n8n-api-key': n8n.apiKey, 'content-type': 'application/json' };
  const response = await fetch(`${n8n.baseUrl}/api/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status} ${await response.text()}`);
  return (await response.json()) as { id: string };
}

/** Runs it once in the real n8n and says what n8n answered. n8n takes a moment to open the webhook of what it published. */
async function run(workflow: ReturnType<typeof workflowOf>, query: string): Promise<string> {
  const { id } = await api('POST', '/workflows', workflow);
  try {
    await api('POST', `/workflows/${id}/activate`);
    let answer = '';
    await eventually(async () => {
      const timeout = AbortSignal.timeout(60_000);
      const response = await fetch(`${n8n.baseUrl}/webhook/${workflow.name}${query}`, { signal: timeout });
      answer = `${response.status} ${await response.text()}`;
      return !answer.includes('is not registered');
    }, 'the webhook');
    return answer;
  } finally {
    await api('POST', `/workflows/${id}/deactivate`);
  }
}

const judge = (workflow: object): string[] =>
  checkPolicy(workflow as JudgedWorkflow, { policy: defaultNodePolicy, catalog }).map(({ code }) => code);

/** How it is written, and what the default policy makes of it. `{port}` and `{path}` are those of the trap. */
const attacks: [what: string, steps: () => Step[], code: string, query?: string][] = [
  ['two @ before the host', () => [call('http://a@example.com@127.0.0.1:{port}/{path}')], 'denied-address'],
  ['a backslash before an @', () => [call('http://127.0.0.1:{port}\\@example.com/{path}')], 'denied-address'],
  ['a decimal address', () => [call('http://2130706433:{port}/{path}')], 'denied-address'],
  ['an octal address', () => [call('http://0177.0.0.1:{port}/{path}')], 'denied-address'],
  ['a hexadecimal address', () => [call('http://0x7f.1:{port}/{path}')], 'denied-address'],
  ['an IPv4-mapped address', () => [call('http://[::ffff:127.0.0.1]:{port}/{path}')], 'denied-address'],
  ['digits of another script', () => [call('http://１２７.0.0.1:{port}/{path}')], 'denied-address'],
  ['a final dot', () => [call('http://127.0.0.1.:{port}/{path}')], 'denied-address'],
  ['an expression after the scheme', () => [call('=http://{{ "127.0.0.1" }}:{port}/{path}')], 'denied-address'],
  ['an address put together', () => [call('={{ "http://127.0" + ".0.1:{port}" }}/{path}')], 'denied-address'],
  [
    'one of two addresses',
    () => [call('={{ $json.x ? "https://a.example" : "http://127.0.0.1:{port}/{path}" }}')],
    'denied-address',
  ],
  [
    'an address kept in a step before',
    () => [assign('u', 'http://127.0.0.1:{port}'), call('={{ $json.u }}/{path}')],
    'denied-address',
  ],
  [
    'the same, by the name of the step',
    () => [assign('u', '127.0.0.1:{port}'), call("=http://{{ $('Config').first().json.u }}/{path}")],
    'denied-address',
  ],
  [
    'an address out of the data',
    () => [call('={{ $json.query.to }}')],
    'needs-admin',
    '?to=http://127.0.0.1:{port}/{path}',
  ],
  [
    'a host cut off by the data',
    () => [call('=http://{{ $json.query.to }}.example.com/')],
    'needs-admin',
    '?to=127.0.0.1:{port}/{path}%23',
  ],
  ['a proxy', () => [call('http://outside.example/{path}', { proxy: 'http://127.0.0.1:{port}' })], 'denied-address'],
  [
    'a feed',
    () => [step('Feed', 'rssFeedRead', { url: 'http://127.0.0.1:{port}/{path}', options: {} })],
    'denied-address',
  ],
  [
    'a GraphQL endpoint',
    () => [step('Query', 'graphql', { endpoint: 'http://127.1:{port}/{path}', query: '{ a }' })],
    'denied-address',
  ],
  [
    'code with helpers of this',
    () => [program("return [{ json: await this.helpers.httpRequest({ url: 'http://127.0.0.1:{port}/{path}' }) }]")],
    'needs-admin',
  ],
  [
    'code with helpers alone',
    () => [program("return [{ json: await helpers.httpRequest({ url: 'http://127.0.0.1:{port}/{path}' }) }]")],
    'needs-admin',
  ],
  [
    'code with a name put together',
    () => [
      program(
        "return [{ json: await globalThis['hel' + 'pers'].httpRequest({ url: 'http://127.0.0.1:{port}/{path}' }) }]",
      ),
    ],
    'needs-admin',
  ],
  [
    'code that a model wrote',
    () => [
      step('Script', 'aiTransform', {
        instructions: 'x',
        jsCode: "return [{ json: await this.helpers.httpRequest({ url: 'http://127.0.0.1:{port}/{path}' }) }]",
      }),
    ],
    'needs-admin',
  ],
];

/** With the port of the trap, and a path of its own. */
const fillIn = <T>(value: T, path: string): T =>
  JSON.parse(JSON.stringify(value).replaceAll('{port}', String(port)).replaceAll('{path}', path)) as T;
const wasCalled = (path: string): boolean => hits.some((hit) => hit.includes(path));
const freshPath = (): string => `reach-${Math.floor(Math.random() * 1e9)}`;

describe.skipIf(!catalog)('what a real n8n would call, and what the policy says of it', () => {
  it.each(attacks)('%s', async (_what, steps, code, query = '') => {
    const path = freshPath();
    const workflow = workflowOf(path, fillIn(steps(), path));
    expect(judge(workflow)).toContain(code);
    const answer = await run(workflow, fillIn(query, path));
    expect(wasCalled(path), answer.slice(0, 400)).toBe(true);
  });

  it('Git writes where n8n lets files be, and calls what it is told', async () => {
    const path = freshPath();
    const files = join(inject('n8n').dir, '.n8n-files');
    mkdirSync(files, { recursive: true });
    const clone = step('Git', 'git', {
      operation: 'clone',
      repositoryPath: join(files, path),
      sourceRepository: `http://127.0.0.1:${port}/${path}`,
      authentication: 'none',
      options: {},
    });
    const workflow = workflowOf(path, [clone]);
    expect(judge(workflow)).toEqual(expect.arrayContaining(['denied-node-type', 'denied-address']));
    const answer = await run(workflow, '');
    expect(wasCalled(path), answer.slice(0, 400)).toBe(true);
  });

  it('Sort gives its program no helpers; that it asks for some is named all the same', async () => {
    const path = freshPath();
    const code =
      "return 0 }), await helpers.httpRequest({ url: 'http://127.0.0.1:{port}/{path}' }), items.sort(() => { return 0";
    const workflow = workflowOf(path, fillIn([step('Sort', 'sort', { type: 'code', code })], path));
    expect(judge(workflow)).toEqual(['needs-admin']);
    await run(workflow, '');
    expect(wasCalled(path)).toBe(false);
  });

  it('what computes and what stays outside is nobody’s trouble', () => {
    const harmless = workflowOf('harmless', [
      assign('base', 'https://api.example.com'),
      program('return $input.all()'),
      call('=https://api.example.com/{{ $json.id }}?next={{ $json.next }}'),
      { ...call("={{ $('Config').first().json.base }}/{{ $json.id }}"), name: 'Again' },
      { ...call('=https://{{ encodeURIComponent($json.shop) }}.myshopify.com/x'), name: 'Shop' },
    ]);
    expect(judge(harmless)).toEqual(['holds-code']);
  });
});
