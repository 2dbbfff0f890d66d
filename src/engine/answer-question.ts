import { answeredQuestionMessage } from '#src/cards/message-cards.ts';
import type { MessageRef } from '#src/chat/inbound.ts';
import type { QuestionRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { answerQuestion, findQuestion } from '#src/store/questions.ts';
import type { Choice } from './ask.ts';
import { type EngineContext, platformOf } from './context.ts';
import { manageWorkflow } from './manage/manage.ts';
import { isPlanned, needPlanning } from './needs-planning.ts';
import { planTurn } from './plan-turn.ts';
import { type ActionTurn, asMessage, type MessageTurn, readerOfTurn, wordsFor } from './turn.ts';

/** A message that answers the open question by a choice's number or words; false when it is something else. */
export async function answerByWords(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  question: QuestionRecord,
): Promise<boolean> {
  const choices = choicesOf(question);
  const said = turn.event.text
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '');
  const number = /^(?:option |number |#)?(\d{1,2})$/.exec(said)?.[1];
  const index = number ? Number(number) - 1 : choices.findIndex(({ label }) => label.toLowerCase() === said);
  const choice = choices[index];
  // Words of the planner's own choices are planned like any other: only what the engine asked is answered here.
  if (choice && isPlanned(choice.meaning)) needPlanning(turn.row);
  if (!choice || choice.meaning.kind === 'words') {
    await answerQuestion(em, question.id, choice ? index : null, turn.row.id);
    if (!choice) return false;
    await closeCard(context, question, choice.label, turn);
    await planTurn(context, em, turn, { request: choice.label });
    return true;
  }
  if (!(await answerQuestion(em, question.id, index, turn.row.id))) return false;
  await closeCard(context, question, choice.label, turn);
  await follow(context, em, turn, choice);
  return true;
}

/** A pressed choice. */
export async function answerByClick(context: EngineContext, em: EntityManager, turn: ActionTurn): Promise<void> {
  const { questionId, choice: index } = turn.event.value;
  const question = questionId ? await findQuestion(em, questionId) : null;
  const choice = question && index !== undefined ? choicesOf(question)[index] : undefined;
  if (!question || question.conversation !== turn.conversation.id || !choice) {
    return turn.speaker.whisper(wordsFor(turn).answers.questionGone);
  }
  if (isPlanned(choice.meaning)) needPlanning(turn.row);
  if (!(await answerQuestion(em, question.id, index ?? null, turn.row.id))) {
    return turn.speaker.whisper(wordsFor(turn).answers.questionAnswered);
  }
  await closeCard(context, question, choice.label, turn);
  await follow(context, em, asMessage(turn, choice.label), choice);
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

async function closeCard(
  context: EngineContext,
  question: QuestionRecord,
  label: string,
  turn: MessageTurn | ActionTurn,
): Promise<void> {
  const card = question.card as unknown as MessageRef | null;
  if (!card) return;
  const message = answeredQuestionMessage(question.text, label, turn.event.person.name, readerOfTurn(turn).language);
  await platformOf(context, card.platform)
    .update(card, message)
    .catch((error) => context.log.info({ err: error }, 'answered question not redrawn'));
}

const choicesOf = (question: QuestionRecord): Choice[] => question.choices as unknown as Choice[];
