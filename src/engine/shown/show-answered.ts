import { answeredQuestionMessage } from '#src/cards/message-cards.ts';
import type { MessageRef } from '#src/chat/inbound.ts';
import { languageOf } from '#src/language/language.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { findQuestion } from '#src/store/questions.ts';
import { type EngineContext, platformOf } from '../context.ts';
import type { Choice } from '../turn/ask.ts';

/** Who answered a question, kept with what is owed. */
export interface AnsweredBy {
  name: string;
  /** In which it was asked. */
  locale: string | null;
}

/** Takes the choices off a question that was answered with one of them. */
export async function showAnswered(
  context: Pick<EngineContext, 'store' | 'platforms'>,
  { subject, details }: Claim,
): Promise<undefined> {
  const question = await findQuestion(context.store.fork(), subject);
  const choices = question?.choices as unknown as Choice[] | undefined;
  const choice = choices?.[question?.answeredWith ?? -1];
  const card = question?.card as unknown as MessageRef | null | undefined;
  if (!question || !choice || !card) return;
  const { name, locale } = details as unknown as AnsweredBy;
  const message = answeredQuestionMessage(question.text, choice.label, name, languageOf(locale));
  await platformOf(context, card.platform).update(card, message);
}
