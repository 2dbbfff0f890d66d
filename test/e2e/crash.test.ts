import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, inject, it } from 'vitest';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, Creation, WorkflowRow } from '#src/store/entities.ts';
import { doors } from '#test/support/doors.ts';
import { startN8nProxy } from '#test/support/n8n-proxy.ts';
import { freshUrl, lookIntoN8n, workflowIdIn } from '#test/support/n8n-side.ts';
import { eventually, startTestApp } from '#test/support/test-app.ts';
import { startWorkerProcess, type WorkerProcess } from '#test/support/worker-process.ts';

const n8n = lookIntoN8n();
const link = `${n8n.baseUrl}/workflow/`;

/** Behind the proxy, with links to the real editor. */
async function startBehindProxy(env: Record<string, string>, queuePrefix: string | undefined) {
  await using stack = new AsyncDisposableStack();
  const proxy = stack.use(await startN8nProxy(n8n.baseUrl));
  const app = stack.use(
    await startTestApp({
      n8n: { baseUrl: proxy.url, apiKey: n8n.apiKey },
      env: { N8N_EDITOR_URL: n8n.baseUrl, ...env },
      overrides: { queuePrefix },
    }),
  );
  const owned = stack.move();
  return { proxy, app, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

describe('the way to n8n breaks: created once all the same (promise 2)', () => {
  it('n8n cannot be reached during the approval: tried again until it can', async () => {
    await using behind = await startBehindProxy({}, `test-${crypto.randomUUID()}`);
    const { proxy, app } = behind;
    const url = freshUrl();
    const asked = await doors['Slack mention'](app, `every hour get ${url}`);
    await proxy.close();
    await asked.press('approve');
    const said = () => JSON.stringify(app.slack.calls.map(({ args }) => args));
    await eventually(() => said().includes('I keep trying'), 'word that it takes longer');
    await sleep(2_000);
    expect(asked.text()).not.toContain('Not created');
    expect(await n8n.mentioning(url)).toEqual([]);
    await proxy.open();
    await eventually(() => asked.text().includes(link), 'a link on the card', 60_000);
    expect((await n8n.mentioning(url)).map(({ id }) => id)).toEqual([workflowIdIn(asked.text(), n8n.baseUrl)]);
  });

  it('n8n creates it, but its answer is lost: found again, not created twice', async () => {
    await using behind = await startBehindProxy({}, `test-${crypto.randomUUID()}`);
    const { proxy, app } = behind;
    const url = freshUrl();
    const asked = await doors['Teams channel'](app, `every hour get ${url}`);
    proxy.breakNextCreate('answer');
    await asked.press('approve');
    await eventually(() => asked.text().includes(link), 'a link on the card', 60_000);
    expect((await n8n.mentioning(url)).map(({ id }) => id)).toEqual([workflowIdIn(asked.text(), n8n.baseUrl)]);
    expect(proxy.creates()).toBe(1);
  });
});

const redisUrl = inject('redisUrl');
const withoutTeams = { TEAMS_APP_ID: '', TEAMS_APP_PASSWORD: '', TEAMS_TENANT_ID: '' };
/** The operator's settings, not the tests': a database of Redis of its own keeps the default queue names apart. */
async function emptyRedis(database: number): Promise<string> {
  const url = new URL(`/${database}`, redisUrl).href;
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
  return url;
}
const cases = [false, ...(redisUrl ? [true] : [])].flatMap((redis) => [
  {
    redis,
    queue: redis ? 'Redis' : 'PostgreSQL',
    when: 'after n8n created it, before we know',
    on: 'answer' as const,
    database: 14,
  },
  { redis, queue: redis ? 'Redis' : 'PostgreSQL', when: 'before n8n got it', on: 'request' as const, database: 15 },
]);

describe('kill -9 of the worker process leaves one workflow and a finished job (promise 2)', () => {
  it.concurrent.each(cases)(
    '$when, queue on $queue',
    async ({ redis, on, database }) => {
      const env = {
        ROLE: 'web',
        N8N_LATE_SECONDS: '10',
        ...withoutTeams,
        ...(redis ? { REDIS_URL: await emptyRedis(database) } : {}),
      };
      await using behind = await startBehindProxy(env, undefined);
      const { proxy, app } = behind;
      const first = await startWorkerProcess(app.env);
      await using _first = first;
      const url = freshUrl();
      const asked = await doors['Slack mention'](app, `every hour get ${url}`);

      const killed = Promise.withResolvers<void>();
      proxy.breakNextCreate(on, () => first.kill().then(killed.resolve, killed.reject));
      await asked.press('approve');
      await killed.promise;
      expect(await n8n.mentioning(url)).toHaveLength(on === 'answer' ? 1 : 0);
      const [creation] = await app.store.fork().find(Creation, {});
      expect(creation).toMatchObject({ status: 'pending', startedAt: expect.any(Date) });
      expect(await app.store.fork().count(WorkflowRow, {})).toBe(0);

      const second: WorkerProcess = await startWorkerProcess(app.env);
      await using _second = second;
      await eventually(() => asked.text().includes(link), 'a link on the card', 180_000);
      expect((await n8n.mentioning(url)).map(({ id }) => id)).toEqual([workflowIdIn(asked.text(), n8n.baseUrl)]);
      expect(proxy.creates()).toBe(on === 'answer' ? 1 : 2);
      expect(await app.store.fork().count(Creation, { status: 'created' })).toBe(1);
      expect(await app.store.fork().count(AuditEvent, { kind: 'creation' })).toBe(1);
      expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
    },
    360_000,
  );
});
