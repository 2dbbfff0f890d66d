import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import type { Logger } from '#src/log.ts';
import { openQueues } from '#src/queue/queues.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import { eventually } from '#test/support/test-app.ts';

it.skipIf(!inject('redisUrl'))('a Redis that is away is told, and not a hundred times a second', async () => {
  const { hostname, port } = new URL(inject('redisUrl') ?? 'redis://127.0.0.1:6379');
  await using database = await createTestDatabase();
  await using proxy = await startTcpProxy({ host: hostname, port: Number(port || 6379) });
  const lines: string[] = [];
  const told = (_: object, message: string) => void lines.push(message);
  const log = { warn: told, info: told, error: told, debug: () => {} } as unknown as Logger;
  const config = {
    databaseUrl: database.url,
    redisUrl: `redis://127.0.0.1:${proxy.port}`,
    prefix: crypto.randomUUID(),
  };
  await using queues = await openQueues(config, log);
  await using _worker = queues.work('turns', async () => 'done', { concurrency: 4 });
  proxy.cut();
  await eventually(() => lines.includes('queue connection error'), 'a line about it');
  // Several attempts of each connection.
  await sleep(4_000);
  proxy.mend();
  expect(lines.length).toBeLessThanOrEqual(6);
});
