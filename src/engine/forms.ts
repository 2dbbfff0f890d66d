import { changeFormOf } from '#src/cards/change-form.ts';
import { fillForm } from '#src/cards/draft-card.ts';
import { feedbackForm } from '#src/cards/feedback-form.ts';
import { templateForm } from '#src/cards/workflow-card.ts';
import type { Form } from '#src/chat/card.ts';
import type { ActionId } from '#src/chat/inbound.ts';
import type { Forms } from '#src/chat/platform.ts';
import { languageOf } from '#src/language/language.ts';
import { accountIn } from '#src/store/accounts.ts';
import { findWorkflow } from '#src/store/creations.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import { Tenant } from '#src/store/entities.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { type Asking, accountOf, accountOn } from './actor.ts';
import { contentOf } from './presentation.ts';

type By = Parameters<Forms['find']>[2];

/** Dialogs of cards, from what the store says now. Reads only; a stale card gets no dialog but an answer. */
export function createForms(store: Store): Forms {
  return {
    async find(action, value, by) {
      const language = languageOf(by.locale);
      const { draftId, revision, workflowId, choice } = value;
      // Why something was good is not asked.
      if (action === 'feedback') return choice === 0 ? feedbackForm(value, language) : undefined;
      if (workflowId && !draftId) return formOfWorkflow(store, action, workflowId, by);
      if ((action !== 'change' && action !== 'fill') || !draftId || revision === undefined) return undefined;
      const em = store.fork();
      const draft = await findDraft(em, draftId);
      if (!draft || draft.revision !== revision || !['proposed', 'failed', 'expired'].includes(draft.status))
        return undefined;
      const asking = await askingOf(em, by);
      if (!asking || !(await accountOn(em, asking, draft))) return undefined;
      const row = await findRevision(em, draftId, revision);
      if (action === 'change') return changeFormOf({ draftId, revision }, language, row?.request);
      return row
        ? fillForm({ draftId, revision, needs: placeholdersOf(contentOf(row).issues, language) }, language)
        : undefined;
    },
  };
}

async function askingOf(em: EntityManager, { platform, tenant, person }: By): Promise<Asking | undefined> {
  const here = await em.findOne(Tenant, { platform, externalId: tenant });
  return here ? { tenant: here, event: { person } } : undefined;
}

/** Only the name is read: whoever sends the form is checked like everybody who clicks. */
async function formOfWorkflow(store: Store, action: ActionId, workflowId: string, by: By): Promise<Form | undefined> {
  const em = store.fork();
  const language = languageOf(by.locale);
  const workflow = /^[0-9a-f-]{36}$/i.test(workflowId) ? await findWorkflow(em, workflowId) : null;
  const asking = await askingOf(em, by);
  if (!workflow || !asking || !(await accountIn(em, accountOf(asking), workflow.tenant))) return undefined;
  if (action === 'change') return changeFormOf({ workflowId: workflow.id }, language);
  return action === 'save_template' ? templateForm(workflow.id, workflow.name, language) : undefined;
}
