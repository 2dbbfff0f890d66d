import { policyFor } from '#src/policy/roles.ts';
import { saveDraftCard } from '#src/store/draft-cards.ts';
import { findDraft, findRevision, homeOf } from '#src/store/drafts.ts';
import type { CreationRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import type { EngineContext } from '../context.ts';
import { verdictText } from '../drafts/approval.ts';
import { decidedBefore, takeDecision } from '../drafts/decisions.ts';
import { issuesNow } from '../drafts/policy-check.ts';
import { keepAnswer } from '../turn/answer.ts';
import { type ActionTurn, type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { currentMessage } from './presentation.ts';
import { rehearseLater } from './rehearsed.ts';
import { showCards, showFormerCards } from './show-cards.ts';

/** Shows the draft as this turn's message; the card of the revision before loses its buttons. */
export async function present(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn | ActionTurn,
  draftId: string,
): Promise<void> {
  const decided = await decideWithoutButton(context, turn, draftId);
  const draft = await findDraft(em, draftId);
  if (!draft) throw new Error(`draft ${draftId} vanished`);
  const here = turn.conversation.id;
  const card = await turn.speaker.say(await currentMessage(em, draft, context));
  // What this leaves owed: the card before says what took its place, those elsewhere follow.
  await saveDraftCard(em, draft, { conversation: here, card }, { replaced: Math.max(1, draft.revision - 1) });
  if (decided) await context.queues.enqueueCreation(decided.id, decided.round);
  await showFormerCards(context, draftId);
  await showCards(context, draftId);
  await rehearseLater(context, draft);
}

/** REST may approve in the same call, and a policy may approve by itself; both are approvals like any other. */
async function decideWithoutButton(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  draftId: string,
): Promise<CreationRecord | undefined> {
  const { event } = turn;
  const rest = event.kind === 'message' ? event.rest : undefined;
  const em = context.store.fork();
  const act = rest?.publish ? 'approve_publish' : 'approve';
  const before = await decidedBefore(em, turn.row, act);
  if (before) return before.creation;
  const draft = await findDraft(em, draftId);
  if (draft?.status !== 'proposed') return undefined;
  const byPolicy = !rest?.approve && policyFor(context.policy, await homeOf(em, draft)).autoApprove;
  // What runs already is never changed without a person.
  if (byPolicy ? draft.workflow : !rest?.approve) return undefined;
  const revision = await findRevision(em, draftId, draft.revision);
  if (!revision || errorsOf(await issuesNow(context, draft, revision)).length > 0) return undefined;
  const decided = await takeDecision(context, {
    act,
    draftId,
    revision: draft.revision,
    by: turn,
    byPolicy,
  });
  // Over HTTP there is nobody to whisper to: the reason is kept as what was said.
  if (decided && decided.verdict.kind !== 'allowed') {
    const why = verdictText(decided.verdict, readerOfTurn(turn));
    const text = decided.verdict.kind === 'counted' ? why : wordsFor(turn).answers.notApproved(why);
    await keepAnswer(context.store.fork(), turn, text);
  }
  return decided?.creation;
}
