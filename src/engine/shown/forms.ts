import { changeFormOf } from '#src/cards/change-form.ts';
import { fillForm } from '#src/cards/draft-card.ts';
import { feedbackForm } from '#src/cards/feedback-form.ts';
import { exampleForm, tryWithForm } from '#src/cards/try-with.ts';
import { argumentForm, templateForm } from '#src/cards/workflow-card.ts';
import { readAction, toWire } from '#src/chat/actions.ts';
import type { Form } from '#src/chat/card.ts';
import type { Forms } from '#src/chat/platform.ts';
import { languageOf } from '#src/language/language.ts';
import type { OnDraft, WorkflowAction } from '#src/model/action.ts';
import { accountIn } from '#src/store/accounts.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import { Tenant } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import { findWorkflow } from '#src/store/workflows.ts';
import { type Asking, accountOf, accountOn } from '../people/actor.ts';
import { localeOf } from '../people/spoken.ts';
import { needsOf } from './needs.ts';
import { contentOf } from './presentation.ts';

type By = Parameters<Forms['find']>[2];

/** Dialogs of cards, from what the store says now. Reads only; a stale card gets no dialog but an answer. */
export function createForms(store: Store): Forms {
  return {
    async find(action, value, from) {
      const { platform, tenant, person } = from;
      const speaking = { person, tenant: { id: tenant }, conversation: { platform } };
      const by = { ...from, locale: await localeOf(store, speaking, from.locale) };
      const language = languageOf(by.locale);
      const wanted = readAction({ action, value });
      switch (wanted?.kind) {
        case 'feedback':
          // Why something was good is not asked.
          return wanted.verdict === 'bad' ? feedbackForm(wanted, language) : undefined;
        case 'act':
        case 'change_workflow':
        case 'save_template':
        case 'try_workflow':
          return formOfWorkflow(store, wanted, by);
        case 'change_draft':
        case 'fill':
        case 'try_with':
          return formOfDraft(store, wanted, by);
        default:
          return undefined;
      }
    },
  };
}

async function formOfDraft(
  store: Store,
  { kind, draftId, revision }: OnDraft & { kind: 'change_draft' | 'fill' | 'try_with' },
  by: By,
): Promise<Form | undefined> {
  const language = languageOf(by.locale);
  const em = store.fork();
  const draft = await findDraft(em, draftId);
  if (!draft || draft.revision !== revision || !['proposed', 'failed', 'expired'].includes(draft.status))
    return undefined;
  const asking = await askingOf(em, by);
  if (!asking || !(await accountOn(em, asking, draft))) return undefined;
  const row = await findRevision(em, draftId, revision);
  if (kind === 'try_with') {
    const example = row?.rehearsal?.kind === 'rehearsed' ? row.rehearsal.rehearsal.example : undefined;
    return example && tryWithForm({ draftId, revision }, example, language);
  }
  if (kind === 'change_draft') return changeFormOf({ kind, draftId, revision }, language, row?.request);
  return row
    ? fillForm({ draftId, revision, needs: needsOf(contentOf(row).issues, row.workflow, language) }, language)
    : undefined;
}

async function askingOf(em: EntityManager, { platform, tenant, person }: By): Promise<Asking | undefined> {
  const here = await em.findOne(Tenant, { platform, externalId: tenant });
  return here ? { tenant: here, event: { person } } : undefined;
}

/** Only the name is read: whoever sends the form is checked like everybody who clicks. */
async function formOfWorkflow(
  store: Store,
  action: Extract<WorkflowAction, { kind: 'act' | 'change_workflow' | 'save_template' | 'try_workflow' }>,
  by: By,
): Promise<Form | undefined> {
  const em = store.fork();
  const language = languageOf(by.locale);
  const workflow = /^[0-9a-f-]{36}$/i.test(action.workflowId) ? await findWorkflow(em, action.workflowId) : null;
  const asking = await askingOf(em, by);
  if (!workflow || !asking || !(await accountIn(em, accountOf(asking), workflow.tenant))) return undefined;
  if (action.kind === 'act') {
    // Said before: the click confirms it.
    return action.saidIn
      ? undefined
      : argumentForm({ workflowId: workflow.id, name: workflow.name }, action.verb, language);
  }
  if (action.kind === 'try_workflow') {
    const tried = action.triedIn === undefined ? undefined : (await findEvent(em, action.triedIn))?.results?.tried;
    return tried?.workflow === workflow.id ? exampleForm(toWire(action), tried.example, language) : undefined;
  }
  return action.kind === 'change_workflow'
    ? changeFormOf({ kind: action.kind, workflowId: workflow.id }, language)
    : templateForm(workflow.id, workflow.name, language);
}
