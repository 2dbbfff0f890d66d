import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sign, slashCommand } from '#test/fakes/slack-requests.ts';
import { findCaddy, startCaddy, type TlsProxy } from '#test/support/caddy.ts';
import { slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const caddy = await findCaddy();
const [flowsmith, n8n] = ['flowsmith.localhost', 'n8n.localhost'] as const;
const hostOf = (url: string) => new URL(url).host;

// CI has one; elsewhere what is missing was named.
describe.skipIf(!caddy && !process.env['CI'])('TLS in front, by manifest/compose/Caddyfile', () => {
  const stack = new AsyncDisposableStack();
  let app: TestApp;
  let proxy: TlsProxy;

  beforeAll(async () => {
    if (!caddy) throw new Error('CI needs Caddy.');
    app = stack.use(await startTestApp());
    // Says what it was told, sends events one by one, and takes every WebSocket.
    const upstream = createServer((request, response) => {
      if (request.url !== '/events') return void response.end(JSON.stringify(request.headers));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: first\n\n');
    });
    upstream.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    });
    await once(upstream.listen(0, '127.0.0.1'), 'listening');
    stack.defer(() => {
      upstream.closeAllConnections();
      upstream.close();
    });
    proxy = stack.use(
      await startCaddy(caddy, {
        ...{ FLOWSMITH_HOST: flowsmith, FLOWSMITH_UPSTREAM: hostOf(app.url) },
        ...{ N8N_HOST: n8n, N8N_UPSTREAM: `127.0.0.1:${(upstream.address() as AddressInfo).port}` },
      }),
    );
  }, 120_000);
  afterAll(() => stack.disposeAsync());

  test('what Slack signed arrives to the byte; what was touched does not pass', async () => {
    const asked = slashCommand({ text: 'help + é ✓ 100%', responseUrl: app.slack.responseUrl('C0GENERAL') });
    const body = new URLSearchParams(asked).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...sign(body, slackSecret) };
    const touched = body.replace('help', 'halp');
    expect((await proxy.ask(flowsmith, '/slack/events', { method: 'POST', headers, body: touched })).status).toBe(401);
    expect((await proxy.ask(flowsmith, '/slack/events', { method: 'POST', headers, body })).status).toBe(200);
  });

  test('REST works, Teams is asked for its token', async () => {
    const headers = {
      authorization: `Bearer ${await app.key(['request', 'read'])}`,
      'content-type': 'application/json',
    };
    const body = JSON.stringify({ request: 'every hour get https://example.com/health' });
    const asked = await proxy.ask(flowsmith, '/create-n8n-workflow', { method: 'POST', headers, body });
    const draft = JSON.parse(asked.body) as { draftId: string; pictureUrl: string };
    expect([asked.status, draft]).toMatchObject([202, { status: 'proposed' }]);
    expect((await proxy.ask(flowsmith, `/api/v1/drafts/${draft.draftId}`, { headers })).status).toBe(200);
    const picture = await proxy.ask(flowsmith, draft.pictureUrl);
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/png']);
    expect((await proxy.ask(flowsmith, '/openapi.json')).status).toBe(200);
    for (const path of ['/api/messages', '/hooks/n8n/error', '/slack/events', '/slack/install']) {
      const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
      const direct = await fetch(`${app.url}${path}`, asked);
      expect([path, await proxy.ask(flowsmith, path, asked)]).toMatchObject([path, { status: direct.status }]);
      expect(await direct.text()).not.toBe('');
    }
  });

  test.each(['/', '/livez', '/readyz', '/metrics', '/playground', '/admin', '/slack/../metrics', '//metrics'])(
    '%s stays inside',
    async (path) => {
      expect(await proxy.ask(flowsmith, path)).toMatchObject({ status: 404, body: '' });
    },
  );

  test('every door docs/deploy.md names is let through', () => {
    const [, named = ''] =
      /What a proxy has to let through: (.*?)\. /.exec(readFileSync('docs/deploy.md', 'utf8')) ?? [];
    const [, open = ''] = /@public path (.*)/.exec(readFileSync('manifest/compose/Caddyfile', 'utf8')) ?? [];
    const paths = [...named.matchAll(/`(\/[^`]+)`/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) {
      const covers = (pattern: string) =>
        pattern === path || path?.startsWith(pattern.replace(/\*$/, '\0').replace('\0', ''));
      expect([path, open.split(' ').some(covers)]).toEqual([path, true]);
    }
  });

  test('whoever comes without TLS is sent to it', async () => {
    const asked = get({
      host: '127.0.0.1',
      port: proxy.httpPort,
      path: '/x',
      headers: { host: flowsmith },
      agent: false,
    });
    const [answer] = await once(asked, 'response');
    answer.resume();
    expect([answer.statusCode, answer.headers.location]).toEqual([308, expect.stringMatching(/^https:\/\/flowsmith/)]);
  });

  test('n8n is told who called, and cannot be told otherwise', async () => {
    const told = JSON.parse((await proxy.ask(n8n, '/', { headers: { 'x-forwarded-for': '8.8.8.8' } })).body) as object;
    expect(told).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' });
  });

  test('events come as they happen, and WebSockets are opened', async () => {
    const answer = await proxy.open(n8n, '/events');
    const [first] = await once(answer, 'data');
    expect(String(first)).toBe('data: first\n\n');
    answer.destroy();
    expect(await proxy.upgrade(n8n, '/rest/push')).toBe('open');
  });
});
