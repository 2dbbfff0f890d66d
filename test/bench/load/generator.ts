import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface LoadRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
}
export interface LoadResult {
  /** Milliseconds from when each was due until its answer was read, smallest first. */
  latencies: number[];
  /** How many got which status; 0: no answer. */
  statuses: Record<string, number>;
}

/**
 * Sends the requests of LOAD_FILE to LOAD_URL, LOAD_RATE a second, whether or not earlier ones were answered: time lost
 * by waiting counts.
 */
const { LOAD_FILE = '', LOAD_URL = '', LOAD_RATE = '100' } = process.env;
const requests = JSON.parse(readFileSync(LOAD_FILE, 'utf8')) as LoadRequest[];
const everyMs = 1000 / Number(LOAD_RATE);
const { hostname, port } = new URL(LOAD_URL);
const agent = new Agent({ keepAlive: true });
const latencies: number[] = [];
const statuses: Record<string, number> = {};

function send({ path, headers, body }: LoadRequest, dueAt: number): Promise<void> {
  return new Promise((done) => {
    const finish = (status: number) => {
      latencies.push(performance.now() - dueAt);
      statuses[status] = (statuses[status] ?? 0) + 1;
      done();
    };
    const length = { 'content-length': Buffer.byteLength(body) };
    const sent = request({ agent, hostname, port, method: 'POST', path, headers: { ...headers, ...length } });
    sent.once('response', (response) => {
      response.resume();
      response.once('end', () => finish(response.statusCode ?? 0));
    });
    sent.once('error', () => finish(0));
    sent.end(body);
  });
}

const startedAt = performance.now();
const pending: Promise<void>[] = [];
for (const [index, each] of requests.entries()) {
  const dueAt = startedAt + index * everyMs;
  const early = dueAt - performance.now();
  if (early > 0) await sleep(early);
  pending.push(send(each, dueAt));
}
await Promise.all(pending);
agent.destroy();
latencies.sort((a, b) => a - b);
process.send?.({ latencies, statuses } satisfies LoadResult);
