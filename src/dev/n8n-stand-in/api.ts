import { checkDocument, Refusal } from './documents.ts';
import type { StandInWorkflow, Workflows } from './workflows.ts';

export interface ApiRequest {
  method: string;
  /** Below `/api/v1`. */
  path: string;
  query: URLSearchParams;
  body: unknown;
}

/** The public API's answer to one request, as the body of a 200. Throws Refusal for every other. */
export function answerApi(workflows: Workflows, { method, path, query, body }: ApiRequest): unknown {
  const [, collection, id, verb, tail] = path.split('/');
  if (collection === 'credentials' && method === 'GET' && !id) return { data: [], nextCursor: null };
  if (collection !== 'workflows' || tail !== undefined) throw new Refusal(404, 'not found');
  if (!id) {
    if (method === 'GET') return listPage(workflows.list(), query);
    if (method === 'POST') return workflows.create(checkDocument(body, 'create'));
    throw new Refusal(405, `${method} method not allowed`);
  }
  if (verb) return method === 'POST' ? act(workflows, id, verb, body) : notAllowed(method);
  if (method === 'GET') return workflows.get(id);
  if (method === 'DELETE') return workflows.remove(id);
  if (method !== 'PUT') return notAllowed(method);
  return workflows.update(id, checkDocument(body, 'update'), query.get('publishIfActive') !== 'false');
}

function act(workflows: Workflows, id: string, verb: string, body: unknown): StandInWorkflow {
  if (verb === 'publish' || verb === 'activate') {
    return workflows.publish(id, (body as { versionId?: string } | undefined)?.versionId);
  }
  if (verb === 'unpublish' || verb === 'deactivate') return workflows.unpublish(id);
  if (verb === 'archive' || verb === 'unarchive') return workflows.archive(id, verb === 'archive');
  return notAllowed('POST');
}

function notAllowed(method: string): never {
  throw new Refusal(405, `${method} method not allowed`);
}

/** Pages like n8n's: the cursor is base64 of limit and offset, and wins over the query. */
function listPage(
  all: StandInWorkflow[],
  query: URLSearchParams,
): { data: StandInWorkflow[]; nextCursor: string | null } {
  const name = query.get('name')?.toLowerCase() ?? '';
  const matching = all.filter((workflow) => workflow.name.toLowerCase().includes(name));
  const { limit, offset } = placeOf(query);
  const end = offset + limit;
  const next = Buffer.from(JSON.stringify({ limit, offset: end })).toString('base64');
  return { data: matching.slice(offset, end), nextCursor: end < matching.length ? next : null };
}

function placeOf(query: URLSearchParams): { limit: number; offset: number } {
  const limit = Math.min(Number(query.get('limit') ?? 100), 250);
  const cursor = query.get('cursor');
  if (!cursor) return { limit, offset: 0 };
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as { limit?: number; offset?: number };
    return { limit: place.limit ?? limit, offset: place.offset ?? 0 };
  } catch {
    throw new Refusal(400, 'An invalid cursor was provided');
  }
}
