import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { freePort } from '#src/dev/free-port.ts';

const run = promisify(execFile);

interface Service {
  command: string[];
  healthcheck?: { test: string[] };
}
const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};
const folder = mkdtempSync(join(tmpdir(), 'flowsmith-compose-run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As Compose hands it to the container, with the folders of this test in place of the container's. */
function commandOf(words: readonly string[] = []): string[] {
  return words.map((word) =>
    word.replaceAll('$$', '$').replaceAll('/run/secrets', folder).replaceAll('/data', join(folder, 'data')),
  );
}
const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
// CI has them; elsewhere what is missing is named by the skipped test.
const needs = (program: string) => test.skipIf(!has(program) && !process.env['CI']);

describe('the commands of docker-compose.yml, run for real', () => {
  needs('redis-server')('Redis (needs redis-server): password from its file, on no command line', async () => {
    const password = crypto.randomUUID();
    writeFileSync(join(folder, 'redis_password'), `${password}\n`);
    const bin = join(folder, 'bin');
    for (const each of [bin, join(folder, 'data')]) mkdirSync(each);
    // The image's own start script becomes the user redis and then this.
    writeFileSync(join(bin, 'docker-entrypoint.sh'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
    const port = await freePort();
    const [shell = '', ...rest] = commandOf(services['redis']?.command);
    const loopback = rest.map((word) => word.replace('\nrequirepass', `\nport ${port}\nbind 127.0.0.1\nrequirepass`));
    const env = { PATH: `${bin}:${process.env['PATH']}` };
    const redis = spawn(shell, loopback, { env, stdio: 'ignore' });
    const ended = new Promise((done) => redis.once('exit', (code, signal) => done(code ?? signal)));
    try {
      const [, check = ''] = commandOf(services['redis']?.healthcheck?.test);
      const healthy = () =>
        run('sh', ['-c', check.replace('redis-cli', `redis-cli -p ${port}`)], { env }).then(
          () => true,
          () => false,
        );
      for (let attempt = 0; attempt < 100 && !(await healthy()); attempt++) await sleep(100);
      expect(await healthy()).toBe(true);
      const ask = (...words: string[]) =>
        run('redis-cli', ['-p', String(port), ...words], { env: { ...env, REDISCLI_AUTH: password } });
      expect((await run('redis-cli', ['-p', String(port), 'ping'], { env })).stdout).toMatch(/NOAUTH/);
      for (const [name, value] of Object.entries({ appendonly: 'yes', 'maxmemory-policy': 'noeviction' }))
        expect((await ask('config', 'get', name)).stdout.split('\n')[1]).toBe(value);
      const line = readFileSync(`/proc/${redis.pid}/cmdline`, 'utf8');
      expect(line).toContain('redis-server');
      expect(line).not.toContain(password);
      expect(readFileSync(`/proc/${redis.pid}/environ`, 'utf8')).not.toContain(password);
      writeFileSync(join(folder, 'redis_password'), 'another\n');
      expect(await healthy()).toBe(false);
    } finally {
      redis.kill('SIGTERM');
    }
    // The signal reaches Redis itself, which saves and goes.
    expect(await ended).toBe(0);
  });

  needs('psql')('n8n gets a database of its own (needs psql), as often as it is asked', async () => {
    const server = new URL(inject('postgresUrl'));
    const name = `compose_${crypto.randomUUID().replaceAll('-', '')}`;
    const as = async <T>(database: string, act: (client: pg.Client) => Promise<T>): Promise<T> => {
      const client = new pg.Client({ connectionString: server.href.replace(/\/postgres$/, `/${database}`) });
      await client.connect();
      try {
        return await act(client);
      } finally {
        await client.end();
      }
    };
    await as('postgres', (client) => client.query(`create database ${name}`));
    // The role and the database belong to the server: names of this test's own.
    const sql = readFileSync('manifest/compose/n8n-database.sql', 'utf8');
    const mine = sql
      .replaceAll("'n8n'", `'${name}_n8n'`)
      .replaceAll(/\b(role|database|owner) n8n\b/g, `$1 ${name}_n8n`);
    writeFileSync(join(folder, 'n8n-database.sql'), mine);
    writeFileSync(join(folder, 'postgres_password'), 'any\n');
    const [shell = '', ...rest] = commandOf(services['n8n-database']?.command);
    const command = rest.map((word) => word.replace('/n8n-database.sql', join(folder, 'n8n-database.sql')));
    const env = { PATH: process.env['PATH'], PGHOST: server.hostname, PGPORT: server.port, PGUSER: 'postgres' };
    try {
      for (const password of ["it's \\ $PATH", 'second']) {
        writeFileSync(join(folder, 'n8n_database_password'), `${password}\n`);
        await run(shell, command, { env: { ...env, PGDATABASE: name } });
        const stored = await as(name, (client) =>
          client.query('select rolsuper, rolpassword from pg_authid where rolname = $1', [`${name}_n8n`]),
        );
        expect(stored.rows).toEqual([{ rolsuper: false, rolpassword: expect.stringMatching(/^SCRAM-SHA-256/) }]);
      }
      const may = await as(name, (client) =>
        client.query('select has_database_privilege($1, $2, $3) theirs, has_database_privilege($1, $4, $3) own', [
          ...[`${name}_n8n`, name, 'connect', `${name}_n8n`],
        ]),
      );
      expect(may.rows).toEqual([{ theirs: false, own: true }]);
    } finally {
      await as('postgres', async (client) => {
        for (const each of [name, `${name}_n8n`]) await client.query(`drop database if exists ${each} with (force)`);
        await client.query(`drop role if exists ${name}_n8n`);
      });
    }
  });

  test.skipIf(!has('docker-compose'))(
    'docker-compose (needs it) reads the file, with and without the proxy',
    async () => {
      for (const more of [[], ['--profile', 'proxy']]) {
        const env = { PATH: process.env['PATH'], HOME: folder };
        const { stdout } = await run('docker-compose', [...more, 'config'], { env });
        const read = parse(stdout) as { services: Record<string, { environment?: Record<string, string> }> };
        expect(read.services['web']?.environment).toMatchObject({ REDIS_PASSWORD_FILE: '/run/secrets/redis_password' });
        expect(Object.keys(read.services)).toContain('n8n-database');
      }
    },
  );
});
