import { stepsCard, stepsText } from '#src/cards/steps-card.ts';
import type { DraftAction } from '#src/model/action.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { seesDraft } from '../drafts/open-draft.ts';
import { accountOf, actorOnDraft, toActor } from '../people/actor.ts';
import { auditRefusal } from '../people/rights.ts';
import { showOrRewrite } from '../turn/say.ts';
import type { ActionTurn } from '../turn/turn.ts';
import { loadDraftView } from './presentation.ts';

/**
 * Every step of the revision on the card, its picture and how it came about, as a message of its own. False for those
 * who may not see the draft, which leaves its mark.
 */
export async function showSteps(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  { draftId, revision }: Extract<DraftAction, { kind: 'show_steps' }>,
): Promise<boolean> {
  const draft = await findDraft(em, draftId);
  // Whoever reads the card where it stands may read all of it.
  const here = draft?.conversation === turn.conversation.id;
  if (!draft || !(here || (await seesDraft(em, draft, await actorOnDraft(context.policy, em, turn, draft))))) {
    const reason = 'unknown draft, or not theirs to see';
    await auditRefusal(context, turn, { by: toActor(accountOf(turn), turn), subject: draftId, act: 'steps', reason });
    return false;
  }
  if (!(await findRevision(em, draft.id, revision))) return false;
  const view = await loadDraftView(em, draft, context, revision);
  await showOrRewrite(context, turn, { rewrites: false }, { text: stepsText(view), card: stepsCard(view) });
  return true;
}
