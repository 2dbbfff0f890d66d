import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { advisoryLocks } from '#src/store/advisory-locks.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import { eventually } from '#test/support/test-app.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'flowsmith-signals-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const n8n = { N8N_BASE_URL: 'http://127.0.0.1:9', N8N_API_KEY: 'x' };

/** What an operator starts: npm with nothing but these settings; `said` is everything it printed. */
function run(command: string, args: string[], env: Record<string, string>) {
  const { PATH = '', HOME = '' } = process.env;
  const settings = { PATH, HOME, CATALOG_DIR: join(folder, 'catalog'), ...env };
  const child = spawn(command, args, { cwd: root, env: settings, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(String(chunk)));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    child,
    ended,
    said: () => output.join(''),
    /** Waits for words, or fails with what was said instead. */
    says: (words: RegExp) => eventually(() => words.test(output.join('')), `${words}:\n${output.join('')}`, 90_000),
    async [Symbol.asyncDispose]() {
      endGroup(child);
      await ended;
    },
  };
}

/** Whatever a failing test left behind, and nobody else: the group is ours. */
function endGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Everybody is gone, as it should be.
  }
}

/** Whether anybody of the group is left: npm, a shell or node. */
function anybodyLeft(child: ChildProcess): boolean {
  try {
    return process.kill(-(child.pid ?? 0), 0);
  } catch {
    return false;
  }
}

const isTaken = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });

describe('SIGTERM to npm ends node and frees its port', { timeout: 180_000 }, () => {
  it.each([
    ['npm start', ['start'], /"msg":"listening"/, /"msg":"stopping/],
    ['npm run demo', ['run', 'demo', '--', 'every hour get https://example.com/health'], /The playground is at/, /./],
    ['a command', ['run', '-s', 'flowsmith', '--', 'migrate'], /Another migrate is at work/, /./],
  ])('%s', async (_what, args, ready, afterwards) => {
    await using database = await createTestDatabase();
    const holder = new pg.Client({ connectionString: database.url });
    await holder.connect();
    await holder.query('select pg_advisory_lock($1)', [advisoryLocks.migrations]);
    if (!args.includes('migrate')) await holder.end();
    const port = await freePort();
    await using npm = run('npm', args, {
      DATABASE_URL: database.url,
      PORT: String(port),
      ...(args.includes('demo') ? {} : n8n),
    });
    await npm.says(ready);
    if (!args.includes('migrate')) expect(await isTaken(port)).toBe(true);
    npm.child.kill('SIGTERM');
    await npm.ended;
    expect(anybodyLeft(npm.child)).toBe(false);
    expect(await isTaken(port)).toBe(false);
    expect(npm.said()).toMatch(afterwards);
    await holder.end().catch(() => {});
  });

  it('also a second one, as Ctrl+C brings it, and the first is still obeyed in order', async () => {
    await using database = await createTestDatabase();
    await using node = run(process.execPath, ['src/main.ts'], {
      ...{ DATABASE_URL: database.url, ...n8n, PORT: '0' },
    });
    await node.says(/"msg":"listening"/);
    node.child.kill('SIGINT');
    await node.says(/"msg":"stopping/);
    node.child.kill('SIGINT');
    expect(await node.ended).toBe(0);
  });
});

describe('what a setting names is away at start', { timeout: 180_000 }, () => {
  const away = { DATABASE_URL: 'postgres://ana:s3cret@127.0.0.1:9/flowsmith', ...n8n, PORT: '0' };

  it.each([
    ['PostgreSQL', away, /PostgreSQL at 127\.0\.0\.1:9 \(DATABASE_URL\) does not answer/],
    [
      'Redis',
      { ...away, DATABASE_URL: inject('postgresUrl'), REDIS_URL: 'redis://:s3cret@127.0.0.1:9' },
      /Redis at 127\.0\.0\.1:9 \(REDIS_URL\) does not answer/,
    ],
  ])('%s: told at once, tried again, and SIGTERM is obeyed meanwhile', async (_what, env, says) => {
    await using node = run(process.execPath, ['src/main.ts'], env);
    await node.says(says);
    expect(node.child.exitCode).toBeNull();
    node.child.kill('SIGTERM');
    expect(await node.ended).toBe(0);
    expect(node.said()).not.toContain('s3cret');
    expect(node.said()).not.toMatch(/\n\s+at /);
  });

  it('a Redis that comes late is waited for; one that goes does not keep the process from ending', async () => {
    const { hostname, port } = new URL(inject('redisUrl') ?? 'redis://127.0.0.1:6379');
    await using redis = await startTcpProxy({ host: hostname, port: Number(port || 6379) });
    await using database = await createTestDatabase();
    redis.cut();
    await using node = run(process.execPath, ['src/main.ts'], {
      ...{ DATABASE_URL: database.url, REDIS_URL: `redis://127.0.0.1:${redis.port}/15` },
      ...{ ...n8n, PORT: '0' },
    });
    await node.says(/not there yet/);
    redis.mend();
    await node.says(/"msg":"listening"/);
    redis.cut();
    await node.says(/queue connection error/);
    node.child.kill('SIGTERM');
    // It says what it was at when it does not end.
    expect(await Promise.race([node.ended, sleep(90_000).then(() => node.said().slice(-3_000))])).toBe(0);
  });
});

it.each([
  ['a mistyped database', { DATABASE_URL: inject('postgresUrl').replace(/postgres$/, 'mistyped') }, 'DATABASE_URL'],
  ['a database without tables', {}, 'flowsmith migrate'],
  ['no policy file', { POLICY_FILE: '/nowhere.json' }, 'POLICY_FILE'],
  ['an address without TLS', { PUBLIC_URL: 'http://flowsmith.example.com' }, 'PUBLIC_URL'],
  ['a taken port', { PORT: new URL(inject('postgresUrl')).port, migrated: 'yes' }, 'PORT'],
])('%s: one line that names the setting, exit code 1', { timeout: 120_000 }, async (_what, given, names) => {
  await using database = await createTestDatabase();
  const { migrated, ...env } = { migrated: '', ...given } as Record<string, string>;
  const url = migrated ? database.url : inject('postgresUrl');
  await using node = run(process.execPath, ['src/main.ts'], {
    ...{ DATABASE_URL: url, ...n8n, N8N_API_KEY: 'k3y', LOG_LEVEL: 'error', ...env },
  });
  expect(await node.ended).toBe(1);
  expect(node.said().trim().split('\n')).toHaveLength(1);
  expect(node.said()).toMatch(/^Flowsmith cannot start\. /);
  expect(node.said()).toContain(names);
  expect(node.said()).not.toContain('k3y');
});
