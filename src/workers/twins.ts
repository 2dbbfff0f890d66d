import { type EngineContext, editorLink, type OfN8n } from '#src/engine/context.ts';
import { N8nError } from '#src/errors.ts';
import type { Json } from '#src/model/json.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { Outcome } from '#src/model/outcome.ts';
import { ensureOutOfTheWay } from '#src/n8n/archive.ts';
import { findAllByMarker, isAsMade, markerOf } from '#src/n8n/marker.ts';
import { holdsDocument } from '#src/n8n/same-document.ts';
import { appendAudit, hasAudit } from '#src/store/audit.ts';
import { findCreation, findCreationIds, reopenCreation } from '#src/store/creations.ts';
import { oweCards } from '#src/store/deliveries.ts';
import { findDraft, findRevision, lockDraft } from '#src/store/drafts.ts';
import { Creation, type CreationRecord, type DraftRecord, type WorkflowRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { draftsOf } from '#src/store/workflow-state.ts';
import { findWorkflowOf } from '#src/store/workflows.ts';

export type TwinContext = Pick<EngineContext, 'store' | 'queues' | 'log'> &
  OfN8n<'client' | 'archive' | 'executions' | 'capabilities' | 'url' | 'editorUrl'>;

/** A twin is made of the same request, so it cannot be much younger; what is, somebody copied. Clocks may differ. */
const mostApartMs = 24 * 60 * 60 * 1000;

/**
 * Right after a creation: a proxy that repeats requests, or an earlier one that arrived late, may have made it twice.
 * What cannot be looked at now the comparison with n8n finds. Never throws.
 */
export async function removeTwinsOf(
  context: TwinContext,
  creation: Pick<CreationRecord, 'id'>,
  workflow: WorkflowRecord,
): Promise<void> {
  try {
    const started = await findCreation(context.store.fork(), creation.id);
    const all = await findAllByMarker(context.n8n.client, creation.id, { name: workflow.name });
    for (const twin of all) if (started && twin.id !== workflow.n8nId) await removeTwin(context, started, twin);
  } catch (error) {
    context.log.warn({ err: error, creation: creation.id }, 'twins of a workflow not looked for');
  }
}

/**
 * What n8n lists with a marker of ours and no row: it arrived after everybody had stopped waiting for it. The creation
 * that was told as failed goes on with it; a second one of something that is there, or that nobody wants any more, is
 * put away. Never throws.
 */
export async function settleUnrecorded(context: TwinContext, listed: readonly StoredWorkflow[]): Promise<void> {
  const byMarker = listed
    .map((stored) => ({ stored, marker: markerOf(stored) ?? '' }))
    .filter((each) => isUuid(each.marker));
  // Markers of another Flowsmith on this n8n lead nowhere here.
  const ours = new Set(
    await findCreationIds(
      context.store.fork(),
      byMarker.map(({ marker }) => marker),
    ),
  );
  for (const { stored, marker } of byMarker) {
    if (!ours.has(marker)) continue;
    try {
      await settle(context, marker, stored);
    } catch (error) {
      context.log.warn({ err: error, n8nId: stored.id }, 'a workflow that arrived late was not settled');
    }
  }
}

async function settle(context: TwinContext, creationId: string, stored: StoredWorkflow): Promise<void> {
  const em = context.store.fork();
  const creation = await findCreation(em, creationId);
  // Pending: its worker looks for it.
  if (!creation || creation.status === 'pending') return;
  const recorded = await findWorkflowOf(em, creation.id);
  if (recorded?.n8nId === stored.id) return;
  const draft = recorded ? null : await findDraft(em, creation.draft);
  if (draft && (await takeUp(context, creation, draft, stored))) return;
  await removeTwin(context, creation, stored);
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/**
 * The creation goes on: its worker finds the workflow and the card says so. Not published by itself any more, because
 * people were told that nothing came of it. False when nobody waits for this revision any more.
 */
async function takeUp(
  context: TwinContext,
  { id }: CreationRecord,
  draft: DraftRecord,
  stored: StoredWorkflow,
): Promise<boolean> {
  const reopened = await context.store.fork().transactional(async (em) => {
    const row = await lockDraft(em, draft.id);
    const creation = await em.findOne(Creation, { id });
    if (row?.status !== 'failed' || creation?.status !== 'failed' || row.revision !== creation.revision)
      return undefined;
    row.status = 'approved';
    creation.publish = false;
    await reopenCreation(em, creation, false);
    await oweCards(em, [draft.id]);
    const data = { seen: ['arrived late'], revision: creation.revision, n8nId: stored.id };
    await appendAudit(em, { kind: 'outcome', actor: 'n8n', subject: draft.id, data });
    return creation;
  });
  if (reopened) await context.queues.enqueueCreation(reopened.id, reopened.round);
  return reopened !== undefined;
}

/** Puts it away when nobody touched it, else says on the card that there are two. Once: what somebody brings back stays. */
async function removeTwin(context: TwinContext, creation: CreationRecord, listed: StoredWorkflow): Promise<void> {
  const { store, n8n, log } = context;
  const revision = await findRevision(store.fork(), creation.draft, creation.revision);
  const document = revision?.workflow;
  if (!document || !isTwin(listed, document, creation)) return;
  const { id: n8nId } = listed;
  const subject = `twin ${n8nId} ${n8n.url}`;
  if (await hasAudit(store.fork(), subject)) return;
  // A list is as old as its slowest page.
  const twin = await read(context, n8nId);
  if (!twin || twin.isArchived) return;
  // What settings an older n8n did not take is no sign of anybody.
  const asSent = holdsDocument(twin, { ...document, settings: {} });
  const removed = isAsMade(twin) && asSent && !(await hasRun(context, n8nId));
  if (removed) {
    const capabilities = await context.n8n.capabilities();
    const { kind } = await ensureOutOfTheWay(n8n, n8nId, { mayDelete: !capabilities.archive });
    if (kind === 'cannot_archive') return log.warn({ n8nId }, 'a workflow made twice cannot be archived');
  }
  await store.fork().transactional(async (em) => {
    if (!removed && !(await tell(context, em, creation.id, n8nId))) return;
    const data: Json = { twin: n8nId, draft: creation.draft, revision: creation.revision, removed };
    await appendAudit(em, { kind: 'outcome', actor: 'flowsmith', subject, data });
  });
  log.warn({ n8nId, creation: creation.id, removed }, 'n8n made a workflow twice');
}

/** Somebody's copy has steps with ids of its own (n8n 2.40.7 gives new ones), or is much younger. Pure. */
function isTwin(twin: StoredWorkflow, { nodes }: N8nWorkflow, { startedAt }: CreationRecord): boolean {
  const ids = new Set(nodes.map(({ id }) => id));
  const apartMs = Math.abs(Date.parse(twin.createdAt) - (startedAt?.getTime() ?? Number.NaN));
  return twin.nodes.some(({ id }) => ids.has(id)) && apartMs <= mostApartMs;
}

async function read({ n8n }: TwinContext, n8nId: string): Promise<StoredWorkflow | undefined> {
  try {
    return await n8n.client.get(n8nId);
  } catch (error) {
    if (error instanceof N8nError && error.code === 'n8n_workflow_missing') return undefined;
    throw error;
  }
}

/** Somebody tried it out. A key that may not see executions does not keep a twin alive. */
async function hasRun({ n8n }: TwinContext, workflowId: string): Promise<boolean> {
  try {
    const pages = await Promise.all([
      n8n.executions.list({ workflowId, limit: 1 }),
      n8n.executions.list({ workflowId, limit: 1, status: 'running' }),
    ]);
    return pages.some(({ executions }) => executions.length > 0);
  } catch (error) {
    if (error instanceof N8nError && error.code === 'n8n_forbidden') return false;
    throw error;
  }
}

/** False while its creation is under way: told when that has ended. */
async function tell(context: TwinContext, em: EntityManager, creationId: string, n8nId: string): Promise<boolean> {
  const creation = await em.findOne(Creation, { id: creationId });
  const outcome = creation?.outcome as Outcome | null | undefined;
  if (!creation || !outcome || creation.status === 'pending') return false;
  creation.outcome = { ...outcome, twinUrl: editorLink(context, n8nId) };
  await em.flush();
  const workflow = await findWorkflowOf(em, creationId);
  if (workflow) await oweCards(em, await draftsOf(em, workflow), { inMs: 0 });
  return true;
}
