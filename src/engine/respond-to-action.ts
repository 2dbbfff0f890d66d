import type { ActionId } from '#src/chat/inbound.ts';
import { findRevisionOfEvent } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { accountOf, toActor } from './actor.ts';
import { answerByClick } from './answer-question.ts';
import { type DecisionAct, verdictText } from './approval.ts';
import { newestCardLink } from './card-links.ts';
import type { EngineContext } from './context.ts';
import { type Decided, takeDecision } from './decisions.ts';
import { takeFeedback } from './feedback.ts';
import { linkHint } from './links/hint.ts';
import { linkByClick, showLinks } from './links/show-links.ts';
import { manageByClick } from './manage/manage.ts';
import { auditRefusal } from './manage/rights.ts';
import { planTurn } from './plan-turn.ts';
import { present } from './present.ts';
import { chooseCredential, fillIn, openAgain, putOnTop } from './revise.ts';
import { redrawCards, showCards } from './show-cards.ts';
import { showChanges } from './show-changes.ts';
import { type ActionTurn, asMessage, readerOfTurn, wordsFor } from './turn.ts';
import { showDraft, showWaiting } from './waiting.ts';

const acts: Partial<Record<ActionId, DecisionAct>> = {
  approve: 'approve',
  approve_publish: 'approve_publish',
  change: 'change',
  fill: 'fill',
  discard: 'discard',
  publish: 'publish',
  retry: 'retry',
  rebase: 'rebase',
  reopen: 'reopen',
  // Choosing a credential is filling something in.
  choose: 'fill',
};

/** Answers one click on what the store says now, never on what the card said. */
export async function respondToAction(context: EngineContext, em: EntityManager, turn: ActionTurn): Promise<void> {
  const { action, value } = turn.event;
  // Stop took effect when it came in; what gets here came too late or from somebody else.
  if (action === 'stop') return turn.speaker.whisper(wordsFor(turn).answers.notYoursToStop);
  if (turn.row.turnedAway) return turn.speaker.whisper(wordsFor(turn).answers.waitingAlready[turn.row.turnedAway]);
  if (action === 'feedback') return takeFeedback(context, em, turn);
  if (action === 'choose' && value.questionId) return answerByClick(context, em, turn);
  if (action === 'links') return showLinks(context, em, turn, value.page ?? 0);
  if (value.linkId) return linkByClick(context, em, turn);
  if (action === 'waiting') return showWaiting(context, em, turn, value.page ?? 0);
  if (action === 'show' && value.draftId) {
    return (await showDraft(context, em, turn, value.draftId)) ? undefined : tellGone(context, em, turn);
  }
  if (action === 'changes') return (await showChanges(context, em, turn)) ? undefined : tellGone(context, em, turn);
  // On the card of a draft, but about the workflow it led to.
  if (value.draftId && !value.workflowId) return respondToDraft(context, em, turn);
  const managed = await manageByClick(context, em, turn);
  if (managed === 'not mine') return tellGone(context, em, turn);
  if (managed !== 'done') return planTurn(context, em, asMessage(turn, managed.plan.request), managed.plan);
}

async function respondToDraft(context: EngineContext, em: EntityManager, turn: ActionTurn): Promise<void> {
  const { event, speaker } = turn;
  const act = acts[event.action];
  const { draftId, revision } = event.value;
  if (!act || !draftId || revision === undefined) return speaker.whisper(wordsFor(turn).answers.cardGone);
  const earlier = await findRevisionOfEvent(em, turn.row.id);
  if (earlier) return present(context, em, turn, earlier.draft);
  const decided = await takeDecision(context, { act, draftId, revision, by: turn });
  if (!decided) {
    const reason = 'unknown draft, or of another tenant';
    await auditRefusal(context, turn, { by: toActor(accountOf(turn), turn), subject: draftId, act, reason });
    return tellGone(context, em, turn);
  }
  try {
    await tellDecision(context, em, turn, act, decided);
  } finally {
    // Last, so that the card says "on its way" before it says how that ended.
    if (decided.creation) await context.queues.enqueueCreation(decided.creation.id, decided.creation.round);
  }
}

/** The same words for what never was and for what belongs to others. */
async function tellGone(context: EngineContext, em: EntityManager, turn: ActionTurn): Promise<void> {
  return turn.speaker.whisper(`${wordsFor(turn).answers.cardGone}${await linkHint(context, em, turn)}`);
}

async function tellDecision(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  act: DecisionAct,
  { verdict, draft }: Decided,
): Promise<void> {
  if (verdict.kind !== 'allowed') {
    const changed = verdict.kind === 'moot' && turn.event.value.revision !== draft.revision;
    const newer = changed ? await newestCardLink(context, em, draft, turn.conversation.id) : undefined;
    await turn.speaker.whisper([verdictText(verdict, readerOfTurn(turn)), newer].filter(Boolean).join(' '));
  }
  if (verdict.kind === 'refused') return;
  if (verdict.kind === 'moot') return redrawCards(context, draft.id);
  if (act === 'change') return change(context, em, turn, draft);
  if (act === 'reopen') return openAgain(context, turn, draft);
  if (act === 'rebase') return putOnTop(context, turn, draft);
  if (act === 'fill') return revise(context, turn, draft);
  return showCards(context, draft.id);
}

async function change(context: EngineContext, em: EntityManager, turn: ActionTurn, draft: DraftRecord): Promise<void> {
  const request = turn.event.fields?.['request']?.trim();
  if (!request) return turn.speaker.whisper(wordsFor(turn).answers.howToChange);
  return planTurn(context, em, asMessage(turn, request), { request, draft });
}

async function revise(context: EngineContext, turn: ActionTurn, draft: DraftRecord): Promise<void> {
  return turn.event.action === 'choose' ? chooseCredential(context, turn, draft) : fillIn(context, turn, draft);
}
