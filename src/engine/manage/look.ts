import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { HeldAs } from '#src/model/verbs.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { isNews, recordSeen, type SeenState } from '#src/store/workflow-state.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { n8nOf } from '../n8n-instance.ts';

/** What n8n says about a workflow now. */
export type Seen =
  | { kind: 'there'; stored: StoredWorkflow }
  | { kind: 'archived'; stored: StoredWorkflow }
  | { kind: 'gone' }
  /** n8n could not be asked; what we recorded last is all there is. */
  | { kind: 'unknown'; error: N8nError };

/** Reads a workflow in n8n and records what it says: published or not, its name, whether it is still there. */
export async function lookAt(
  context: Pick<EngineContext, 'store'> & OfN8n<'client' | 'url'>,
  workflow: WorkflowRecord,
): Promise<Seen> {
  const seen = await read(context, workflow);
  const state = toState(seen);
  if (state && isNews(workflow, state)) {
    await context.store.fork().transactional((tx) => recordSeen(tx, workflow, state));
  }
  return seen;
}

async function read(context: OfN8n<'client' | 'url'>, workflow: WorkflowRecord): Promise<Seen> {
  try {
    const stored = await n8nOf(context, workflow).client.get(workflow.n8nId);
    return { kind: stored.isArchived ? 'archived' : 'there', stored };
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    return error.code === 'n8n_workflow_missing' ? { kind: 'gone' } : { kind: 'unknown', error };
  }
}

function toState(seen: Seen): SeenState | undefined {
  if (seen.kind === 'unknown') return undefined;
  return seen.kind === 'gone' ? seen : stateIn(seen.stored);
}

/** What a document says about the state of its workflow. */
export function stateIn({ isArchived, name, active, versionId }: StoredWorkflow): SeenState {
  return isArchived ? { kind: 'archived', name, versionId } : { kind: 'there', name, published: active, versionId };
}

/** What verbs go by. */
export function heldAs(stored: StoredWorkflow): HeldAs {
  if (stored.isArchived) return 'archived';
  if (!stored.active) return 'unpublished';
  return hasUnpublishedEdits(stored) ? 'edited' : 'published';
}

/** Triggers wait for the published version only; a saved one may be newer. */
export function hasUnpublishedEdits({ active, versionId, activeVersionId }: StoredWorkflow): boolean {
  return active && activeVersionId !== undefined && activeVersionId !== versionId;
}
