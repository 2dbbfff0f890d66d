import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliver, mention, sign } from '#test/fakes/slack-requests.ts';
import { slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** Faults that 10,000 hostile requests at each door found (test/acceptance/fuzz.test.ts). */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ policy: { errorNotices: true }, env: { PUBLIC_URL: 'https://flowsmith.example.com' } });
});
afterAll(() => app?.[Symbol.asyncDispose]());

it('half a surrogate pair in a Slack message is stored all the same', async () => {
  const payload = mention({ text: 'x' }) as { event: object };
  const body = JSON.stringify({ ...payload, event: { ...payload.event, text: 'every hour \ud800' } });
  const headers = { 'content-type': 'application/json', ...sign(body, slackSecret) };
  expect((await deliver(app.url, { headers, body })).status).toBe(200);
});

it('half a surrogate pair in a Teams message is stored all the same', async () => {
  const answer = await app.teams.send(app.url, app.teams.message({ text: 'every hour \ud800' }));
  expect(answer.status).toBe(200);
});

it('half a surrogate pair in a request over HTTP is stored all the same', async () => {
  const answer = await overHttp('/create-n8n-workflow', { body: JSON.stringify({ request: 'list \ud800' }) });
  expect(answer.status).toBeLessThan(500);
});

it('a NUL in the address of a template is no template', async () => {
  expect((await overHttp('/api/v1/templates/%00')).status).toBe(404);
});

it('a NUL in a template, or in what is searched for, is left out', async () => {
  const draft = { name: 'x', nodes: [{ name: 'a', type: 'b', parameters: {} }], connections: [] };
  const saved = await overHttp('/api/v1/templates', {
    body: JSON.stringify({ name: 'Mine\0', description: '', draft }),
  });
  expect([saved.status, await saved.json()]).toMatchObject([201, { name: 'Mine' }]);
  expect((await overHttp('/api/v1/templates?q=mi%00ne')).status).toBe(200);
});

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

it.each([
  ['REST, before any key is checked', 'POST', '/create-n8n-workflow', {}],
  ['REST, a document', 'PUT', '/api/v1/workflows/00000000-0000-4000-8000-000000000000', {}],
  ['Teams', 'POST', '/api/messages', {}],
  ['the error hook', 'POST', '/hooks/n8n/error', {}],
  ['the playground', 'POST', '/playground/messages', { 'sec-fetch-site': 'same-origin' }],
])('JSON nested 100,000 or 3,000 deep is a 4xx: %s', async (_door, method, path, more) => {
  for (const body of [nested(100_000), '['.repeat(100_000), `{"workflow":{"name":"x","nodes":${nested(3_000)}}}`]) {
    const headers = { 'content-type': 'application/json', ...more };
    const { status } = await fetch(`${app.url}${path}`, { method, body, headers });
    // Some doors take less than that is long.
    expect([400, 413]).toContain(status);
  }
});

it('and so it is in what Slack signed', async () => {
  for (const body of [nested(100_000), `{"event":${nested(3_000)}}`]) {
    const headers = { 'content-type': 'application/json', ...sign(body, slackSecret) };
    expect((await deliver(app.url, { headers, body })).status).toBe(400);
  }
  const body = new URLSearchParams({ payload: nested(3_000) }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...sign(body, slackSecret) };
  expect((await deliver(app.url, { headers, body })).status).toBe(400);
});

it('a document nested 100 deep is a document', async () => {
  const deep = JSON.parse(nested(80));
  const nodes = [{ name: 'a', type: 'n8n-nodes-base.set', parameters: { deep } }];
  const answer = await overHttp('/api/v1/templates', {
    body: JSON.stringify({ name: 'Deep', draft: { name: 'Deep', nodes } }),
  });
  expect(answer.status).toBe(201);
});

it('a proto key is refused as before', async () => {
  const answer = await overHttp('/create-n8n-workflow', { body: '{"request": "list", "__proto__": {"a": 1}}' });
  expect(answer.status).toBe(400);
});

async function overHttp(path: string, init: RequestInit = {}): Promise<Response> {
  const authorization = `Bearer ${await app.key(['request', 'read'])}`;
  const method = init.body ? 'POST' : 'GET';
  const headers = { authorization, 'content-type': 'application/json' };
  return fetch(`${app.url}${path}`, { method, ...init, headers });
}
