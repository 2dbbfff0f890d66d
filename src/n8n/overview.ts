import { z } from 'zod';
import { N8nError } from '#src/errors.ts';
import type { ListOptions, N8nClient, StoredWorkflow } from './client.ts';
import type { Execution, N8nExecutions } from './executions.ts';

/** One line of a list of workflows. */
export interface WorkflowOverview {
  id: string;
  name: string;
  published: boolean;
  /** Published, and changed since: what runs is older than what n8n's editor shows. */
  hasUnpublishedChanges: boolean;
  versionId?: string;
  updatedAt: string;
  /** Absent when it never ran, when n8n kept nothing, or when executions could not be read. */
  lastExecution?: Execution;
}

export interface OverviewPage {
  workflows: WorkflowOverview[];
  nextCursor?: string;
  /** Why no last executions are told: mostly a scope the key lacks. */
  executionsUnknown?: N8nError;
}

/** n8n is asked that often at most for one page: it lists archived workflows among the others. */
const maxCalls = 20;
const parallel = 5;

/**
 * A page of workflows that are not archived, in n8n's order, each with its last execution. It holds `limit` [10, at
 * most 50], or fewer when the list ends (no `nextCursor`) or nearly everything is archived. The cursor is this list's
 * own. Throws N8nError when workflows cannot be listed.
 */
export async function listOverview(
  { client, executions }: { client: Pick<N8nClient, 'list'>; executions: Pick<N8nExecutions, 'last'> },
  { limit = 10, cursor, ...filter }: ListOptions = {},
): Promise<OverviewPage> {
  const wanted = Math.min(Math.max(limit, 1), 50);
  const found: StoredWorkflow[] = [];
  let place: Place | undefined = toPlace(cursor);
  for (let call = 0; call < maxCalls && place && found.length < wanted; call++) {
    const { at, skip }: Place = place;
    const page = await client.list({ ...filter, limit: wanted, ...(at ? { cursor: at } : {}) });
    const visible = page.workflows.filter(({ isArchived }) => !isArchived).slice(skip);
    const taken = visible.slice(0, wanted - found.length);
    found.push(...taken);
    const used = taken.length === visible.length;
    if (!used) place = { skip: skip + taken.length, ...(at ? { at } : {}) };
    else place = page.nextCursor ? { at: page.nextCursor, skip: 0 } : undefined;
  }
  const last = await lastExecutions(executions, found);
  return {
    workflows: found.map((workflow, index) => toOverview(workflow, last.executions[index])),
    ...(place ? { nextCursor: Buffer.from(JSON.stringify(place)).toString('base64url') } : {}),
    ...(last.failure ? { executionsUnknown: last.failure } : {}),
  };
}

/** A page of n8n's, whose cursor always hands out whole pages, and how many of it were handed out already. */
const placeSchema = z.object({ at: z.string().optional(), skip: z.number().int().min(0) });
type Place = z.infer<typeof placeSchema>;

/** What is no cursor of ours goes to n8n as it is, which says so. */
function toPlace(cursor: string | undefined): Place {
  if (!cursor) return { skip: 0 };
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    return { at: cursor, skip: 0 };
  }
}

function toOverview(workflow: StoredWorkflow, lastExecution: Execution | undefined): WorkflowOverview {
  const { id, name, active, versionId, activeVersionId, updatedAt } = workflow;
  return {
    ...{ id, name, published: active, updatedAt },
    hasUnpublishedChanges: active && activeVersionId !== undefined && activeVersionId !== versionId,
    ...(versionId ? { versionId } : {}),
    ...(lastExecution ? { lastExecution } : {}),
  };
}

/** A few at a time; the first failure ends it, because the others would fail alike. */
async function lastExecutions(
  executions: Pick<N8nExecutions, 'last'>,
  workflows: readonly StoredWorkflow[],
): Promise<{ executions: (Execution | undefined)[]; failure?: N8nError }> {
  const found: (Execution | undefined)[] = [];
  try {
    for (let start = 0; start < workflows.length; start += parallel) {
      const some = workflows.slice(start, start + parallel);
      found.push(...(await Promise.all(some.map(({ id }) => executions.last(id)))));
    }
    return { executions: found };
  } catch (failure) {
    if (!(failure instanceof N8nError)) throw failure;
    return { executions: [], failure };
  }
}
