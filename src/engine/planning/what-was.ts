import type { Draft } from '#src/model/draft.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findWorkflow } from '#src/store/workflows.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { contentOf } from '../shown/presentation.ts';
import type { TurnSources } from './planner-sources.ts';

/** What of a workflow in n8n the planner changed: the draft of it under discussion, or what it read. */
export async function draftBefore(
  em: EntityManager,
  { open, sources }: { open: DraftRecord | null; sources: TurnSources },
  result: { kind: string; workflowId?: string },
): Promise<Draft | undefined> {
  if (result.kind === 'edit') {
    const read = sources.whatWasRead(result.workflowId ?? '');
    return read && toDraft(read);
  }
  if (result.kind !== 'revision' || !open?.workflow) return undefined;
  const revision = await findRevision(em, open.id, open.revision);
  return revision ? contentOf(revision).document : undefined;
}

/** The base of a change is what the planner read, not what n8n holds by now: the difference must be the planner's. */
export async function toChange(em: EntityManager, sources: TurnSources, { workflowId }: { workflowId: string }) {
  const workflow = await findWorkflow(em, workflowId);
  const base: StoredWorkflow | undefined = sources.whatWasRead(workflowId);
  if (!workflow || !base) throw new TypeError(`the planner changed workflow ${workflowId} without reading it`);
  return { workflow, base };
}
