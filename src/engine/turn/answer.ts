import { answerMessage } from '#src/cards/message-cards.ts';
import type { PlannerTurn } from '#src/planner/planner.ts';
import { saveMessage } from '#src/store/messages.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { isAlone } from './say.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from './turn.ts';

/** Whether a model had a hand in it. */
export const isGenerated = (planned: PlannerTurn | undefined): boolean => (planned?.usage.calls ?? 0) > 0;

/** Answers in words. A command answered with words alone concerns nobody else in the channel. */
export async function answer(
  em: EntityManager,
  turn: Pick<MessageTurn, 'event' | 'row' | 'conversation' | 'speaker'>,
  text: string,
  planned?: PlannerTurn,
): Promise<void> {
  if (isAlone(turn)) await turn.speaker.answerAlone(text);
  else {
    // Words of our own, like help, are not rated.
    const rating = planned ? { feedback: { eventId: turn.row.id } } : {};
    const { suggestions } = wordsFor(turn);
    await turn.speaker.say({
      ...answerMessage(text, readerOfTurn(turn).language, { markdown: isGenerated(planned) }),
      suggestions,
      generated: isGenerated(planned),
      ...rating,
    });
  }
  await keepAnswer(em, turn, text, planned);
}

/** Keeps what was answered, and what it cost. */
export async function keepAnswer(
  em: EntityManager,
  { conversation, row }: Pick<MessageTurn, 'conversation' | 'row'>,
  text: string,
  planned?: PlannerTurn,
): Promise<void> {
  await saveMessage(em, {
    conversation: conversation.id,
    event: row.id,
    role: 'assistant',
    text,
    ...(planned ? { usage: planned.usage } : {}),
  });
}
