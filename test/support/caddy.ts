import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '#src/dev/free-port.ts';

const run = promisify(execFile);

/** The proxy's own Caddy, else Debian's, unpacked into the cache folder and not installed; undefined where there is neither. */
export async function findCaddy(): Promise<string | undefined> {
  const installed = spawnSync('sh', ['-c', 'command -v caddy'], { encoding: 'utf8' }).stdout.trim();
  if (installed) return installed;
  const folder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'flowsmith', 'caddy');
  const caddy = join(folder, 'usr/bin/caddy');
  if (existsSync(caddy)) return caddy;
  const download = mkdtempSync(join(tmpdir(), 'flowsmith-caddy-package-'));
  try {
    mkdirSync(folder, { recursive: true });
    await run('apt-get', ['download', 'caddy'], { cwd: download }).catch(async () => {
      // A new machine has no lists of packages yet.
      await run('apt-get', ['update']);
      await run('apt-get', ['download', 'caddy'], { cwd: download });
    });
    await run('sh', ['-c', 'dpkg -x caddy_*.deb "$0"', folder], { cwd: download });
    return caddy;
  } catch (error) {
    console.warn(`No Caddy: ${String(error).split('\n')[0]}`);
    return undefined;
  } finally {
    rmSync(download, { recursive: true, force: true });
  }
}

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface TlsProxy extends AsyncDisposable {
  httpPort: number;
  httpsPort: number;
  /** A request over TLS to one of the hosts, whose certificate has to be good. Hands over the answer as it begins. */
  open(host: string, path: string, options?: Asked): Promise<IncomingMessage>;
  ask(host: string, path: string, options?: Asked): Promise<Answer>;
  /** Opens a WebSocket there: `open` when it still is after a second, else `closed`, or the status of the refusal. */
  upgrade(host: string, path: string, headers?: Record<string, string>): Promise<'open' | 'closed' | number>;
}
interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Runs manifest/compose/Caddyfile as it is, on loopback, with certificates of its own authority. */
export async function startCaddy(caddy: string, env: Record<string, string>): Promise<TlsProxy> {
  const data = mkdtempSync(join(tmpdir(), 'flowsmith-caddy-'));
  const [httpPort, httpsPort] = [await freePort(), await freePort()];
  const child = spawn(caddy, ['run', '--config', 'manifest/compose/Caddyfile', '--adapter', 'caddyfile'], {
    env: {
      ...{ HOME: data, XDG_DATA_HOME: data, XDG_CONFIG_HOME: data, PROXY_TLS: 'tls internal' },
      ...{ PROXY_HTTP_PORT: String(httpPort), PROXY_HTTPS_PORT: String(httpsPort) },
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  const authority = join(data, 'caddy/pki/authorities/local/root.crt');
  const to = (host: string, path: string, { method = 'GET', headers = {} }: Asked) =>
    request({
      ...{ host: '127.0.0.1', port: httpsPort, servername: host, path, method, ca: readFileSync(authority) },
      headers: { host: `${host}:${httpsPort}`, ...headers },
      agent: false,
    });
  async function open(host: string, path: string, options: Asked = {}): Promise<IncomingMessage> {
    const asked = to(host, path, options);
    asked.end(options.body);
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    return answer;
  }
  async function ask(host: string, path: string, options?: Asked): Promise<Answer> {
    const answer = await open(host, path, options);
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() };
  }
  async function upgrade(
    host: string,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<'open' | 'closed' | number> {
    const key = Buffer.alloc(16, 1).toString('base64');
    const wanted = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
    const asked = to(host, path, { headers: { ...wanted, 'sec-websocket-key': key, ...headers } });
    asked.end();
    return new Promise((done, failed) => {
      asked.once('error', failed);
      asked.once('response', (answer) => done(answer.resume().statusCode ?? 0));
      asked.once('upgrade', (_answer, socket, head) => {
        const settle = (state: 'open' | 'closed') => {
          socket.destroy();
          done(state);
        };
        // Frames of a server: opcode, length below 126, content. Opcode 8 closes.
        const look = (chunk: Buffer) => {
          for (let at = 0; at + 1 < chunk.length; at += 2 + ((chunk[at + 1] ?? 0) & 0x7f))
            if (((chunk[at] ?? 0) & 0x0f) === 8) settle('closed');
        };
        for (const event of ['end', 'close', 'error']) socket.once(event, () => settle('closed'));
        socket.on('data', look);
        look(head);
        setTimeout(settle, 1000, 'open');
      });
    });
  }
  async function end(): Promise<void> {
    if (child.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(5000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
    }
    rmSync(data, { recursive: true, force: true });
  }
  for (let attempt = 0; attempt < 150; attempt++) {
    const up = existsSync(authority) && (await ask(env['FLOWSMITH_HOST'] ?? '', '/').catch(() => undefined));
    if (up) return { httpPort, httpsPort, open, ask, upgrade, [Symbol.asyncDispose]: end };
    if (child.exitCode !== null) break;
    await sleep(200);
  }
  await end();
  throw new Error(`Caddy did not start: ${output.slice(-3000)}`);
}
