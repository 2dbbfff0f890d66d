import type { StoredWorkflow } from '#src/n8n/client.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
import type { EngineContext } from '../context.ts';
import { type ActionTurn, readerOfTurn, wordsFor } from '../turn.ts';
import { draftClicked } from '../workflow-now.ts';
import { propose, toEarlier } from './restore.ts';

/**
 * What n8n held before a change, as a change of what it holds now: shown with its difference, written once it is
 * approved. What was kept with the change is restored, so an n8n without a history of its own is fine. Returns why it
 * cannot be done, in words; undefined when it was shown.
 */
export async function undo(
  context: EngineContext,
  turn: ActionTurn,
  workflow: WorkflowRecord,
  stored: StoredWorkflow,
): Promise<string | undefined> {
  const em = context.store.fork();
  const { answers } = wordsFor(turn);
  const { value } = turn.event;
  const draftId = await draftClicked(em, value, workflow);
  const revision = draftId ? await findRevision(em, draftId, value.revision ?? 0) : null;
  if (!revision?.base) return answers.nothingToUndo;
  const { name, nodes, connections, settings } = revision.base as unknown as N8nWorkflow;
  const earlier = {
    workflow,
    stored,
    document: { name, nodes, connections, settings },
    words: `Undo the last change of ${stored.name}`,
    note: answers.undone(revision.request),
  };
  const contents = await toEarlier(context, earlier, readerOfTurn(turn).language);
  return propose(context, turn, contents);
}
