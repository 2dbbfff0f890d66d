import type { Presence } from '#src/chat/platform.ts';
import { closeConversations } from '#src/store/conversations.ts';
import type { Store } from '#src/store/orm.ts';

/** Keeps in the store where the bot cannot speak any more. */
export function createPresence(store: Store): Presence {
  return { left: (at) => closeConversations(store.fork(), at) };
}
