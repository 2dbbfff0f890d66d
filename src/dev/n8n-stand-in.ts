import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type N8nAccess, openGate } from '#src/n8n/gate.ts';
import { answerApi, type Memory } from './n8n-stand-in/api.ts';
import { answerCall } from './n8n-stand-in/calls.ts';
import { createCredentials, type StandInCredential } from './n8n-stand-in/credentials.ts';
import { Refusal } from './n8n-stand-in/documents.ts';
import { createExecutions, type PlantedExecution } from './n8n-stand-in/executions.ts';
import { createFaults, type Fault } from './n8n-stand-in/faults.ts';
import { answerInventory, type StandInInventory, usualStandInInventory } from './n8n-stand-in/inventory.ts';
import { createStandInLookUps, type StandInLookUps } from './n8n-stand-in/look-ups.ts';
import { toMissingPage, toStartPage, toWorkflowPage } from './n8n-stand-in/page.ts';
import { createWorkflows, type PlantedWorkflow, type StandInWorkflow } from './n8n-stand-in/workflows.ts';

export type { Fault, PlantedExecution, StandInCredential, StandInWorkflow };

export interface StandInOptions {
  /** [0: a free one] */
  port?: number;
  apiKey?: string;
  /** What it says it is [2.40.7]. */
  version?: string;
}

/**
 * A server that answers as n8n 2.40 does to the calls Flowsmith makes. A called workflow goes from step to step without
 * doing anything; only Stop and Error fails.
 */
export interface StandIn extends AsyncDisposable {
  baseUrl: string;
  apiKey: string;
  /** Ready for createN8nClient. */
  config: N8nAccess;
  /** Lets the next matching request go wrong. */
  fail(fault: Fault): void;
  /** `METHOD /path` of every API request and every call of a webhook or form since the start or the last reset. */
  requests(): string[];
  /** When each request of any kind came, in milliseconds of this process's clock. */
  arrivals(): number[];
  workflows(): StandInWorkflow[];
  /** Puts a workflow there as if it had been made long ago. */
  plant(workflow: PlantedWorkflow): void;
  /** Puts an execution there as if it had run, and returns its id. */
  addExecution(execution: PlantedExecution): string;
  addCredential(credential: Omit<StandInCredential, 'id'>): StandInCredential;
  /** Key of its MCP server, and what that looks up. */
  mcpKey: string;
  lookUps: Pick<StandInLookUps, 'add' | 'addTable'>;
  /** Goes on as another version, or with other node types, as after an upgrade. */
  become(change: { version?: string; inventory?: Partial<StandInInventory> }): void;
  /** Forgets everything it was told, faults and requests too. */
  reset(): void;
}

const mcpKey = 'stand-in-mcp-key';
const mcpPath = '/mcp-server/http';
const maxBodyBytes = 16 * 1024 * 1024;

/** Starts the stand-in on loopback. It was proved against the real n8n with the suite in test/contract. */
export async function startN8nStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { port = 0, apiKey = 'stand-in-key' } = options;
  let { version = '2.40.7' } = options;
  const inventory = usualStandInInventory();
  const workflows = createWorkflows(() => version);
  const executions = createExecutions((id) => workflows.list().find((each) => each.id === id));
  const credentials = createCredentials();
  const lookUps = createStandInLookUps();
  const memory: Memory = { workflows, executions, credentials };
  const faults = createFaults();
  const requests: string[] = [];
  const arrivals: number[] = [];

  let forgotten = new AbortController();
  let paused: Promise<void> | undefined;

  /** What to answer; undefined for a request that is left hanging. */
  async function answer(request: IncomingMessage): Promise<Reply | undefined> {
    arrivals.push(performance.now());
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const method = request.method ?? 'GET';
    const inApi = url.pathname.startsWith('/api/v1/');
    const path = inApi ? url.pathname.slice('/api/v1'.length) : url.pathname;
    if (inApi || /^\/(webhook|form)\//.test(path)) requests.push(`${method} ${path}`);
    const text = await readBody(request);
    const { signal } = forgotten;
    while (paused) await paused;
    if (signal.aborted) return undefined;
    const fault = faults.take(method, path, text);
    if (fault?.hang) return undefined;
    if (fault?.html !== undefined || fault?.status !== undefined) return toFaultReply(fault);
    if (fault?.pauseMs) {
      paused = sleep(fault.pauseMs, undefined, { signal }).finally(() => {
        paused = undefined;
      });
      await paused;
    }
    if (fault?.lateMs) await sleep(fault.lateMs, undefined, { signal });
    if (path === mcpPath && method === 'POST') return toLookUp(request, text);
    const act = () => (inApi ? toAnswer(request, text, url) : toCall(request, text, { path, method }));
    const first = act();
    const reply = fault?.twice ? act() : first;
    if (fault?.resetAfterAccept) request.socket.resetAndDestroy();
    return fault?.hangAfterAccept || fault?.resetAfterAccept ? undefined : reply;
  }

  function toAnswer(request: IncomingMessage, text: string, { pathname, searchParams: query }: URL): Reply {
    const method = request.method ?? 'GET';
    const path = pathname.slice('/api/v1'.length);
    return attempt(() => {
      if (request.headers['x-n8n-api-key'] !== apiKey) throw new Refusal(401, 'Unauthorized');
      const known = answerInventory(inventory, method, path);
      if (known !== undefined) return known;
      return answerApi(memory, { method, path, query, body: parseBody(request, text) });
    });
  }

  function toLookUp(request: IncomingMessage, text: string): Reply {
    return attempt(() => {
      if (request.headers.authorization !== `Bearer ${mcpKey}`) throw new Refusal(401, 'Unauthorized');
      return lookUps.answer(parseBody(request, text));
    });
  }

  function toCall(request: IncomingMessage, text: string, at: { path: string; method: string }): Reply {
    const form = request.headers['content-type']?.startsWith('multipart/') ?? false;
    const body = form || text === '' ? {} : parseBody(request, text);
    const called = answerCall(workflows, executions, { ...at, body });
    return called ? json(called.status, called.body) : toPage(at.path);
  }

  function toPage(path: string): Reply {
    const id = /^\/workflow\/([\w-]+)$/.exec(path)?.[1];
    const workflow = workflows.list().find((each) => each.id === id);
    if (workflow) return html(200, toWorkflowPage(workflow));
    if (id) return html(404, toMissingPage());
    if (path === '/rest/settings') return json(200, { data: {} });
    if (path.startsWith('/healthz')) return json(200, { status: 'ok' });
    return html(200, toStartPage(version));
  }

  const server = createServer((request, response) => {
    answer(request)
      .then((reply) => reply && send(response, reply))
      .catch(() => response.destroy());
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl,
    apiKey,
    config: { baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 5, gate: openGate() },
    fail: faults.add,
    requests: () => [...requests],
    arrivals: () => [...arrivals],
    workflows: () => structuredClone(workflows.list()),
    plant: workflows.put,
    addExecution: (execution) => executions.add(execution).id,
    addCredential: credentials.create,
    mcpKey,
    lookUps,
    become(change) {
      version = change.version ?? version;
      Object.assign(inventory, change.inventory);
    },
    reset() {
      workflows.clear();
      executions.clear();
      credentials.clear();
      lookUps.clear();
      faults.clear();
      forgotten.abort();
      forgotten = new AbortController();
      requests.splice(0);
      arrivals.splice(0);
    },
    async [Symbol.asyncDispose]() {
      forgotten.abort();
      workflows.clear();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

class Page extends Error {
  readonly status: number;
  constructor(status: number, words: string) {
    super(words);
    this.status = status;
  }
}

function attempt(act: () => unknown): Reply {
  try {
    return json(200, act());
  } catch (error) {
    if (error instanceof Refusal) return json(error.status, { message: error.message });
    if (error instanceof Page) return html(error.status, errorPage(error.message));
    throw error;
  }
}

const errorPage = (words: string) =>
  `<!DOCTYPE html>\n<html lang="en">\n<head><title>Error</title></head>\n<body><pre>${words}</pre></body>\n</html>`;

function parseBody(request: IncomingMessage, text: string): unknown {
  if (text.length > maxBodyBytes) throw new Page(413, 'PayloadTooLargeError: request entity too large');
  if (text === '') return undefined;
  const type = request.headers['content-type']?.split(';')[0];
  if (type !== 'application/json') throw new Refusal(415, `unsupported media type ${type}`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Page(500, 'ResponseError: Failed to parse request body');
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function toFaultReply({ status, message, html: page, headers }: Fault): Reply {
  const reply = page === undefined ? json(status ?? 500, { message: message ?? 'Failed' }) : html(status ?? 200, page);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

function json(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}

function html(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function send(response: ServerResponse, { status, headers, body }: Reply): void {
  response.writeHead(status, headers).end(body);
}
