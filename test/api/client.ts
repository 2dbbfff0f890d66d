import type { DraftState } from '#src/api/operations/drafts.ts';
import type { Problem } from '#src/api/problem.ts';
import { eventually, type TestApp } from '#test/support/test-app.ts';
import { undocumented } from './as-documented.ts';

export const request = 'every hour get https://example.com/health';

export interface Answer {
  status: number;
  headers: Headers;
  /** A draft's state or a problem document; empty when the body was not JSON. */
  body: Partial<DraftState> & Partial<Omit<Problem, 'status'>>;
}

interface Call {
  key?: string;
  headers?: Record<string, string>;
  method?: string;
  /** Sent as it is when a string, else as JSON. */
  body?: unknown;
}

/** One HTTP call as a client of the API makes it. Throws when the answer is not as /openapi.json says. */
export async function call(app: TestApp, path: string, { key, headers, method, body }: Call = {}): Promise<Answer> {
  const verb = method ?? (body === undefined ? 'GET' : 'POST');
  const response = await fetch(`${app.url}${path}`, {
    method: verb,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json');
  const answer = { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : {} };
  const differences = undocumented({ method: verb, path, ...answer });
  if (differences.length > 0) throw new Error(`${verb} ${path}: not as documented: ${differences.join('; ')}`);
  return answer;
}

/** Asks for a workflow. */
export function ask(app: TestApp, key: string | undefined, body: unknown, headers: Record<string, string> = {}) {
  return call(app, '/create-n8n-workflow', { ...(key ? { key } : {}), headers, body });
}

/** Reads a draft until it stands where it should. */
export function until(app: TestApp, key: string, draftId: string | undefined, status: string) {
  return eventually(async () => {
    const { body } = await call(app, `/api/v1/drafts/${draftId}`, { key });
    return body.status === status && body;
  }, `draft is ${status}`);
}
