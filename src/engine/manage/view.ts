import type { WorkflowView } from '#src/cards/workflow-card.ts';
import type { Language, Reader } from '#src/language/language.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { hasParts, liveNodes, startersIn } from '#src/n8n/starters.ts';
import { findDraft } from '#src/store/drafts.ts';
import type { VersionRecord, WorkflowRecord } from '#src/store/entities.ts';
import { newestVersionOf, requesterNameOf } from '#src/store/workflows.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import { nextRuns } from '#src/workflow/schedule/next-runs.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { type EngineContext, editorLink, type OfN8n } from '../context.ts';
import { cardPatienceMs, orElse } from '../drafts/bounded.ts';
import { addressesOf } from '../shown/addresses.ts';
import { hasUnpublishedEdits, lookAt, type Seen } from './look.ts';

/** Everything the card of a workflow needs, from what n8n says now; what n8n does not say in time is left out. */
export async function loadWorkflowView(
  context: EngineContext,
  workflow: WorkflowRecord,
  reader: Reader,
): Promise<{ view: WorkflowView; seen: Seen }> {
  const [seen, last, capabilities, requesterName, newest] = await Promise.all([
    lookAt(context, workflow),
    orElse(context.n8n.executions.last(workflow.n8nId), undefined, cardPatienceMs),
    orElse(context.n8n.capabilities(), undefined, cardPatienceMs),
    requesterNameOf(context.store.fork(), workflow),
    newestVersionOf(context.store.fork(), workflow.id),
  ]);
  const picture = 'stored' in seen ? await pictureOf(context, seen.stored, newest) : undefined;
  const view: WorkflowView = {
    workflowId: workflow.id,
    name: 'stored' in seen ? seen.stored.name : workflow.name,
    url: editorLink(context, workflow.n8nId),
    state: stateOf(seen),
    unpublishedEdits: false,
    credentials: [],
    nextRuns: [],
    timezone: 'UTC',
    reader,
    ...(last ? { last: { status: last.status, ...(last.startedAt ? { at: last.startedAt } : {}) } } : {}),
    ...(requesterName ? { requesterName } : {}),
    canRun: false,
    hasArchive: capabilities?.archive ?? false,
    ...(picture ? { picture } : {}),
    ...('stored' in seen ? contentOfStored(context, seen.stored, reader.language) : {}),
  };
  return { view, seen };
}

/** What n8n holds, when that is what was put there last; no marks of what that changed. */
async function pictureOf(
  { store }: Pick<EngineContext, 'store'>,
  { versionId }: StoredWorkflow,
  newest: VersionRecord | null,
): Promise<WorkflowView['picture']> {
  if (!versionId || newest?.n8nVersionId !== versionId) return undefined;
  const { draft: draftId, revision } = newest;
  const unmarked = revision === 1 && !(await findDraft(store.fork(), draftId))?.workflow;
  return { draftId, revision, ...(unmarked ? {} : { plain: true }) };
}

function stateOf(seen: Seen): WorkflowView['state'] {
  if (seen.kind !== 'there') return seen.kind;
  if (!seen.stored.active) return 'unpublished';
  return seen.stored.triggerCount > 0 ? 'live' : 'published';
}

function contentOfStored(
  context: OfN8n<'catalog' | 'editorUrl'>,
  stored: Extract<Seen, { stored: unknown }>['stored'],
  language: Language,
) {
  // What somebody wrote into a parameter in n8n is not for the chat.
  const document = redactWorkflow(stored);
  const own = stored.settings['timezone'];
  const timezone = typeof own === 'string' && own !== '' && own !== 'DEFAULT' ? own : 'UTC';
  const names = stored.nodes.flatMap(({ credentials }) => Object.values(credentials ?? {}).map(({ name }) => name));
  const running = { nodes: liveNodes(stored) as N8nWorkflow['nodes'], settings: document.settings };
  return {
    summary: summarize(toDraft(document), { catalog: context.n8n.catalog(), language }),
    unpublishedEdits: hasUnpublishedEdits(stored),
    credentials: [...new Set(names.filter((name) => name !== ''))],
    nextRuns: nextRuns(running, { from: new Date(), timezone }),
    timezone,
    addresses: addressesOf(liveNodes(stored), context.n8n.editorUrl),
    canRun: startersIn(stored.nodes).some(({ needsAuth, path }) => !needsAuth && !hasParts(path)),
  };
}
