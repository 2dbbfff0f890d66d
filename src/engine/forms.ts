import { changeForm, fillForm } from '#src/cards/draft-card.ts';
import type { Forms } from '#src/chat/platform.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import { Conversation, Tenant } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { contentOf } from './presentation.ts';

/** Dialogs of cards about drafts, from what the store says now. Reads only; a stale card gets no dialog but an answer. */
export function createForms(store: Store): Forms {
  return {
    async find(action, { draftId, revision }, { platform, tenant }) {
      if ((action !== 'change' && action !== 'fill') || !draftId || revision === undefined) return undefined;
      const em = store.fork();
      const draft = await findDraft(em, draftId);
      if (!draft || draft.revision !== revision || !['proposed', 'failed'].includes(draft.status)) return undefined;
      const home = await em.findOne(Conversation, { id: draft.conversation });
      const owner = home ? await em.findOne(Tenant, { id: home.tenant }) : null;
      if (owner?.externalId !== tenant || owner.platform !== platform) return undefined;
      if (action === 'change') return changeForm({ draftId, revision });
      const row = await findRevision(em, draftId, revision);
      return row ? fillForm({ draftId, revision, needs: placeholdersOf(contentOf(row).issues) }) : undefined;
    },
  };
}
