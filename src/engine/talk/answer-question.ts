import type { InboundEvent } from '#src/chat/inbound.ts';
import type { Action } from '#src/model/action.ts';
import type { AnsweredBy } from '#src/model/delivery.ts';
import type { Choice } from '#src/model/question.ts';
import { owe } from '#src/store/deliveries.ts';
import type { QuestionRecord } from '#src/store/entities.ts';
import { findEvent, lockEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { answerQuestion, findQuestion, saveQuestionCard } from '#src/store/questions.ts';
import type { EngineContext } from '../context.ts';
import { manageWorkflow } from '../manage/manage.ts';
import { isPlanned, needPlanning } from '../planning/needs-planning.ts';
import { planTurn } from '../planning/plan-turn.ts';
import { showAnswered } from '../shown/show-answered.ts';
import { deliverNow } from '../turn/owed.ts';
import { type ActionTurn, asMessage, isAnew, type MessageTurn, wordsFor } from '../turn/turn.ts';

/** A message that answers the open question by a choice's number or words; false when it is something else. */
export async function answerByWords(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  question: QuestionRecord,
): Promise<boolean> {
  const { choices } = question;
  const said = turn.event.text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '');
  const number = /^(?:option |number |#)?(\d{1,2})$/.exec(said)?.[1];
  const index = number ? Number(number) - 1 : choices.findIndex(({ label }) => label.toLowerCase() === said);
  const choice = choices[index];
  // Words of the planner's own choices are planned like any other: only what the engine asked is answered here.
  if (choice && isPlanned(choice.meaning)) needPlanning(turn.row);
  if (!choice) {
    await takeAnswer(context, question, null, turn);
    return false;
  }
  if (choice.meaning.kind === 'words') {
    await takeAnswer(context, question, index, turn);
    await planTurn(context, em, await asAsked(em, question, turn), { request: choice.meaning.text });
    return true;
  }
  if (!(await takeAnswer(context, question, index, turn))) return false;
  await follow(context, em, await asAsked(em, question, turn), choice);
  return true;
}

/** A pressed choice. */
export async function answerByClick(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  { questionId, choice: index }: Extract<Action, { kind: 'answer' }>,
): Promise<void> {
  const question = await findQuestion(em, questionId);
  const choice = question ? question.choices[index] : undefined;
  if (!question || !choice || !(await wasAskedHere(em, question, turn))) {
    return turn.speaker.whisper(wordsFor(turn).answers.questionGone);
  }
  // Nobody could rewrite a private one before: only this click says where it is.
  if (turn.event.private && !question.card) await saveQuestionCard(em, question.id, turn.event.card);
  if (isPlanned(choice.meaning)) needPlanning(turn.row);
  if (!(await takeAnswer(context, question, index, turn))) {
    return turn.speaker.whisper(wordsFor(turn).answers.questionAnswered);
  }
  await follow(context, em, await asAsked(em, question, asMessage(turn, choice.label)), choice);
}

/** In this conversation, or of whoever pressed, in private: such a question is in no conversation. */
async function wasAskedHere(em: EntityManager, question: QuestionRecord, turn: ActionTurn): Promise<boolean> {
  if (question.conversation === turn.conversation.id) return true;
  const asked = turn.event.private ? await findEvent(em, question.event) : null;
  return asked?.tenant === turn.tenant.id && asked.payload.person.id === turn.event.person.id;
}

/** A question about words that somebody else may have chosen is answered as they were asked: for something new alone. */
async function asAsked(em: EntityManager, question: QuestionRecord, turn: MessageTurn): Promise<MessageTurn> {
  let before: QuestionRecord | null = question;
  // One question after the other, each asked by the answer to the one before.
  for (let step = 0; before && step < 10; step++) {
    const asked: InboundEvent | undefined = (await findEvent(em, before.event))?.payload;
    if (asked?.kind === 'message') return isAnew({ event: asked }) ? { ...turn, anew: true } : turn;
    const { questionId }: { questionId?: string | undefined } = asked?.kind === 'action' ? asked.value : {};
    before = questionId ? await findQuestion(em, questionId) : null;
  }
  return turn;
}

async function follow(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  { meaning }: Choice,
): Promise<void> {
  if (meaning.kind === 'words') return planTurn(context, em, turn, { request: meaning.text });
  const managed = await manageWorkflow(context, em, turn, meaning);
  if (managed === 'not mine') return turn.speaker.whisper(wordsFor(turn).answers.workflowGone);
  if (managed !== 'done') await planTurn(context, em, turn, managed.plan);
}

/** False when somebody answered it before. Which choice was taken is owed to everybody who sees the question. */
async function takeAnswer(
  context: EngineContext,
  { id, conversation, event: asked }: QuestionRecord,
  index: number | null,
  { event, row }: MessageTurn | ActionTurn,
): Promise<boolean> {
  // As it was asked, whoever answers.
  const { locale = null } = (await findEvent(context.store.fork(), asked))?.payload ?? {};
  const by: AnsweredBy = { name: event.person.name, locale };
  const answered = await context.store.fork().transactional(async (tx) => {
    await lockEvent(tx, row.id);
    const first = await answerQuestion(tx, id, index, row.id);
    if (first && index !== null) await owe(tx, { kind: 'question', subject: id, conversation, details: by });
    return first;
  });
  if (answered) await deliverNow(context, { kind: 'question', subject: id }, (claim) => showAnswered(context, claim));
  return answered;
}
