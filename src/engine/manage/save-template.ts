import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { saveTemplate } from '#src/planner/templates/saved.ts';
import { appendAudit } from '#src/store/audit.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { oncePerEvent } from '#src/store/events.ts';
import { maxTemplatesPerTenant } from '#src/store/templates.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import type { EngineContext } from '../context.ts';
import { accountOf, keyOf } from '../people/actor.ts';
import { type ActionTurn, type MessageTurn, wordsFor } from '../turn/turn.ts';

const longestName = 100;

/** Keeps what n8n holds as a template of the tenant, and returns what to say about it. Nothing in n8n changes. */
export async function saveAsTemplate(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  workflow: WorkflowRecord,
  stored: StoredWorkflow,
  given: string,
): Promise<string> {
  const name = (given.trim() || stored.name).slice(0, longestName);
  const draft = toDraft(stored);
  const description = summarize(draft, { catalog: context.n8n.catalog() }).sentence;
  const actor = keyOf(accountOf(turn));
  const kind = await context.store.fork().transactional(async (tx) => {
    let refused: 'name-taken' | 'too-many' | undefined;
    // A turn that runs again must not find its own template in its way.
    await oncePerEvent(tx, turn.row.id, 'template', async () => {
      const wanted = { tenant: turn.tenant.id, name, description, draft, createdBy: actor };
      const saved = await saveTemplate(tx, wanted);
      if (saved.kind !== 'saved') {
        refused = saved.kind;
        return undefined;
      }
      const data = { act: 'saved', slug: saved.template.slug, workflow: workflow.id };
      await appendAudit(tx, { kind: 'template', actor, subject: saved.template.id, data });
      return true;
    });
    return refused ?? 'saved';
  });
  const { answers } = wordsFor(turn);
  switch (kind) {
    case 'saved':
      return answers.templateSaved(name);
    case 'name-taken':
      return answers.templateTaken(name, stored.name);
    case 'too-many':
      return answers.templatesFull(maxTemplatesPerTenant);
    default:
      return kind satisfies never;
  }
}
