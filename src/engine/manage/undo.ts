import type { OnWorkflow } from '#src/model/action.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { rebase } from '#src/workflow/edit/rebase.ts';
import { withoutStored } from '#src/workflow/n8n-workflow.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import type { EngineContext } from '../context.ts';
import { conflictNotes } from '../drafts/conflict-notes.ts';
import { draftClicked } from '../shown/workflow-now.ts';
import { type ActionTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { propose, toEarlier } from './restore.ts';

/**
 * A change taken back, as a change of what n8n holds now: shown with its difference, written once it is approved. What
 * was kept with the change says what it did, so an n8n without a history of its own is fine. Returns why it cannot be
 * done, in words; undefined when it was shown.
 */
export async function undo(
  context: EngineContext,
  turn: ActionTurn,
  workflow: WorkflowRecord,
  { stored, action }: { stored: StoredWorkflow; action: OnWorkflow },
): Promise<string | undefined> {
  const em = context.store.fork();
  const { answers } = wordsFor(turn);
  const draftId = await draftClicked(em, action, workflow);
  const revision = draftId ? await findRevision(em, draftId, action.revision ?? 0) : null;
  if (!revision?.base) return answers.nothingToUndo;
  const base = withoutStored(revision.base);
  const changed = revision.workflow;
  // The change the other way round, on top of what n8n holds by now: what others did meanwhile stays.
  const now = withoutStored(redactWorkflow(stored));
  const { workflow: document, conflicts, operated } = rebase(changed, base, now);
  const earlier = {
    workflow,
    stored,
    document,
    words: `Undo the last change of ${stored.name}`,
    notes: [answers.undone(revision.request), ...conflictNotes(conflicts, answers)],
    operated,
  };
  const contents = await toEarlier(context, earlier, readerOfTurn(turn).language);
  return propose(context, turn, contents);
}
