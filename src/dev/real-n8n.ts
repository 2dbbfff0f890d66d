import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { ensureN8nInstalled } from './n8n-install.ts';

export { ensureN8nInstalled, n8nVersion } from './n8n-install.ts';

export interface RealN8n extends AsyncDisposable {
  baseUrl: string;
  /** Belongs to the owner, with every scope Flowsmith needs. */
  apiKey: string;
  /** Its home: what it keeps, and below `.n8n-files` what workflows may read and write. */
  dir: string;
  /** Ends it; its data goes too unless a folder was given. */
  stop(): Promise<void>;
  /** Same data, port and key. With `kill` it gets no chance to tidy up. */
  restart(options?: { kill?: boolean }): Promise<void>;
}

/** Signs in to the n8n started here; it answers on loopback only. */
export const n8nOwner = { email: 'owner@example.com', password: 'Flowsmith-1' };

const startTimeoutMs = 180_000;
const scopes = [
  ...['create', 'read', 'update', 'delete', 'list', 'activate', 'deactivate'].map((verb) => `workflow:${verb}`),
  ...['create', 'list', 'delete'].map((verb) => `credential:${verb}`),
  ...['read', 'list', 'retry', 'stop', 'delete'].map((verb) => `execution:${verb}`),
  ...['create', 'read', 'list'].map((verb) => `tag:${verb}`),
  'tag:list',
  'tag:create',
  'workflowTags:list',
  'workflowTags:update',
  'securityAudit:generate',
  'communityPackage:list',
];

/**
 * Starts a real n8n on loopback with its own owner and key, for tests; it ends when this process does, however it dies.
 * 30 to 60 s. Throws with n8n's last log lines when it does not come up.
 * @param options.dir where its data lives; a temporary folder otherwise
 * @param options.env more settings of n8n; they win
 * @param options.host where it listens [127.0.0.1]
 * @param options.through a command that runs it, e.g. in a network of its own
 */
export async function startRealN8n(
  options: {
    dir?: string;
    port?: number;
    env?: Record<string, string>;
    host?: string;
    through?: readonly string[];
  } = {},
): Promise<RealN8n> {
  const installed = await ensureN8nInstalled({ log: (line) => process.stderr.write(`${line}\n`) });
  const bin = join(installed, 'node_modules/n8n/bin/n8n');
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'flowsmith-n8n-'));
  const port = options.port ?? (await freePort());
  const { host = '127.0.0.1', through = [] } = options;
  const baseUrl = `http://${host}:${port}`;
  const listens = { N8N_LISTEN_ADDRESS: host, N8N_HOST: host };
  const env = { ...environment(dir, port, await freePort()), ...listens, ...options.env };
  const command = [...through, process.execPath, bin, 'start'];
  let running = await launch(command, env, baseUrl);
  const apiKey = await createOwnerKey(baseUrl);
  async function stop(): Promise<void> {
    await end(running);
    if (options.dir === undefined) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
  return {
    baseUrl,
    apiKey,
    dir,
    stop,
    async restart({ kill = false } = {}) {
      await end(running, kill ? 0 : undefined);
      running = await launch(command, env, baseUrl);
    },
    [Symbol.asyncDispose]: stop,
  };
}

/** Nothing of ours but the path; everything off that calls home. */
function environment(dir: string, port: number, brokerPort: number): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: dir,
    N8N_USER_FOLDER: dir,
    N8N_PORT: String(port),
    N8N_RUNNERS_BROKER_PORT: String(brokerPort),
    N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
    N8N_SECURE_COOKIE: 'false',
    N8N_DIAGNOSTICS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
    N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
    N8N_DYNAMIC_BANNERS_ENABLED: 'false',
    N8N_TEMPLATES_ENABLED: 'false',
    N8N_PERSONALIZATION_ENABLED: 'false',
    N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
    N8N_COMMUNITY_PACKAGES_ENABLED: 'false',
    N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
    N8N_LOG_LEVEL: 'info',
    N8N_LOG_OUTPUT: 'console',
  };
}

interface Running {
  shell: ChildProcess;
}

async function launch(command: readonly string[], env: Record<string, string>, baseUrl: string): Promise<Running> {
  if (await isReady(baseUrl)) throw new Error(`Something answers at ${baseUrl} already.`);
  // The shell holds our pipe open: when node ends, `cat` ends, and n8n with it. Its grandchildren share the group.
  const script =
    '"$@" </dev/null & p=$!; cat >/dev/null; kill -TERM $p 2>/dev/null; ' +
    '(sleep 8; kill -KILL $p) 2>/dev/null & wait $p';
  const shell = spawn('sh', ['-c', script, 'sh', ...command], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const output: string[] = [];
  const keep = (chunk: Buffer) => output.push(chunk.toString()) > 200 && output.shift();
  shell.stdout?.on('data', keep);
  shell.stderr?.on('data', keep);
  const deadline = Date.now() + startTimeoutMs;
  while (shell.exitCode === null && Date.now() < deadline) {
    if (await isReady(baseUrl)) return { shell };
    await sleep(250);
  }
  await end({ shell }, 0);
  throw new Error(`n8n did not start:\n${output.join('').slice(-4000)}`);
}

async function isReady(baseUrl: string): Promise<boolean> {
  try {
    const health = await fetch(`${baseUrl}/healthz/readiness`, { signal: AbortSignal.timeout(2000) });
    if (!health.ok) return false;
    const settings = await fetch(`${baseUrl}/rest/settings`, { signal: AbortSignal.timeout(2000) });
    return settings.ok && (settings.headers.get('content-type') ?? '').includes('json');
  } catch {
    return false;
  }
}

/** Asks it to end; after `graceMs` its whole group goes. */
async function end({ shell }: Running, graceMs = 10_000): Promise<void> {
  if (shell.exitCode !== null || shell.signalCode !== null) return;
  const ended = new Promise<void>((done) => shell.once('exit', () => done()));
  if (graceMs > 0) shell.stdin?.end();
  const killing = setTimeout(() => {
    if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL');
  }, graceMs);
  await ended;
  clearTimeout(killing);
}

/** What a person does on the first visit: become the owner, then make a key. */
async function createOwnerKey(baseUrl: string): Promise<string> {
  const owner = { ...n8nOwner, firstName: 'Test', lastName: 'Owner' };
  const setup = await post(`${baseUrl}/rest/owner/setup`, owner);
  const login = setup.ok
    ? setup
    : await post(`${baseUrl}/rest/login`, { emailOrLdapLoginId: owner.email, password: owner.password });
  if (!login.ok) throw new Error(`n8n took no owner: ${login.status} ${await login.text()}`);
  const cookie = login.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const label = `flowsmith-${Date.now()}`;
  const created = await post(`${baseUrl}/rest/api-keys`, { label, scopes, expiresAt: null }, cookie);
  const body = (await created.json()) as { data?: { rawApiKey?: string } };
  if (!body.data?.rawApiKey) throw new Error(`n8n made no key: ${created.status} ${JSON.stringify(body)}`);
  return body.data.rawApiKey;
}

async function post(url: string, body: object, cookie?: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) };
  return await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(30_000) });
}
