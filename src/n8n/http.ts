import type { ClientRequest } from 'node:http';
import got, { RequestError } from 'got';
import { isTextTooDeep, maxJsonDepth } from '#src/json-depth.ts';
import { workedOn } from '#src/log.ts';
import type { N8nAccess } from './gate.ts';
import { type N8nAct, toN8nError } from './messages.ts';
import { observeCall } from './observe.ts';
import { askedToRest } from './rest.ts';

/** The largest answer read: a page of 250 big workflows fits, a runaway one does not. */
const maxResponseBytes = 64 * 1024 * 1024;

export interface N8nCall {
  act: N8nAct;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base URL, e.g. `/api/v1/workflows`. */
  path: string;
  query?: Record<string, string | undefined>;
  body?: unknown;
  /** `page` reads whatever comes as text, without the key; `json` (default) insists on JSON. */
  as?: 'json' | 'page';
  /** Gives up (`n8n_answer_too_large`) on a longer answer [64 MB]. */
  maxBytes?: number;
}

export type SendToN8n = (call: N8nCall) => Promise<unknown>;

/**
 * Stands around every single request that changes something in n8n, from right before it leaves to its answer: whatever
 * makes requests wait comes before it, because from here on their time runs.
 */
export type WriteGuard = (act: N8nAct, send: () => Promise<Exchanged>) => Promise<Exchanged>;

/** How the clients of one n8n call it. */
export interface CallOptions {
  /** Per call, in milliseconds [10 000]. */
  timeoutMs?: number | undefined;
  /** Of calls that change something: longer, because there silence leaves a doubt [as the others, else 30 000]. */
  writeTimeoutMs?: number | undefined;
  guard?: WriteGuard | undefined;
}

const readTimeoutMs = 10_000;
const usualWriteTimeoutMs = 30_000;

/** One request to any address, for whatever n8n serves outside its API. */
export interface Exchange {
  act: N8nAct;
  method: string;
  url: URL;
  headers?: Record<string, string>;
  /** Sent as JSON, or as form data when it is that. */
  body?: unknown;
  maxBytes?: number;
  /** Whether a longer answer is an error, or its status is all that is wanted then [`fail`]. */
  beyond?: 'fail' | 'drop';
  /** Since when it waits for its turn (`performance.now()`), when this is not its first try. */
  since?: number;
}

export interface Exchanged {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/**
 * One HTTP request: no retries (the queue's business) and no redirects (the key must not travel to another host).
 * Answers whatever the status is; silence is an N8nError. The proxy's password goes to n8n's own address only.
 * Every request waits at the gate first, and its time runs from there.
 */
export function createExchange(
  config: N8nAccess,
  timeoutMs: number,
  guard: WriteGuard = (_, send) => send(),
): (exchange: Exchange) => Promise<Exchanged> {
  const { basicAuth } = config;
  const basic = basicAuth && Buffer.from(`${basicAuth.user}:${basicAuth.password}`).toString('base64');
  const http = got.extend({
    headers: { 'user-agent': 'flowsmith' },
    retry: { limit: 0 },
    timeout: { request: timeoutMs, connect: Math.min(timeoutMs, 5000) },
    followRedirect: false,
    throwHttpErrors: false,
    responseType: 'buffer',
  });
  const home = new URL(config.baseUrl).origin;
  // n8n does nothing with it; a proxy in front of it logs it, and so its line is found by the request.
  const followed = (url: URL): Record<string, string> => {
    const reference = url.origin === home ? workedOn()?.reference : undefined;
    return reference ? { 'x-request-id': reference } : {};
  };
  return (exchange) => {
    const { act, method, url, since } = exchange;
    return observeCall({ act, method, url, onCall: config.onCall }, async (leaves) => {
      const pass = await config.gate.enter(since);
      if ('held' in pass) throw toN8nError(pass, act);
      const sending = () => {
        leaves();
        return send(exchange);
      };
      try {
        return await guard(act, sending);
      } finally {
        pass.done();
      }
    });
  };

  async function send(exchange: Exchange): Promise<Exchanged> {
    const { act, method, url, headers, body, maxBytes = maxResponseBytes, beyond } = exchange;
    const tooLarge = new AbortController();
    let status: number | undefined;
    try {
      const request = http(url, {
        method: method as 'GET',
        headers: {
          ...(basic && url.origin === home ? { authorization: `Basic ${basic}` } : {}),
          ...followed(url),
          ...headers,
        },
        signal: tooLarge.signal,
        ...(body instanceof FormData ? { body } : body === undefined ? {} : { json: body }),
      });
      request.on('request', (sent: ClientRequest) => {
        sent.once('response', (received) => {
          status = received.statusCode;
        });
      });
      request.on('downloadProgress', ({ transferred }: { transferred: number }) => {
        if (transferred > maxBytes) tooLarge.abort();
      });
      const response = await request;
      const text = Buffer.from(response.body).toString('utf8');
      return { status: response.statusCode, headers: response.headers, body: text };
    } catch (error) {
      if (tooLarge.signal.aborted && beyond === 'drop' && status !== undefined)
        return { status, headers: {}, body: '' };
      if (tooLarge.signal.aborted) throw toN8nError({ tooLarge: maxBytes }, act);
      if (error instanceof RequestError) throw toN8nError({ error, baseUrl: config.baseUrl }, act);
      throw error;
    }
  }
}

/** For calls that change nothing. */
export const createReader = (config: N8nAccess, { timeoutMs = readTimeoutMs }: CallOptions): SendToN8n =>
  createSender(config, timeoutMs);

/** For calls that change something. */
export function createWriter(config: N8nAccess, { timeoutMs, writeTimeoutMs, guard }: CallOptions): SendToN8n {
  return createSender(config, writeTimeoutMs ?? timeoutMs ?? usualWriteTimeoutMs, guard);
}

/**
 * One call to n8n's API with the key. Every failure is an N8nError. A 429 is none yet: n8n did nothing, so everybody
 * rests as long as it asks, and the call goes again, as long as the gate waits for one.
 */
export function createSender(config: N8nAccess, timeoutMs: number, guard?: WriteGuard): SendToN8n {
  const exchange = createExchange(config, timeoutMs, guard);
  return async ({ act, method, path, query = {}, body, as = 'json', maxBytes }) => {
    const url = new URL(`${config.baseUrl.replace(/\/+$/, '')}${path}`);
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(key, value);
    }
    const page = as === 'page';
    const headers: Record<string, string> = page
      ? { accept: 'text/html,application/json' }
      : { accept: 'application/json', 'x-n8n-api-key': config.apiKey };
    const call = { act, method, url, headers, body, since: performance.now(), ...(maxBytes ? { maxBytes } : {}) };
    for (let refused = 1; ; refused++) {
      const response = await exchange(call);
      if (response.status === 429) {
        await config.gate.rest(askedToRest(response.headers, refused));
        continue;
      }
      if (response.status < 200 || response.status > 299) throw toN8nError({ response }, act);
      if (page || response.status === 204) return response.body;
      const json = parseJson(response.body);
      if (json === undefined) throw toN8nError({ response }, act);
      return json;
    }
  };
}

/**
 * Whether n8n itself said how it ended. A 5xx is as well a proxy's that gave up waiting, and a page that is no JSON
 * something else's: behind both the request may still be on its way.
 */
export function isAnswered({ status, body }: Pick<Exchanged, 'status' | 'body'>): boolean {
  if (status >= 200 && status < 300) return status === 204 || parseJson(body) !== undefined;
  return status < 500 && status !== 408;
}

/** Undefined for anything that is not a JSON object or array: a login page says 200 too. */
function parseJson(text: string): object | undefined {
  try {
    // Data of executions may be nested as their workflows like it.
    if (isTextTooDeep(text, 10 * maxJsonDepth)) return undefined;
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
