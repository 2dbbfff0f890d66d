import type { Asides } from '#src/chat/aside.ts';
import type { ActionTaken } from '#src/chat/inbound.ts';
import type { Logger } from '#src/log.ts';
import { longestHeldMs, takeAside } from '#src/store/asides.ts';
import { findEventByKey } from '#src/store/events.ts';
import type { Store } from '#src/store/orm.ts';

/** Answers to clicks, whichever process works on them. */
export function createAsides({ store, log }: { store: Pick<Store, 'fork'>; log: Logger }): Asides {
  return {
    async wait({ conversation, tenant, dedupeKey }: ActionTaken, withinMs) {
      const em = store.fork();
      try {
        const event = await findEventByKey(em, conversation.platform, tenant.id, dedupeKey);
        return event ? await takeAside(em, event.id, Math.min(withinMs, longestHeldMs)) : undefined;
      } catch (err) {
        log.warn({ err }, 'an answer to a click not read');
        return undefined;
      }
    },
  };
}
