import { type Card, text } from '#src/chat/card.ts';
import type { PictureRef } from '#src/chat/picture.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import type { Logger } from '#src/log.ts';
import { toAdaptiveCard } from './adaptive-card.ts';
import type { AdaptiveCard } from './adaptive-types.ts';
import { problemOf } from './card-schema.ts';

export interface RenderOptions {
  pictureUrl: (picture: PictureRef) => string | undefined;
  /** Whether forms can be opened in a dialog as well. */
  dialogs: boolean;
  /** A card that breaks Teams' rules is an error instead of a line in the log. */
  strict: boolean;
  log: Logger;
}

/** Draws a message's card for the conversation it is shown in. */
export type Render = (message: OutboundMessage, conversationId: string) => AdaptiveCard;

/**
 * Cards as Teams gets them: they know their thread, offer dialogs, and ask for their own newest state. Teams would drop a
 * card that breaks its rules without a word, so such a card is replaced by its text.
 */
export function createRender({ pictureUrl, dialogs, strict, log }: RenderOptions): Render {
  return (message, conversationId) => {
    const card = message.card ?? { title: '', elements: [text(message.text)] };
    const rendered = toAdaptiveCard(card, {
      pictureUrl,
      dialogs,
      // A chat with the bot alone is told apart by its id: others have a thread's.
      alone: conversationId.startsWith('a:'),
      ...(conversationId.includes(';messageid=') ? { thread: conversationId } : {}),
      ...(message.about ? { refresh: message.about } : {}),
      ...(message.mentions ? { mentions: message.mentions } : {}),
    });
    const problem = problemOf(rendered);
    if (!problem) return rendered;
    if (strict) throw new TypeError(`Teams would not show this card: ${problem}`);
    log.error({ problem }, 'teams card broke its rules: sent as text');
    return toAdaptiveCard({ title: '', elements: [text(message.text)] });
  };
}

/** Whether pressing this still means something on the card. */
export function offers(card: Card, action: string): boolean {
  return card.elements.some((element) => {
    if (element.kind === 'select' || element.kind === 'picker') return element.action === action;
    if (element.kind === 'rows') return element.rows.some(({ button }) => button && isFor(button, action));
    if (element.kind !== 'actions') return false;
    return [...element.buttons, ...(element.menu ?? [])].some((button) => isFor(button, action));
  });
}

function isFor(button: { kind: string; action?: string; form?: { action: string } }, action: string): boolean {
  return button.kind === 'form' ? button.form?.action === action : button.action === action;
}
