import { notice } from '#src/chat/card.ts';
import { saveDraftCard } from '#src/store/draft-cards.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { answer, keepAnswer } from '../turn/answer.ts';
import { isAlone } from '../turn/say.ts';
import type { MessageTurn } from '../turn/turn.ts';
import { newestCardLink } from './card-links.ts';
import { currentMessage } from './presentation.ts';
import { showCards, showFormerCards } from './show-cards.ts';

/** Shows the card of a draft once more, as the newest in its conversation, with what is to be said about it above. */
export async function showAgain(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  draft: DraftRecord,
  words: string,
): Promise<void> {
  if (isAlone(turn)) {
    const link = await newestCardLink(context, em, draft, turn.conversation.id);
    return answer(em, turn, [words, link].filter(Boolean).join(' '));
  }
  const { text, card: shown, ...current } = await currentMessage(em, draft, context);
  const above = shown && { ...shown, elements: [notice('info', words), ...shown.elements] };
  const message = { ...current, text: `${words}\n\n${text}`, ...(above ? { card: above } : {}) };
  const card = await turn.speaker.say(message);
  await keepAnswer(em, turn, words);
  await saveDraftCard(em, draft, { conversation: turn.conversation.id, card });
  await showFormerCards(context, draft.id);
  // Between reading and remembering somebody may have decided.
  await showCards(context, draft.id);
}
