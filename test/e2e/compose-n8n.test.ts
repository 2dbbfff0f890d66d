import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { freePort } from '#src/dev/free-port.ts';
import { n8nOwner, type RealN8n, startRealN8n } from '#src/dev/real-n8n.ts';
import { findCaddy, startCaddy } from '#test/support/caddy.ts';

const run = promisify(execFile);
const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: { n8n: { environment: Record<string, string>; healthcheck: { test: string[] } } };
};
const host = 'n8n.localhost';
const caddy = await findCaddy();

/** A real n8n with the settings of docker-compose.yml; only what names the other containers is another. */
describe('n8n as docker-compose.yml runs it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-compose-n8n-'));
  const database = `n8n_${crypto.randomUUID().replaceAll('-', '')}`;
  const key = 'the key from the file, 32 letters';
  const server = new URL(inject('postgresUrl'));
  let n8n: RealN8n;
  let port: number;

  async function query(name: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: server.href.replace(/\/postgres$/, `/${name}`) });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }
  const isHealthy = async () => {
    const [, program, ...args] = services.n8n.healthcheck.test;
    expect(program).toBe('node');
    const words = args.map((word) => word.replace(':5678', `:${port}`));
    return run(process.execPath, words).then(
      () => true,
      () => false,
    );
  };

  beforeAll(async () => {
    await query('postgres', `create database ${database}`);
    writeFileSync(join(folder, 'n8n_encryption_key'), `${key}\n`);
    writeFileSync(join(folder, 'n8n_database_password'), 'secret\n');
    port = await freePort();
    const composed = Object.entries(services.n8n.environment).map(([name, value]) => [
      name,
      value.replace('/run/secrets', folder).replace(/\$\{\w+:-([^}]*)\}/, '$1'),
    ]);
    const here = { DB_POSTGRESDB_HOST: server.hostname, DB_POSTGRESDB_PORT: server.port };
    n8n = await startRealN8n({
      port,
      env: {
        ...Object.fromEntries(composed),
        ...{ ...here, DB_POSTGRESDB_DATABASE: database, DB_POSTGRESDB_USER: server.username },
        // As the image sets it, and n8n's own default.
        ...{ NODE_ENV: 'production', N8N_SECURE_COOKIE: 'true' },
      },
    });
  });
  afterAll(async () => {
    await n8n?.stop();
    await query('postgres', `drop database if exists ${database} with (force)`);
    rmSync(folder, { recursive: true, force: true });
  });

  test('is healthy by the check of the file', async () => {
    expect(await isHealthy()).toBe(true);
  });

  test('keeps everything in PostgreSQL, encrypted with the key from the file', async () => {
    expect(await query(database, 'select email from "user"')).toEqual([{ email: n8nOwner.email }]);
    const home = join(n8n.dir, '.n8n');
    expect(readdirSync(home).filter((file) => file.includes('sqlite'))).toEqual([]);
    const config = join(home, 'config');
    if (existsSync(config)) expect(JSON.parse(readFileSync(config, 'utf8'))).toMatchObject({ encryptionKey: key });
  });

  test('answers look-ups over MCP, to who has a key for them', async () => {
    const asked = await fetch(`${n8n.baseUrl}/mcp-server/http`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    // Where it is switched off: 404.
    expect(asked.status).toBe(401);
  });

  test.skipIf(!caddy && !process.env['CI'])('signs in and gets its events behind the TLS proxy', async () => {
    const hosts = { FLOWSMITH_HOST: 'flowsmith.localhost', FLOWSMITH_UPSTREAM: '127.0.0.1:9' };
    await using proxy = await startCaddy(caddy ?? '', { ...hosts, N8N_HOST: host, N8N_UPSTREAM: `127.0.0.1:${port}` });
    expect((await proxy.ask(host, '/')).body).toContain('<title>n8n');
    const answer = await proxy.ask(host, '/rest/login', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', 'browser-id': 'one' } },
      body: JSON.stringify({ emailOrLdapLoginId: n8nOwner.email, password: n8nOwner.password }),
    });
    expect(answer.status).toBe(200);
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/; Secure/);
    const origin = `https://${host}:${proxy.httpsPort}`;
    const signedIn = { cookie: cookie.split(';')[0] ?? '', 'browser-id': 'one' };
    expect(await proxy.upgrade(host, '/rest/push?pushRef=one', { ...signedIn, origin })).toBe('open');
    // n8n takes it and closes it at once when nobody is signed in, or the page is of somewhere else.
    expect(await proxy.upgrade(host, '/rest/push?pushRef=two', { origin })).toBe('closed');
    const elsewhere = { ...signedIn, origin: 'https://elsewhere.example' };
    expect(await proxy.upgrade(host, '/rest/push?pushRef=three', elsewhere)).toBe('closed');
  });

  test('is unhealthy once it is gone', async () => {
    await n8n.stop();
    expect(await isHealthy()).toBe(false);
  });
});
