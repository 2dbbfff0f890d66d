import type { Answers } from '#src/chat/answers.ts';
import { findEventByKey } from '#src/store/events.ts';
import type { Store } from '#src/store/orm.ts';

/** What the store knows of answers: a message where everybody sees it, and that a turn is over. */
export function createAnswers(store: Store): Answers {
  return {
    async of({ dedupeKey, tenant, conversation }) {
      const row = await findEventByKey(store.fork(), conversation.platform, tenant.id, dedupeKey);
      if (row?.status !== 'received') return 'over';
      return row.progress ? 'begun' : 'nothing';
    },
  };
}
