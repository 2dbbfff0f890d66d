import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { expect, inject, it, vi } from 'vitest';
import { startApp } from '#src/app.ts';
import { withStore } from '#src/cli/run/database.ts';
import { readConfig } from '#src/config.ts';
import { ConfigError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import { openStore } from '#src/store/orm.ts';
import { assertDatabaseAnswers } from '#src/store/reach.ts';

const admin = inject('postgresUrl');

async function failureOf(url: string): Promise<ConfigError> {
  const error = await assertDatabaseAnswers(url, 500).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return error as ConfigError;
}

/** Answers every connection with PostgreSQL's own refusal of this SQLSTATE; with none it says nothing at all. */
async function refusing(code?: string) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      if (!code) return;
      const body = Buffer.from(`SFATAL\0VFATAL\0C${code}\0Mof a test\0\0`);
      const head = Buffer.alloc(5);
      head.write('E');
      head.writeInt32BE(body.length + 4, 1);
      socket.end(Buffer.concat([head, body]));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `postgres://ana:s3cret%21@127.0.0.1:${(server.address() as AddressInfo).port}/flowsmith`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

it.each([
  ['28P01', /does not let ana in \(28P01\): check user and password in DATABASE_URL/, false],
  ['28000', /does not let ana in/, false],
  ['3D000', /has no database "flowsmith": correct the name in DATABASE_URL.*Nothing was created/, false],
  ['57P03', /\(DATABASE_URL\) is still starting/, true],
  ['53300', /takes no more connections \(53300\)/, true],
  [undefined, /does not answer: no answer in time/, true],
])('%s is told in one line, without the password, and whether waiting helps', async (code, says, retryable) => {
  await using server = await refusing(code);
  const { message, retryable: waits } = await failureOf(server.url);
  expect(message).toMatch(says);
  expect(message).toContain('127.0.0.1:');
  expect(message).not.toMatch(/s3cret|\n/);
  expect(waits).toBe(retryable);
});

it.each([
  ['postgres://127.0.0.1:9/x', /127\.0\.0\.1:9 \(DATABASE_URL\) does not answer: nothing listens there/, true],
  ['postgres://nowhere.invalid/x', /nowhere\.invalid:5432 .*the name leads nowhere/, true],
  [`${admin}?sslmode=require`, /speaks no TLS, but DATABASE_URL asks for it/, false],
  ['postgres://user:pa/ss@127.0.0.1/x', /DATABASE_URL is no address/, false],
])('%s', async (url, says, retryable) => {
  const error = await failureOf(url);
  expect(error.message).toMatch(says);
  expect(error.retryable).toBe(retryable);
});

it('a mistyped name of a database is an error for everybody, and no new database', async () => {
  const typo = `flowsmth_${crypto.randomUUID().slice(0, 8)}`;
  const url = admin.replace(/\/postgres$/, `/${typo}`);
  const says = new RegExp(`has no database "${typo}"`);
  await expect(openStore(url)).rejects.toThrow(says);
  vi.stubEnv('DATABASE_URL', url);
  try {
    for (const migrated of [false, true])
      await expect(withStore(async () => expect.fail('went on'), { migrated })).rejects.toThrow(says);
  } finally {
    vi.unstubAllEnvs();
  }
  const config = readConfig({ DATABASE_URL: url, N8N_BASE_URL: 'http://127.0.0.1:9', N8N_API_KEY: 'x' });
  await expect(startApp(config, createLogger('silent'))).rejects.toThrow(says);
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  const { rows } = await client.query('select from pg_database where datname = $1', [typo]);
  await client.end();
  expect(rows).toEqual([]);
});
