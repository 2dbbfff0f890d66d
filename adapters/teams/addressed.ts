import type { Inbox } from '#src/chat/inbound.ts';
import type { TeamsPlatform } from './deliver.ts';

/** Teams shows an error for a click that is not answered within a few seconds. */
const patienceMs = 3_000;

/** An inbox that knows the address of whoever wants a test sent to themselves; nothing else needs it. */
export function addressed(inbox: Inbox, platform: Pick<TeamsPlatform, 'emailOf'>): Inbox {
  return {
    async accept(event) {
      if (event.kind !== 'action' || event.action !== 'test' || event.value.eventId) return inbox.accept(event);
      const late = Promise.withResolvers<undefined>();
      const timer = setTimeout(late.resolve, patienceMs, undefined);
      const email = await Promise.race([platform.emailOf(event.conversation, event.person.id), late.promise]);
      clearTimeout(timer);
      return inbox.accept({ ...event, ...(email ? { email } : {}) });
    },
  };
}
