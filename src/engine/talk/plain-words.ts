import { databaseNow } from '#src/store/clock.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { answerQuestion, findOpenQuestion } from '#src/store/questions.ts';
import { type EngineContext, editorLink } from '../context.ts';
import { type DecisionAct, statusAt, verdictText } from '../drafts/approval.ts';
import { type Decided, decidedBefore, takeDecision } from '../drafts/decisions.ts';
import { openDraftFor } from '../drafts/open-draft.ts';
import { meansAgain, type PlainWord } from '../intake/plain-word.ts';
import { showList } from '../manage/list.ts';
import { spokenOfLast } from '../people/known.ts';
import { openAgain } from '../planning/revise.ts';
import { currentMessage } from '../shown/presentation.ts';
import { showCards } from '../shown/show-cards.ts';
import { answer } from '../turn/answer.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';

/** "again" where a draft expired: it is opened as it was, like by its button. False when the words mean something else. */
export async function reopenByWords(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<boolean> {
  if (!meansAgain(turn.event.text)) return false;
  const draft = await openDraftFor(context, em, turn);
  if (!draft || statusAt(draft, await databaseNow(em)) !== 'expired') return false;
  const decided = await decideByWords(context, turn, 'reopen', draft);
  if (!decided) return false;
  if (decided.verdict.kind !== 'allowed') await answer(em, turn, verdictText(decided.verdict, readerOfTurn(turn)));
  else await openAgain(context, turn, draft);
  return true;
}

/** Answers them. */
export async function answerPlainWord(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  word: PlainWord,
): Promise<void> {
  if (word === 'welcome') return answer(em, turn, wordsFor(turn).answers.welcome(turn.event.text));
  return word === 'cancel' ? cancel(context, em, turn) : tellStatus(context, em, turn);
}

/** Drops the question or the draft that is open; decided about like a press on Discard. */
async function cancel(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const { conversation } = turn;
  const { answers } = wordsFor(turn);
  const question = await findOpenQuestion(em, conversation.id, turn.row.id);
  if (question) await answerQuestion(em, question.id, null, turn.row.id);
  const before = await decidedBefore(em, turn.row, 'discard');
  const draft = before?.draft ?? (await openDraftFor(context, em, turn));
  if (!draft) return answer(em, turn, question ? answers.questionDropped : answers.nothingToCancel);
  const decided = before ?? (await decideByWords(context, turn, 'discard', draft));
  if (!decided) return answer(em, turn, answers.nothingToCancel);
  if (decided.verdict.kind !== 'allowed') return answer(em, turn, verdictText(decided.verdict, readerOfTurn(turn)));
  await showCards(context, draft.id);
  return answer(em, turn, answers.discarded);
}

/** What was said counts like a press of the button that means the same. */
function decideByWords(
  context: EngineContext,
  turn: MessageTurn,
  act: DecisionAct,
  draft: DraftRecord,
): Promise<Decided | undefined> {
  return takeDecision(context, {
    act,
    draftId: draft.id,
    revision: draft.revision,
    by: turn,
  });
}

/** Where the open draft stands, or the workflow spoken of last, or what there is. */
async function tellStatus(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const draft = await openDraftFor(context, em, turn);
  if (draft) {
    const { text } = await currentMessage(em, draft, context);
    return answer(em, turn, `${text}\n\n${wordsFor(turn).answers.cardFurtherUp}`);
  }
  const last = await spokenOfLast(context, turn);
  if (last && !last.removedAt) {
    const { status } = wordsFor(turn).answers;
    return answer(em, turn, status(last.name, last.published, editorLink(context, last.n8nId)));
  }
  await showList(context, turn, { which: 'mine', page: 0 });
}
