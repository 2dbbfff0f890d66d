import { expect, inject, it } from 'vitest';
import { ask, call, request } from '#test/api/client.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import { eventually, startTestApp } from '#test/support/test-app.ts';

const patience = { timeout: 180_000 };

it.skipIf(!inject('redisUrl'))(
  'Redis goes: web stays ready and takes requests, a worker does not',
  patience,
  async () => {
    const { hostname, port } = new URL(inject('redisUrl') ?? 'redis://127.0.0.1:6379');
    await using proxy = await startTcpProxy({ host: hostname, port: Number(port || 6379) });
    const env = { REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
    await using web = await startTestApp({ env: { ...env, ROLE: 'web' } });
    await using worker = await startTestApp({ env: { ...env, ROLE: 'worker' } });
    for (const app of [web, worker]) expect((await call(app, '/readyz')).status).toBe(200);
    const key = await web.key(['request']);

    proxy.cut();
    const lost = async (app: typeof web) => (await call(app, '/readyz')).body as { queue?: string };
    await eventually(async () => (await lost(web)).queue !== 'ok', 'web sees it');
    await eventually(async () => (await lost(worker)).queue !== 'ok', 'the worker sees it');
    expect(await call(web, '/readyz')).toMatchObject({ status: 200, body: { database: 'ok' } });
    expect(await call(worker, '/readyz')).toMatchObject({ status: 503, body: { status: 'not ready', database: 'ok' } });
    expect(await ask(web, key, { request })).toMatchObject({ status: 202, body: { status: 'planning' } });

    proxy.mend();
    await eventually(async () => (await call(worker, '/readyz')).status === 200, 'the worker is back');
  },
);
