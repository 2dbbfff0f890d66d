import type { OutboundMessage } from '#src/chat/platform.ts';
import { wordsIn } from '#src/language/words.ts';

/** The message with a word on how to let the bot in where it is no member. */
export function inviting({ text, card }: OutboundMessage): OutboundMessage {
  const { invitation } = wordsIn(card?.language ?? 'en').adapters.slack;
  if (!card) return { text: `${text}\n${invitation}` };
  return { text, card: { ...card, elements: [...card.elements, { kind: 'text', style: 'muted', text: invitation }] } };
}
