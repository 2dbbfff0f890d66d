import type { EngineContext } from '#src/engine/context.ts';
import { loadListRows } from '#src/engine/manage/list.ts';
import { loadWorkflowView } from '#src/engine/manage/view.ts';
import type { Asking } from '#src/engine/people/actor.ts';
import { candidatesFor } from '#src/engine/people/known.ts';
import { readerOf } from '#src/language/language.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import type { ApiKeyRecord, WorkflowRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import { personOfKey, restTenant } from './admit.ts';
import type { WorkflowList, WorkflowState } from './operations/workflows.ts';

/** Who asks with this key, as rights are checked. */
export async function askingAs(
  store: Store,
  key: ApiKeyRecord,
  user?: string,
): Promise<Asking & { event: { person: { id: string; name: string } } }> {
  const tenant = await ensureTenant(store.fork(), 'rest', { id: restTenant });
  const person = personOfKey(key, user);
  return { tenant, event: { person: { id: person, name: person } } };
}

export interface ListQuery {
  name?: string | undefined;
  mine?: boolean | undefined;
  /** From 0. */
  page: number;
  limit: number;
}

/** A page of workflows, each as n8n says it is now. */
export async function loadWorkflowList(
  context: EngineContext,
  asking: Asking,
  { name, mine, page, limit }: ListQuery,
): Promise<WorkflowList> {
  const wanted = name?.toLowerCase();
  const all = (await candidatesFor(context, asking))
    .filter((one) => wanted === undefined || one.name.toLowerCase().includes(wanted))
    .filter((one) => !mine || one.mine);
  const shown = all.slice(page * limit, (page + 1) * limit);
  const rows = await loadListRows(context, shown);
  return {
    workflows: rows.map(({ workflowId, last, ...row }) => ({
      id: workflowId,
      ...row,
      ...(last ? { lastExecution: last } : {}),
    })),
    page,
    pages: Math.max(1, Math.ceil(all.length / limit)),
    total: all.length,
  };
}

/** Everything about one, with its document as n8n holds it but for secrets: sent back, those are put back. */
export async function loadWorkflowState(context: EngineContext, workflow: WorkflowRecord): Promise<WorkflowState> {
  const { view, seen } = await loadWorkflowView(context, workflow, readerOf({}));
  const stored = 'stored' in seen ? seen.stored : undefined;
  return {
    id: workflow.id,
    n8nId: workflow.n8nId,
    name: view.name,
    url: view.url,
    state: view.state,
    unpublishedEdits: view.unpublishedEdits,
    ...(view.summary ? { summary: view.summary.sentence, steps: view.summary.steps } : {}),
    ...(view.requesterName ? { requestedBy: view.requesterName } : {}),
    nextRuns: view.nextRuns.map(({ at }) => at.toISOString()),
    timezone: view.timezone,
    ...(view.last ? { lastExecution: view.last } : {}),
    ...(stored?.versionId ? { versionId: stored.versionId } : {}),
    ...(stored
      ? {
          workflow: redactWorkflow({
            name: stored.name,
            nodes: stored.nodes,
            connections: stored.connections,
            settings: stored.settings,
          }),
        }
      : {}),
  };
}
