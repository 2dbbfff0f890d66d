import { afterAll, beforeAll, expect, it } from 'vitest';
import { deliver, mention, sign } from '#test/fakes/slack-requests.ts';
import { slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** Faults that 10,000 hostile requests at each door found (test/acceptance/fuzz.test.ts). */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
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

async function overHttp(path: string, init: RequestInit = {}): Promise<Response> {
  const authorization = `Bearer ${await app.key(['request', 'read'])}`;
  const method = init.body ? 'POST' : 'GET';
  const headers = { authorization, 'content-type': 'application/json' };
  return fetch(`${app.url}${path}`, { method, ...init, headers });
}
