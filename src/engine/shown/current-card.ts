import type { Cards } from '#src/chat/platform.ts';
import { isShownIn } from '#src/store/draft-cards.ts';
import { findDraft } from '#src/store/drafts.ts';
import { Tenant } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import { newestCardLink } from './card-links.ts';
import { currentMessage, replacedMessage, type ViewContext } from './presentation.ts';

/** Cards about drafts as the store says they are now. Reads only, any number of times. */
export function createCards(store: Store, view: ViewContext): Cards {
  return {
    async current({ draftId, revision }, { platform, tenant }) {
      if (!draftId || revision === undefined) return undefined;
      const em = store.fork();
      const draft = await findDraft(em, draftId);
      if (!draft || revision > draft.revision || revision < 1) return undefined;
      const here = await em.findOne(Tenant, { platform, externalId: tenant });
      if (!here || !(await isShownIn(em, draft, here.id))) return undefined;
      if (draft.revision === revision) return currentMessage(em, draft, view);
      return replacedMessage(em, draft, view, revision, await newestCardLink(view, em, draft, draft.conversation));
    },
  };
}
