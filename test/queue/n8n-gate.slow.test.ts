import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { createLogger } from '#src/log.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { createGates, type GateOptions } from '#src/n8n/gate.ts';
import { openN8nSlots } from '#src/queue/n8n-slots.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { mostWithinASecond } from '#test/support/windows.ts';

const log = createLogger('silent');
const redisUrl = inject('redisUrl');
const backends = [{ name: 'PostgreSQL', redis: undefined }, ...(redisUrl ? [{ name: 'Redis', redis: redisUrl }] : [])];

/** A stand-in, and as many processes worth of gates before it as wanted. */
async function start(redis: string | undefined, perSecond: number) {
  const stack = new AsyncDisposableStack();
  const database = stack.use(await createTestDatabase());
  const standIn = stack.use(await startN8nStandIn());
  const config = { databaseUrl: database.url, redisUrl: redis, prefix: `test-${crypto.randomUUID()}` };
  return {
    standIn,
    process() {
      const slots = stack.use(openN8nSlots({ ...config, instance: standIn.baseUrl, perSecond }, log));
      const gates = createGates(slots, log);
      return (options?: GateOptions) => connectN8n({ ...standIn.config, gate: gates(options) }).client;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const document = (name: string) => ({ name, nodes: [], connections: {}, settings: {} });

describe.concurrent.each(backends)('calls to n8n, counted on $name', ({ redis }) => {
  it.concurrent('stay within the limit in every second, over two processes and every kind of call', async () => {
    await using n8n = await start(redis, 10);
    const processes = [n8n.process()(), n8n.process()()];
    const calls = Array.from({ length: 34 }, async (_, index) => {
      const client = processes[index % 2];
      if (index % 3 > 0) return client?.list();
      return client?.remove((await client.create(document(`W${index}`))).id);
    });
    await Promise.all(calls);
    const arrivals = n8n.standIn.arrivals();
    expect(arrivals).toHaveLength(46);
    expect(mostWithinASecond(arrivals)).toBeLessThanOrEqual(10);
  });

  it.concurrent('a 429 fails nothing, and everybody rests as long as n8n asks', async () => {
    await using n8n = await start(redis, 3);
    const [one, other] = [n8n.process()(), n8n.process()()];
    n8n.standIn.fail({ on: 'POST /workflows', status: 429, headers: { 'retry-after': '3' } });
    const created = one.create(document('Patient'));
    while (n8n.standIn.arrivals().length === 0) await sleep(5);
    const refusedAt = n8n.standIn.arrivals()[0] ?? 0;
    // What the others had begun before the answer came is not what this is about.
    await sleep(300);
    const before = n8n.standIn.arrivals().length;
    await Promise.all([created, other.list(), other.list()]);
    expect(n8n.standIn.workflows().map(({ name }) => name)).toEqual(['Patient']);
    const later = n8n.standIn.arrivals().slice(before);
    expect(later).toHaveLength(3);
    expect(Math.min(...later) - refusedAt).toBeGreaterThanOrEqual(3_000);
  });

  it.concurrent('a break longer than anybody waits is told at once, and costs no try', async () => {
    await using n8n = await start(redis, 3);
    const [one, other] = [n8n.process()(), n8n.process()()];
    const until = new Date(Date.now() + 600_000).toUTCString();
    n8n.standIn.fail({ on: 'GET /workflows', status: 429, headers: { 'retry-after': until } });
    const failed = { code: 'n8n_rate_limited', heldBack: true, retryable: true, ambiguous: false };
    await expect(one.list()).rejects.toMatchObject(failed);
    await expect(other.create(document('Later'))).rejects.toMatchObject(failed);
    expect(n8n.standIn.requests()).toEqual(['GET /workflows']);
  });

  it.concurrent('people come before comparisons, whoever came first', async () => {
    await using n8n = await start(redis, 2);
    const [one, other] = [n8n.process(), n8n.process()];
    const ended: string[] = [];
    const done = (what: string) => () => void ended.push(what);
    await Promise.all([one().list(), one().list()]);
    const background = [1, 2, 3].map(() => one({ background: true }).list().then(done('background')));
    const urgent = [1, 2, 3].map(() => other().list().then(done('urgent')));
    await Promise.all([...background, ...urgent]);
    expect(ended).toEqual(['urgent', 'urgent', 'urgent', 'background', 'background', 'background']);
  });

  it.concurrent('too many waiting are told so in time, with nothing sent', async () => {
    await using n8n = await start(redis, 1);
    const client = n8n.process();
    await client().list();
    const impatient = client({ maxWaitMs: 100 }).create(document('Never'));
    await expect(impatient).rejects.toMatchObject({ code: 'n8n_calls_waiting', heldBack: true });
    expect(n8n.standIn.requests()).toEqual(['GET /workflows']);
  });
});

describe.concurrent('while the limit cannot be asked for', () => {
  it.concurrent.each([
    ['PostgreSQL', { databaseUrl: 'postgres://nobody@127.0.0.1:9/nothing' }],
    ['Redis', { databaseUrl: 'unused', redisUrl: 'redis://127.0.0.1:9' }],
  ])('%s: calls go on, one a second', async (_name, config) => {
    await using standIn = await startN8nStandIn();
    await using slots = openN8nSlots({ ...config, instance: standIn.baseUrl, perSecond: 5 }, log);
    const { client } = connectN8n({ ...standIn.config, gate: createGates(slots, log)() });
    await Promise.all([client.list(), client.list()]);
    expect(standIn.arrivals()).toHaveLength(2);
    expect(mostWithinASecond(standIn.arrivals())).toBe(1);
  });
});
