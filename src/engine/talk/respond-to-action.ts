import { readAction } from '#src/chat/actions.ts';
import type { DraftAction } from '#src/model/action.ts';
import { saveDraftCard } from '#src/store/draft-cards.ts';
import { findDraft, findRevisionOfEvent } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { type DecisionAct, verdictText } from '../drafts/approval.ts';
import { type Decided, takeDecision } from '../drafts/decisions.ts';
import { linkByClick, showLinks } from '../links/show-links.ts';
import { manageByClick } from '../manage/manage.ts';
import { accountOf, toActor } from '../people/actor.ts';
import { linkHint } from '../people/link-hint.ts';
import { auditRefusal } from '../people/rights.ts';
import { chooseValue, fillIn, lookAgain, pickValue } from '../planning/fill.ts';
import { offerTest } from '../planning/offer-test.ts';
import { planTurn } from '../planning/plan-turn.ts';
import { chooseCredential, leaveOut, openAgain, putOnTop } from '../planning/revise.ts';
import { sendTest } from '../planning/send-test.ts';
import { tryWith } from '../planning/try-with.ts';
import { newestCardLink } from '../shown/card-links.ts';
import { present } from '../shown/present.ts';
import { redrawCards, showCards } from '../shown/show-cards.ts';
import { showChanges } from '../shown/show-changes.ts';
import { showSteps } from '../shown/show-steps.ts';
import { showDraft, showWaiting } from '../shown/waiting.ts';
import { type ActionTurn, asMessage, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { answerByClick } from './answer-question.ts';
import { takeFeedback } from './feedback.ts';

type DecidingAction = Exclude<DraftAction, { kind: 'show_draft' | 'show_changes' | 'show_steps' }>;

const acts: Record<DecidingAction['kind'], DecisionAct> = {
  approve: 'approve',
  approve_publish: 'approve_publish',
  change_draft: 'change',
  fill: 'fill',
  leave_out: 'leave_out',
  // Whoever may have it changed may see what it does.
  try_with: 'change',
  offer_test: 'test',
  send_test: 'test',
  discard: 'discard',
  publish_created: 'publish',
  retry_creation: 'retry',
  rebase: 'rebase',
  reopen: 'reopen',
  // Choosing a credential is filling something in.
  choose_credential: 'fill',
  choose_value: 'fill',
  pick_value: 'fill',
  look_again: 'fill',
};

/** Answers one click on what the store says now, never on what the card said. */
export async function respondToAction(context: EngineContext, em: EntityManager, turn: ActionTurn): Promise<void> {
  const action = readAction(turn.event);
  // Stop took effect when it came in; what gets here came too late or from somebody else.
  if (action?.kind === 'stop') return turn.speaker.whisper(wordsFor(turn).answers.notYoursToStop);
  if (turn.row.turnedAway) return turn.speaker.whisper(wordsFor(turn).answers.waitingAlready[turn.row.turnedAway]);
  if (!action) return tellGone(context, em, turn);
  switch (action.kind) {
    case 'feedback':
      return takeFeedback(context, em, turn, action);
    case 'answer':
      return answerByClick(context, em, turn, action);
    case 'new_automation':
    case 'find_workflow':
      // Its form was not opened, or it is from somewhere that has none.
      return turn.speaker.whisper(wordsFor(turn).answers.help);
    case 'links':
      return showLinks(context, em, turn, action.page);
    case 'link_confirm':
    case 'link_refuse':
    case 'unlink':
      return linkByClick(context, em, turn, action);
    case 'waiting':
      return showWaiting(context, em, turn, action.page, action.hereOnly);
    case 'show_draft':
      return (await showDraft(context, em, turn, action.draftId)) ? undefined : tellGone(context, em, turn);
    case 'show_changes':
      return (await showChanges(context, em, turn, action)) ? undefined : tellGone(context, em, turn);
    case 'show_steps':
      return (await showSteps(context, em, turn, action)) ? undefined : tellGone(context, em, turn);
    case 'approve':
    case 'approve_publish':
    case 'publish_created':
    case 'retry_creation':
    case 'change_draft':
    case 'fill':
    case 'leave_out':
    case 'try_with':
    case 'offer_test':
    case 'send_test':
    case 'choose_credential':
    case 'choose_value':
    case 'pick_value':
    case 'look_again':
    case 'discard':
    case 'rebase':
    case 'reopen':
      return respondToDraft(context, em, turn, action);
    default: {
      const managed = await manageByClick(context, em, turn, action);
      if (managed === 'not mine') return tellGone(context, em, turn);
      if (managed !== 'done') return planTurn(context, em, asMessage(turn, managed.plan.request), managed.plan);
    }
  }
}

async function respondToDraft(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  action: DecidingAction,
): Promise<void> {
  const act = acts[action.kind];
  const { draftId, revision } = action;
  const earlier = await findRevisionOfEvent(em, turn.row.id);
  if (earlier) return present(context, em, turn, earlier.draft);
  const despite = action.kind === 'approve_publish' && action.despite === true;
  const decided = await takeDecision(context, { act, draftId, revision, by: turn, despite });
  if (!decided) {
    const reason = 'unknown draft, or of another tenant';
    await auditRefusal(context, turn, { by: toActor(accountOf(turn), turn), subject: draftId, act, reason });
    return tellGone(context, em, turn);
  }
  if (turn.event.page) await followOnPage(em, turn, decided.draft);
  try {
    await tellDecision(context, em, turn, action, decided);
  } finally {
    // Last, so that the card says "on its way" before it says how that ended.
    if (decided.creation) await context.queues.enqueueCreation(decided.creation.id, decided.creation.round);
  }
}

/** The page is a place where the draft is shown, from now on: it is drawn anew with every change. */
async function followOnPage(em: EntityManager, turn: ActionTurn, { id }: DraftRecord): Promise<void> {
  const draft = await findDraft(em.fork(), id);
  // What stands there was drawn before this press: it is owed anew.
  const drawn = draft && { ...draft, cardVersion: -1 };
  if (drawn) await saveDraftCard(em, drawn, { conversation: turn.conversation.id, card: turn.event.card });
}

/** The same words for what never was and for what belongs to others. */
async function tellGone(context: EngineContext, em: EntityManager, turn: ActionTurn): Promise<void> {
  return turn.speaker.whisper(`${wordsFor(turn).answers.cardGone}${await linkHint(context, em, turn)}`);
}

async function tellDecision(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  action: DecidingAction,
  { verdict, draft }: Decided,
): Promise<void> {
  if (verdict.kind !== 'allowed') {
    const changed = verdict.kind === 'moot' && action.revision !== draft.revision;
    const newer = changed ? await newestCardLink(context, em, draft, turn.conversation.id) : undefined;
    await turn.speaker.whisper([verdictText(verdict, readerOfTurn(turn)), newer].filter(Boolean).join(' '));
  }
  if (verdict.kind === 'refused') return;
  if (verdict.kind === 'moot' || verdict.kind === 'counted') return redrawCards(context, draft.id);
  switch (action.kind) {
    case 'change_draft':
      return change(context, em, turn, draft);
    case 'reopen':
      return openAgain(context, turn, draft);
    case 'rebase':
      return putOnTop(context, turn, draft);
    case 'fill':
      return fillIn(context, turn, draft);
    case 'try_with':
      return tryWith(context, turn, draft);
    case 'offer_test':
      return offerTest(context, turn, draft);
    case 'send_test':
      return sendTest(context, turn, draft, action);
    case 'leave_out':
      return leaveOut(context, turn, draft);
    case 'choose_credential':
      return chooseCredential(context, turn, draft, action);
    case 'choose_value':
      return chooseValue(context, turn, draft, action);
    case 'pick_value':
      return pickValue(context, turn, draft, action);
    case 'look_again':
      return lookAgain(context, turn, draft);
    default:
      return showCards(context, draft.id);
  }
}

async function change(context: EngineContext, em: EntityManager, turn: ActionTurn, draft: DraftRecord): Promise<void> {
  const request = turn.event.fields?.['request']?.trim();
  if (!request) return turn.speaker.whisper(wordsFor(turn).answers.howToChange);
  return planTurn(context, em, asMessage(turn, request), { request, draft });
}
