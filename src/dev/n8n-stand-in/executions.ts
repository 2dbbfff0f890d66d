import { Refusal, type StandInDocument, type StandInNode } from './documents.ts';

export interface StandInExecution {
  id: string;
  workflowId: string;
  mode: string;
  status: 'success' | 'error' | 'waiting' | 'running' | 'canceled';
  finished: boolean;
  startedAt: string;
  stoppedAt: string | null;
  retryOf: string | null;
  retrySuccessId: string | null;
  waitTill: string | null;
  data: { resultData: { error?: object; runData: Record<string, object[]>; lastNodeExecuted?: string } };
}

/** A failure or success put there by a test; what is left out is made up. */
export type PlantedExecution = { workflowId: string } & Partial<Omit<StandInExecution, 'id' | 'workflowId'>>;

type Result = StandInExecution['data']['resultData'];
type Items = { json: Record<string, unknown> }[];

export type Executions = ReturnType<typeof createExecutions>;

/** What ran. Newest last in memory, newest first in answers, as in n8n. */
export function createExecutions(savedDocument: (workflowId: string) => StandInDocument | undefined) {
  const all: StandInExecution[] = [];
  let lastId = 0;

  function add({ workflowId, ...more }: PlantedExecution): StandInExecution {
    const status = more.status ?? 'success';
    lastId += 1;
    const startedAt = new Date().toISOString();
    const made: StandInExecution = {
      ...{ id: String(lastId), workflowId, mode: 'webhook', status, finished: status === 'success' },
      ...{ startedAt, stoppedAt: status === 'running' ? null : startedAt, waitTill: null },
      ...{ retryOf: null, retrySuccessId: null, data: { resultData: { runData: {} } } },
      ...more,
    };
    all.push(made);
    return made;
  }

  function find(id: string, words = 'Not Found'): StandInExecution {
    if (!/^\d+$/.test(id)) throw new Refusal(400, 'request/params/executionId must be a positive integer');
    const found = all.find((each) => each.id === id);
    if (!found) throw new Refusal(404, words);
    return found;
  }

  return {
    add,
    run(workflowId: string, document: StandInDocument, from: string, items: Items): StandInExecution {
      return add({ workflowId, ...walk(document, from, items) });
    },
    get: (id: string, withData: boolean) => toAnswer(find(id), withData),
    list(query: URLSearchParams) {
      const { limit, lastId: before } = placeOf(query);
      const status = query.get('status');
      const known = ['canceled', 'crashed', 'error', 'new', 'running', 'success', 'unknown', 'waiting'];
      if (status !== null && !known.includes(status)) {
        throw new Refusal(400, `request/query/status Invalid enum value, received '${status}'`);
      }
      const matching = all
        .filter((each) => !query.has('workflowId') || each.workflowId === query.get('workflowId'))
        .filter((each) => (status === null ? each.status !== 'running' : each.status === status))
        .filter((each) => before === undefined || Number(each.id) < before)
        .reverse();
      const page = matching.slice(0, limit);
      const next = Buffer.from(JSON.stringify({ lastId: page.at(-1)?.id, limit })).toString('base64');
      const data = page.map((each) => toAnswer(each, query.get('includeData') === 'true'));
      return { data, nextCursor: matching.length > limit ? next : null };
    },
    retry(id: string) {
      const failed = find(id, `The execution with the ID "${id}" does not exist.`);
      if (failed.finished) throw new Refusal(409, 'The execution succeeded, so it cannot be retried.');
      const document = savedDocument(failed.workflowId);
      const from = failed.data.resultData.lastNodeExecuted;
      if (!document || !from || !document.nodes.some(({ name }) => name === from)) {
        throw new Refusal(500, 'Internal server error');
      }
      const made = add({
        ...{ workflowId: failed.workflowId, mode: 'retry', retryOf: id },
        ...walk(document, from, [{ json: {} }], failed.data.resultData.runData),
      });
      if (made.finished) failed.retrySuccessId = made.id;
      return toAnswer(made, true);
    },
    stop(id: string) {
      const found = find(id, 'Failed to find execution to stop');
      if (found.status !== 'waiting' && found.status !== 'running') {
        const rule = 'Only running or waiting executions can be stopped';
        throw new Refusal(409, `${rule} and ${id} is currently ${found.status}`);
      }
      Object.assign(found, { status: 'canceled', stoppedAt: new Date().toISOString(), waitTill: null });
      const { mode, startedAt, stoppedAt, finished, status } = found;
      return { mode, startedAt, stoppedAt, finished, status };
    },
    clear: (): void => void all.splice(0),
  };
}

const toAnswer = ({ data, ...execution }: StandInExecution, withData: boolean) =>
  withData ? { ...execution, data } : execution;

function placeOf(query: URLSearchParams): { limit: number; lastId?: number } {
  const limit = Number(query.get('limit') ?? 100);
  const cursor = query.get('cursor');
  if (!cursor) return { limit };
  try {
    const place = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as { lastId: string; limit: number };
    return { limit: place.limit, lastId: Number(place.lastId) };
  } catch {
    throw new Refusal(400, 'An invalid cursor was provided');
  }
}

/**
 * Goes from node to node without doing anything: every node hands on what it got, Stop and Error fails, Wait waits.
 * @param earlier what ran before, for a retry
 */
function walk(document: StandInDocument, from: string, items: Items, earlier: Result['runData'] = {}) {
  const runData: Result['runData'] = { ...earlier };
  const waiting: { name: string; previous?: string }[] = [{ name: from, ...previousOf(earlier, from) }];
  let lastNodeExecuted = from;
  for (let step = 0; step < 100; step++) {
    const next = waiting.shift();
    const node = document.nodes.find(({ name }) => name === next?.name);
    if (!next || !node) break;
    lastNodeExecuted = node.name;
    const source = next.previous ? [{ previousNode: next.previous, previousNodeOutput: 0, previousNodeRun: 0 }] : [];
    if (node.type === 'n8n-nodes-base.stopAndError') {
      const error = toError(node);
      runData[node.name] = [{ source, executionStatus: 'error', error }];
      return { status: 'error' as const, finished: false, data: { resultData: { error, runData, lastNodeExecuted } } };
    }
    runData[node.name] = [{ source, executionStatus: 'success', data: { main: [items] } }];
    if (node.type === 'n8n-nodes-base.wait') {
      const waitTill = new Date(Date.now() + 3_600_000).toISOString();
      return {
        status: 'waiting' as const,
        finished: false,
        waitTill,
        data: { resultData: { runData, lastNodeExecuted } },
      };
    }
    const targets = document.connections[node.name]?.['main']?.flatMap((each) => each ?? []) ?? [];
    waiting.push(...targets.map((target) => ({ name: target.node, previous: node.name })));
  }
  return { status: 'success' as const, finished: true, data: { resultData: { runData, lastNodeExecuted } } };
}

function previousOf(earlier: Result['runData'], name: string): { previous?: string } {
  const run = earlier[name]?.at(-1) as { source?: { previousNode: string }[] } | undefined;
  const previous = run?.source?.[0]?.previousNode;
  return previous ? { previous } : {};
}

function toError(node: StandInNode) {
  const message = String(node.parameters?.['errorMessage'] ?? '');
  return { name: 'NodeOperationError', message, node: { name: node.name, type: node.type } };
}
