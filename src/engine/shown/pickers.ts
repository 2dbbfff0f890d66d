import { readAction } from '#src/chat/actions.ts';
import type { Pickers } from '#src/chat/picker.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import { Tenant } from '#src/store/entities.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { optionsAt } from '../drafts/choices.ts';
import { accountOn } from '../people/actor.ts';
import { contentOf } from './presentation.ts';

const longestWords = 200;

/** What pickers offer, for whoever may see the draft, while it is open and only about what it still needs. */
export function createPickers(context: Pick<EngineContext, 'store' | 'values' | 'log'> & OfN8n<'catalog'>): Pickers {
  const find: Pickers['find'] = async (at, words, { platform, tenant, person }) => {
    const asked = readAction({ action: 'pick', value: at });
    if (asked?.kind !== 'pick_value' || !/^[0-9a-f-]{36}$/i.test(asked.draftId)) return [];
    const em = context.store.fork();
    const draft = await findDraft(em, asked.draftId);
    if (draft?.revision !== asked.revision || !['proposed', 'failed', 'expired'].includes(draft.status)) return [];
    const here = await em.findOne(Tenant, { platform, externalId: tenant });
    if (!here || !(await accountOn(em, { tenant: here, event: { person } }, draft))) return [];
    const row = await findRevision(em, draft.id, draft.revision);
    const place = row && placeholdersOf(contentOf(row).issues)[asked.need];
    return place ? optionsAt(context, draft, row, place, words.slice(0, longestWords)) : [];
  };
  return {
    find: (at, words, by) =>
      find(at, words, by).catch((err) => {
        context.log.warn({ err }, 'what may be picked was not read');
        return [];
      }),
  };
}
