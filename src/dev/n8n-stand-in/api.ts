import type { Credentials } from './credentials.ts';
import { checkDocument, Refusal } from './documents.ts';
import type { Executions } from './executions.ts';
import type { StandInWorkflow, Workflows } from './workflows.ts';

export interface ApiRequest {
  method: string;
  /** Below `/api/v1`. */
  path: string;
  query: URLSearchParams;
  body: unknown;
}

export interface Memory {
  workflows: Workflows;
  executions: Executions;
  credentials: Credentials;
}

/** The public API's answer to one request, as the body of a 200. Throws Refusal for every other. */
export function answerApi(memory: Memory, request: ApiRequest): unknown {
  const [, collection, ...rest] = request.path.split('/');
  if (collection === 'workflows') return answerWorkflows(memory.workflows, rest, request);
  if (collection === 'executions') return answerExecutions(memory.executions, rest, request);
  if (collection === 'credentials' && rest.length === 0) {
    if (request.method === 'GET') return page(memory.credentials.list(), request.query);
    return request.method === 'POST' ? memory.credentials.create(request.body) : notAllowed(request.method);
  }
  if (collection === 'tags' && rest.length === 0) {
    if (request.method === 'GET') return page(memory.workflows.tags(), request.query);
    return request.method === 'POST'
      ? memory.workflows.createTag(Object(request.body).name)
      : notAllowed(request.method);
  }
  if (collection === 'discover' && rest.length === 0) return { data: { scopes: standInScopes, resources: {} } };
  throw new Refusal(404, 'not found');
}

const standInScopes = [
  ...['create', 'read', 'update', 'delete', 'list', 'activate', 'deactivate'].map((verb) => `workflow:${verb}`),
  ...['read', 'list', 'retry', 'stop', 'delete'].map((verb) => `execution:${verb}`),
  ...['credential:create', 'credential:list', 'securityAudit:generate'],
  ...['tag:list', 'tag:create', 'workflowTags:list', 'workflowTags:update'],
];

function answerExecutions(executions: Executions, [id, verb, tail]: string[], { method, query }: ApiRequest): unknown {
  if (tail !== undefined) throw new Refusal(404, 'not found');
  if (!id) return method === 'GET' ? executions.list(query) : notAllowed(method);
  if (!verb) return method === 'GET' ? executions.get(id, query.get('includeData') === 'true') : notAllowed(method);
  if (method !== 'POST') return notAllowed(method);
  if (verb === 'retry') return executions.retry(id);
  if (verb === 'stop') return executions.stop(id);
  throw new Refusal(404, 'not found');
}

function answerWorkflows(workflows: Workflows, [id, verb, tail]: string[], request: ApiRequest): unknown {
  const { method, query, body } = request;
  if (!id) {
    if (method === 'GET') return listPage(workflows.list(), query);
    if (method === 'POST') return workflows.create(checkDocument(body, 'create'));
    return notAllowed(method);
  }
  if (verb === 'versions' && tail && method === 'GET') {
    const { versionId, createdAt, nodes, connections, nodeGroups } = workflows.version(id, tail);
    return { ...toInfo(id, versionId, createdAt), nodes, connections, nodeGroups };
  }
  if (tail !== undefined) throw new Refusal(404, 'not found');
  if (verb === 'history' && method === 'GET') {
    const infos = workflows.versions(id).map(({ versionId, createdAt }) => toInfo(id, versionId, createdAt));
    return page(infos, query);
  }
  if (verb === 'tags') return method === 'PUT' ? workflows.assignTags(id, body) : workflows.get(id).tags;
  if (verb) return method === 'POST' ? act(workflows, id, verb, body) : notAllowed(method);
  if (method === 'GET') return workflows.get(id);
  if (method === 'DELETE') return workflows.remove(id);
  if (method !== 'PUT') return notAllowed(method);
  return workflows.update(id, checkDocument(body, 'update'), query.get('publishIfActive') !== 'false');
}

function toInfo(workflowId: string, versionId: string, createdAt: string) {
  return {
    versionId,
    workflowId,
    authors: 'Test Owner',
    name: null,
    description: null,
    createdAt,
    updatedAt: createdAt,
  };
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

function listPage(all: StandInWorkflow[], query: URLSearchParams) {
  const name = query.get('name')?.toLowerCase() ?? '';
  const active = query.get('active');
  const matching = all.filter((workflow) => workflow.name.toLowerCase().includes(name));
  return page(
    matching.filter((workflow) => active === null || String(workflow.active) === active),
    query,
  );
}

/** Pages like n8n's: the cursor is base64 of limit and offset, and wins over the query. */
function page<T>(matching: T[], query: URLSearchParams): { data: T[]; nextCursor: string | null } {
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
