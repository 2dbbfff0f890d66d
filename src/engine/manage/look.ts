import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/n8n/client.ts';
import { markRemoved, saveSeen } from '#src/store/creations.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EngineContext } from '../context.ts';

/** What n8n says about a workflow now. */
export type Seen =
  | { kind: 'there'; stored: StoredWorkflow }
  | { kind: 'archived'; stored: StoredWorkflow }
  | { kind: 'gone' }
  /** n8n could not be asked; what we recorded last is all there is. */
  | { kind: 'unknown'; error: N8nError };

/** Reads a workflow in n8n and records what it says: published or not, its name, whether it is still there. */
export async function lookAt(context: Pick<EngineContext, 'n8n' | 'store'>, workflow: WorkflowRecord): Promise<Seen> {
  try {
    const stored = await context.n8n.client.get(workflow.n8nId);
    if (stored.isArchived) {
      if (!workflow.removedAt) await markRemoved(context.store.fork(), workflow.id);
      return { kind: 'archived', stored };
    }
    await saveSeen(context.store.fork(), workflow, { name: stored.name, published: stored.active });
    return { kind: 'there', stored };
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    if (error.code !== 'n8n_workflow_missing') return { kind: 'unknown', error };
    if (!workflow.removedAt) await markRemoved(context.store.fork(), workflow.id);
    return { kind: 'gone' };
  }
}

/** Triggers wait for the published version only; a saved one may be newer. */
export function hasUnpublishedEdits({ active, versionId, activeVersionId }: StoredWorkflow): boolean {
  return active && activeVersionId !== undefined && activeVersionId !== versionId;
}
