import { mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#src/dev/embedded-postgres.ts';
import { openStore } from '#src/store/orm.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Administrative URL of the throw-away PostgreSQL. */
    postgresUrl: string;
    /** Where Redis answers; undefined when there is none. */
    redisUrl: string | undefined;
  }
}

/** One throw-away PostgreSQL per run with a migrated template that every test database is cloned from. */
export default async function setup(project: TestProject) {
  const directory = mkdtempSync(join(tmpdir(), 'flowsmith-test-'));
  const postgres = await startEmbeddedPostgres(directory, { fast: true });
  {
    await using store = await openStore(postgres.url.replace(/\/postgres$/, '/template1'));
    await store.migrate();
  }
  const redisUrl = process.env['REDIS_URL'] ?? ((await answers(6379)) ? 'redis://127.0.0.1:6379' : undefined);
  if (!redisUrl && process.env['CI'])
    throw new Error('CI needs a Redis: set REDIS_URL or start one on 127.0.0.1:6379.');
  if (!redisUrl) console.warn('No Redis answers on 127.0.0.1:6379: the queue suite runs on PostgreSQL only.');
  project.provide('postgresUrl', postgres.url);
  project.provide('redisUrl', redisUrl);
  return async () => {
    await postgres[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true, force: true });
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = new Socket();
    const end = (result: boolean) => {
      socket.destroy();
      done(result);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    socket.connect(port, '127.0.0.1', () => end(true));
  });
}
