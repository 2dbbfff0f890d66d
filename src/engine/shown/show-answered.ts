import { answeredQuestionMessage } from '#src/cards/message-cards.ts';
import { languageOf } from '#src/language/language.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { findQuestion } from '#src/store/questions.ts';
import { type EngineContext, platformOf } from '../context.ts';

/** Takes the choices off a question that was answered with one of them. */
export async function showAnswered(
  context: Pick<EngineContext, 'store' | 'platforms'>,
  { subject, details }: Claim<'question'>,
): Promise<undefined> {
  const question = await findQuestion(context.store.fork(), subject);
  const choices = question?.choices;
  const choice = choices?.[question?.answeredWith ?? -1];
  const card = question?.card;
  if (!question || !choice || !card) return;
  const { name, locale } = details;
  const message = answeredQuestionMessage(question.text, choice.label, name, languageOf(locale));
  await platformOf(context, card.platform).update(card, message);
}
