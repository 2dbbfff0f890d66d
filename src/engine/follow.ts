import { decideRetry } from '#src/queue/retry.ts';
import { findWorkflow } from '#src/store/creations.ts';
import { markCardsDue, markCardsShown } from '#src/store/workflow-state.ts';
import type { EngineContext } from './context.ts';
import { refreshCard, type ViewContext } from './presentation.ts';
import { draftsOf } from './workflow-now.ts';

/**
 * Lets the cards of the drafts behind a workflow say what is true now; see `draftsOf` for which those are. Returns how
 * many drafts were redrawn. Never throws: cards that could not be rewritten but may be later stay due.
 * @param shown a draft whose cards were just redrawn
 */
export async function followWorkflow(
  context: Pick<EngineContext, 'store' | 'platforms' | 'log'> & ViewContext,
  workflowId: string,
  { shown, before = false }: { shown?: string | undefined; before?: boolean } = {},
): Promise<number> {
  try {
    const em = context.store.fork();
    const workflow = await findWorkflow(em, workflowId);
    if (!workflow) return 0;
    const drafts = (await draftsOf(em, workflow, { before })).filter((id) => id !== shown);
    let later = false;
    for (const id of drafts) {
      try {
        await refreshCard(context, id);
      } catch (error) {
        later ||= decideRetry(error, 1).kind !== 'give-up';
        context.log.warn({ err: error, draft: id }, 'a card did not follow its workflow');
      }
    }
    // To the end of the line: one that fails again and again must not keep the others waiting.
    if (later) await markCardsDue(context.store.fork(), workflowId);
    else if (workflow.cardsDueAt) await markCardsShown(context.store.fork(), workflowId, workflow.cardsDueAt);
    return drafts.length;
  } catch (error) {
    context.log.warn({ err: error, workflow: workflowId }, 'cards did not follow their workflow');
    return 0;
  }
}
