import got, { RequestError } from 'got';
import type { N8nConfig } from '#src/config.ts';
import { N8nError } from '#src/errors.ts';
import { type N8nAct, toN8nError } from './messages.ts';

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
}

export type SendToN8n = (call: N8nCall) => Promise<unknown>;

/**
 * One HTTP call, no retries (the queue's business) and no redirects (the key must not travel to another host).
 * Every failure is an N8nError.
 */
export function createSender(config: N8nConfig, timeoutMs: number): SendToN8n {
  const { basicAuth } = config;
  const basic = basicAuth && Buffer.from(`${basicAuth.user}:${basicAuth.password}`).toString('base64');
  const http = got.extend({
    headers: {
      'user-agent': 'flowsmith',
      ...(basic ? { authorization: `Basic ${basic}` } : {}),
    },
    retry: { limit: 0 },
    timeout: { request: timeoutMs, connect: Math.min(timeoutMs, 5000) },
    followRedirect: false,
    throwHttpErrors: false,
    responseType: 'buffer',
  });
  return async (call) => {
    const url = new URL(`${config.baseUrl.replace(/\/+$/, '')}${call.path}`);
    for (const [key, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) url.searchParams.set(key, value);
    }
    const page = call.as === 'page';
    const headers: Record<string, string> = page
      ? { accept: 'text/html,application/json' }
      : { accept: 'application/json', 'x-n8n-api-key': config.apiKey };
    const tooLarge = new AbortController();
    try {
      const request = http(url, {
        method: call.method,
        headers,
        signal: tooLarge.signal,
        ...(call.body === undefined ? {} : { json: call.body }),
      });
      request.on('downloadProgress', ({ transferred }: { transferred: number }) => {
        if (transferred > maxResponseBytes) tooLarge.abort();
      });
      const { statusCode: status, headers: answered, body } = await request;
      const text = Buffer.from(body).toString('utf8');
      const response = { status, body: text, headers: answered };
      if (status < 200 || status > 299) throw toN8nError({ response }, call.act);
      if (page || status === 204) return text;
      const json = parseJson(text);
      if (json === undefined) throw toN8nError({ response }, call.act);
      return json;
    } catch (error) {
      if (error instanceof N8nError) throw error;
      if (tooLarge.signal.aborted) throw toN8nError({ tooLarge: maxResponseBytes }, call.act);
      if (error instanceof RequestError) throw toN8nError({ error, baseUrl: config.baseUrl }, call.act);
      throw error;
    }
  };
}

/** Undefined for anything that is not a JSON object or array: a login page says 200 too. */
function parseJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
