import { type ChangesView, changesCard, changesText, toPages } from '#src/cards/changes-card.ts';
import type { DraftAction } from '#src/model/action.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { seesDraft } from '../drafts/open-draft.ts';
import { accountOf, actorOnDraft, toActor } from '../people/actor.ts';
import { auditRefusal } from '../people/rights.ts';
import { showOrRewrite } from '../turn/say.ts';
import { type ActionTurn, readerOfTurn } from '../turn/turn.ts';
import { contentOf, wholeDifference } from './presentation.ts';

/**
 * All that the revision on the card changes, in the language of whoever asks. False for those who may not see the draft,
 * which leaves its mark.
 */
export async function showChanges(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  { draftId, revision, page }: Extract<DraftAction, { kind: 'show_changes' }>,
): Promise<boolean> {
  const draft = await findDraft(em, draftId);
  // Whoever reads the card where it stands may read all of it.
  const here = draft?.conversation === turn.conversation.id;
  if (!draft || !(here || (await seesDraft(em, draft, await actorOnDraft(context.policy, em, turn, draft))))) {
    const reason = 'unknown draft, or not theirs to see';
    await auditRefusal(context, turn, { by: toActor(accountOf(turn), turn), subject: draftId, act: 'changes', reason });
    return false;
  }
  const row = await findRevision(em, draft.id, revision);
  if (!row) return false;
  const reader = readerOfTurn(turn);
  const changes = (await wholeDifference(em, row, context.n8n.catalog(), reader.language)) ?? [];
  const pages = toPages(changes);
  const view: ChangesView = {
    draftId: draft.id,
    revision: row.revision,
    name: contentOf(row).document.name,
    page: Math.max(0, Math.min(page ?? 0, pages.length - 1)),
    pages,
    total: changes.length,
    reader,
  };
  await showOrRewrite(
    context,
    turn,
    { rewrites: page !== undefined },
    { text: changesText(view), card: changesCard(view) },
  );
  return true;
}
