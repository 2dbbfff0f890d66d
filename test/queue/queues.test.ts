import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { FlowsmithError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import { openQueues } from '#src/queue/queues.ts';
import { openRateLimits } from '#src/queue/rate-limit.ts';
import { createTestDatabase } from '#test/support/database.ts';

const log = createLogger('silent');
const redisUrl = inject('redisUrl');
const backends = [{ name: 'PostgreSQL', redis: undefined }, ...(redisUrl ? [{ name: 'Redis', redis: redisUrl }] : [])];

async function eventually(check: () => boolean, timeoutMs = 10_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(20)) if (check()) return;
  expect.fail('did not happen in time');
}

describe.each(backends)('queues on $name', ({ redis }) => {
  async function start() {
    const database = await createTestDatabase();
    const config = { databaseUrl: database.url, redisUrl: redis, prefix: `test-${crypto.randomUUID()}` };
    return { database, config, queues: await openQueues(config, log) };
  }

  it('runs a job once although it was added twenty times', async () => {
    const { database, queues } = await start();
    await using _database = database;
    await using _queues = queues;
    await Promise.all(Array.from({ length: 20 }, () => queues.enqueueCreation('e1', 1)));
    const seen: string[] = [];
    queues.work(
      'creations',
      async ({ id }) => {
        seen.push(id);
        return 'done';
      },
      { concurrency: 4 },
    );
    await eventually(() => seen.length > 0);
    await sleep(300);
    expect(seen).toEqual(['e1']);
  });

  it('comes back later without spending an attempt when told to wait', async () => {
    const { database, queues } = await start();
    await using _database = database;
    await using _queues = queues;
    const attempts: number[] = [];
    queues.work('turns', async ({ attempt }) => (attempts.push(attempt) < 3 ? { waitMs: 30 } : ('done' as const)), {
      concurrency: 1,
    });
    await queues.enqueueTurn('e1', 'quick');
    await eventually(() => attempts.length === 3);
    expect(attempts).toEqual([1, 1, 1]);
  });

  it('retries what decideRetry retries and gives up on the rest', async () => {
    const { database, queues } = await start();
    await using _database = database;
    await using _queues = queues;
    const attempts: Record<string, number> = { flaky: 0, broken: 0 };
    queues.work(
      'creations',
      async ({ id, attempt }) => {
        attempts[id] = attempt;
        if (id === 'broken') throw new TypeError('a bug');
        if (attempt < 2)
          throw new FlowsmithError('busy', { code: 'busy', userMessage: 'Busy.', retryable: true, retryAfterMs: 10 });
        return 'done';
      },
      { concurrency: 2 },
    );
    await queues.enqueueCreation('flaky', 1);
    await queues.enqueueCreation('broken', 1);
    await eventually(() => attempts['flaky'] === 2 && attempts['broken'] === 1);
    await sleep(200);
    expect(attempts).toEqual({ flaky: 2, broken: 1 });
    expect((await queues.counts()).filter(({ queue }) => queue === 'creations')).toEqual([
      { queue: 'creations', state: 'waiting', count: 0 },
      { queue: 'creations', state: 'delayed', count: 0 },
      { queue: 'creations', state: 'active', count: 0 },
    ]);
  });

  it('counts rate limits over processes', async () => {
    const { database, config, queues } = await start();
    await using _database = database;
    await using _queues = queues;
    await using one = await openRateLimits(config);
    await using two = await openRateLimits(config);
    const taken = await Promise.all([one, two, one, two].map((limits) => limits.take('person', 3, 60_000)));
    expect(taken.filter((allowance) => allowance.allowed)).toHaveLength(3);
    const refused = await two.take('person', 3, 60_000);
    expect(refused).toMatchObject({ allowed: false });
    expect((await one.take('other', 3, 60_000)).allowed).toBe(true);
  });
});
