import type { Card } from '#src/chat/card.ts';
import type { ActionValue } from '#src/chat/inbound.ts';
import type { PictureRef } from '#src/chat/picture.ts';
import { toAdaptiveCard } from './adaptive-card.ts';
import type { AdaptiveCard } from './adaptive-types.ts';

export interface RenderOptions {
  pictureUrl: (picture: PictureRef) => string | undefined;
  /** Whether forms can be opened in a dialog as well. */
  dialogs: boolean;
}

/** Draws a card for the conversation it is shown in. */
export type Render = (card: Card, conversationId: string) => AdaptiveCard;

/** Cards as Teams gets them: they know their thread, offer dialogs, and ask for their own newest state. */
export function createRender({ pictureUrl, dialogs }: RenderOptions): Render {
  return (card, conversationId) => {
    const draft = draftOf(card);
    return toAdaptiveCard(card, {
      pictureUrl,
      dialogs,
      ...(conversationId.includes(';messageid=') ? { thread: conversationId } : {}),
      ...(draft ? { refresh: draft } : {}),
    });
  };
}

/** The draft a card is about: what its picture shows, or what its buttons carry. */
function draftOf(card: Card): ActionValue | undefined {
  for (const element of card.elements) {
    if (element.kind === 'image') return { ...element.picture };
    if (element.kind !== 'actions') continue;
    for (const button of element.buttons) {
      const value = button.kind === 'action' ? button.value : button.kind === 'form' ? button.form.value : {};
      if (value.draftId && value.revision !== undefined) return { draftId: value.draftId, revision: value.revision };
    }
  }
  return undefined;
}

/** Whether pressing this still means something on the card. */
export function offers(card: Card, action: string): boolean {
  return card.elements.some((element) => {
    if (element.kind === 'select') return element.action === action;
    if (element.kind === 'rows') return element.rows.some(({ button }) => button && isFor(button, action));
    return element.kind === 'actions' && element.buttons.some((button) => isFor(button, action));
  });
}

function isFor(button: { kind: string; action?: string; form?: { action: string } }, action: string): boolean {
  return button.kind === 'form' ? button.form?.action === action : button.action === action;
}
