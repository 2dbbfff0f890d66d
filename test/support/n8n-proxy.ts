import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createFaults, type Fault } from '#src/dev/n8n-stand-in/faults.ts';

/** A way to n8n that breaks on command. */
export interface N8nProxy extends AsyncDisposable {
  /** For N8N_BASE_URL. */
  url: string;
  /** The next matching request goes wrong, as the stand-in would do it: n8n itself is well. */
  fail(fault: Fault): void;
  /** `METHOD /path` of every request so far, in the API below `/api/v1`. */
  requests(): string[];
  /** Creations n8n was asked for through here. */
  creates(): number;
  /** Connections are refused from now on, open ones cut. */
  close(): Promise<void>;
  /** Takes connections again, at the same address. */
  open(): Promise<void>;
  /**
   * Breaks the next creation: on its `request` n8n does not get it, on its `answer` n8n has done it. Then `act` runs,
   * and the connection is cut without an answer.
   */
  breakNextCreate(on: 'request' | 'answer', act?: () => Promise<void>): void;
  /** From now on nothing gets to n8n until what this returns is called; then everything that waited does. */
  hold(): () => void;
}

/** Starts it on loopback in front of one n8n. */
export async function startN8nProxy(target: string): Promise<N8nProxy> {
  let breaking: { on: 'request' | 'answer'; act: () => Promise<void> } | undefined;
  let creates = 0;
  let held: Promise<void> | undefined;

  const faults = createFaults();
  const requests: string[] = [];

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const isCreate = request.method === 'POST' && request.url === '/api/v1/workflows';
    const broken = isCreate ? breaking : undefined;
    if (broken) breaking = undefined;
    if (isCreate) creates += 1;
    const cut = async () => {
      await broken?.act();
      response.destroy();
    };
    const method = request.method ?? 'GET';
    const path = (request.url ?? '').replace(/\?.*$/, '').replace(/^\/api\/v1\//, '/');
    requests.push(`${method} ${path}`);
    const body = await readAll(request);
    await held;
    if (broken?.on === 'request') return cut();
    const fault = faults.take(method, path);
    if (fault?.status !== undefined) {
      const headers = { 'content-type': 'application/json', ...fault.headers };
      return void response.writeHead(fault.status, headers).end(JSON.stringify({ message: fault.message }));
    }
    if (fault?.pauseMs) {
      held = sleep(fault.pauseMs).finally(() => {
        held = undefined;
      });
      await held;
    }
    if (fault?.lateMs) await sleep(fault.lateMs);
    if (fault?.twice) await (await forward(`${target}${request.url}`, request, body)).arrayBuffer();
    const answer = await forward(`${target}${request.url}`, request, body);
    if (broken && !answer.ok) throw new Error(`n8n answered ${answer.status} instead of creating`);
    const content = Buffer.from(await answer.arrayBuffer());
    if (broken) return cut();
    if (fault?.resetAfterAccept) return void request.socket.resetAndDestroy();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(content);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  async function close(): Promise<void> {
    if (!server.listening) return;
    const closed = new Promise<void>((done) => server.close(() => done()));
    server.closeAllConnections();
    await closed;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    fail: faults.add,
    requests: () => [...requests],
    creates: () => creates,
    close,
    open: () => listen(port),
    breakNextCreate(on, act = async () => {}) {
      breaking = { on, act };
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return () => {
        held = undefined;
        resolve();
      };
    },
    [Symbol.asyncDispose]: close,
  };
}

function forward(url: string, { method = 'GET', headers }: IncomingMessage, body: Buffer): Promise<Response> {
  const passed = ['x-n8n-api-key', 'content-type', 'accept'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  const content = body.length > 0 ? { body: new Uint8Array(body) } : {};
  return fetch(url, { method, headers: passed, redirect: 'manual', ...content });
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
