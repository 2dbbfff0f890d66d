import type { Outcome, Problem } from '#src/cards/outcome.ts';
import type { Json } from '#src/chat/inbound.ts';
import { type EngineContext, editorLink } from '#src/engine/context.ts';
import { assertStillAllowed } from '#src/engine/policy-check.ts';
import { workflowOf } from '#src/engine/workflow-now.ts';
import { createReference, FlowsmithError, N8nError, toUserMessage } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/n8n/client.ts';
import { findByMarker, withMarker } from '#src/n8n/marker.ts';
import type { JobResult, RunningJob } from '#src/queue/jobs.ts';
import { decideRetry } from '#src/queue/retry.ts';
import { appendAudit } from '#src/store/audit.ts';
import { rememberWorkflow } from '#src/store/conversations.ts';
import {
  ensureWorkflow,
  findCreation,
  findWorkflowOf,
  finishCreation,
  markCreationStillTrying,
  markStarted,
} from '#src/store/creations.ts';
import { oweCards } from '#src/store/deliveries.ts';
import { findApproval, findDraft, findRevision } from '#src/store/drafts.ts';
import {
  Conversation,
  type CreationRecord,
  type DraftRecord,
  type RevisionRecord,
  type WorkflowRecord,
} from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { bringsBack, recordBroughtBack } from '#src/store/recovery.ts';
import { draftsOf } from '#src/store/workflow-state.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
import { claimToBringBack, recordedBack } from './bring-back.ts';
import { runChange } from './change.ts';
import { ensurePublished } from './publish.ts';

/**
 * Puts one approved revision into n8n, at most once, and publishes it when that was approved. Safe to run again after a
 * crash at any point: `startedAt` is committed before the first write, and from then on the marker is looked for first.
 * Throws only what the queue shall retry.
 */
export async function runCreation(context: EngineContext, job: RunningJob): Promise<JobResult> {
  const em = context.store.fork();
  const creation = await findCreation(em, job.id);
  if (creation?.status !== 'pending') return 'done';
  const draft = await findDraft(em, creation.draft);
  if (!draft) throw new TypeError(`creation ${creation.id} has no draft`);
  let workflow: WorkflowRecord | null = null;
  try {
    if (draft.workflow && !(await isBringingBack(em, draft, creation))) {
      const outcome = await runChange(context, creation, draft, (error) => toProblem(context, error, creation));
      await finish(context, creation, draft, outcome);
      return 'done';
    }
    workflow = await ensureCreated(context, em, creation, draft);
    const outcome = creation.publish ? await publish(context, creation, workflow) : created(context, workflow);
    await finish(context, creation, draft, outcome);
  } catch (error) {
    if (job.signal.aborted) throw error;
    if (decideRetry(error, job.attempt).kind === 'retry') {
      await tellStillTrying(context, creation);
      throw error;
    }
    const recorded = workflow ?? (await findMade(context.store.fork(), draft, creation));
    const problem = toProblem(context, error, creation);
    const outcome: Outcome = recorded
      ? { kind: 'created', url: editorLink(context, recorded.n8nId), publishProblem: problem }
      : { kind: 'failed', problem, nothingCreated: !(error instanceof N8nError && error.ambiguous) };
    await finish(context, creation, draft, outcome);
  }
  return 'done';
}

async function ensureCreated(
  context: EngineContext,
  em: EntityManager,
  creation: CreationRecord,
  draft: DraftRecord,
): Promise<WorkflowRecord> {
  const recorded = await findMade(em, draft, creation);
  if (recorded) return recorded;
  const revision = await findRevision(em, draft.id, creation.revision);
  const conversation = await em.findOne(Conversation, { id: draft.conversation });
  if (!revision || !conversation) throw new TypeError(`creation ${creation.id} has no revision or conversation`);
  const { capabilities } = await context.instance();
  const reported = withErrorWorkflow(revision.workflow as unknown as N8nWorkflow, await context.errorHub());
  const document = withMarker(reported, creation.id, capabilities);
  if (draft.workflow) await claimToBringBack(context, draft.workflow, creation);
  const stored = await createOnce(context, em, { creation, draft, revision, document });
  return context.store.fork().transactional(async (tx) => {
    const made = {
      creation,
      instanceUrl: context.instanceUrl,
      n8nId: stored.id,
      n8nVersionId: stored.versionId ?? null,
      name: stored.name,
      document: document as unknown as Json,
    };
    const workflow = draft.workflow
      ? await recordBroughtBack(tx, { ...made, workflow: draft.workflow })
      : await ensureWorkflow(tx, { ...made, tenant: conversation.tenant, requesterId: draft.requesterId });
    await rememberWorkflow(tx, draft.conversation, workflow.id);
    const data = {
      revision: creation.revision,
      n8nId: stored.id,
      instance: context.instanceUrl,
      ...(draft.workflow ? { broughtBack: draft.workflow } : {}),
    };
    await appendAudit(tx, { kind: 'creation', actor: 'flowsmith', subject: draft.id, data });
    return workflow;
  });
}

async function isBringingBack(em: EntityManager, draft: DraftRecord, { revision }: CreationRecord): Promise<boolean> {
  const row = await findRevision(em, draft.id, revision);
  return row !== null && bringsBack(draft, row);
}

/** The workflow of this creation, once n8n has it and that was recorded. */
async function findMade(em: EntityManager, draft: DraftRecord, creation: CreationRecord) {
  return draft.workflow ? recordedBack(em, draft.workflow, creation) : findWorkflowOf(em, creation.id);
}

/** Failures are reported to us unless the workflow says who else shall know. */
function withErrorWorkflow(workflow: N8nWorkflow, hub: string | undefined): N8nWorkflow {
  if (!hub || workflow.settings['errorWorkflow']) return workflow;
  return { ...workflow, settings: { ...workflow.settings, errorWorkflow: hub } };
}

async function createOnce(
  context: EngineContext,
  em: EntityManager,
  {
    creation,
    draft,
    revision,
    document,
  }: { creation: CreationRecord; draft: DraftRecord; revision: RevisionRecord; document: N8nWorkflow },
): Promise<StoredWorkflow> {
  if (creation.startedAt) {
    const existing = await findByMarker(context.n8n.client, creation.id);
    if (existing) return existing;
  }
  await assertStillAllowed(context, draft, revision, await findApproval(em, draft.id, creation.revision));
  await markStarted(em, creation.id);
  return context.n8n.client.create(document);
}

const created = (context: EngineContext, workflow: WorkflowRecord): Outcome => ({
  kind: 'created',
  url: editorLink(context, workflow.n8nId),
});

async function publish(context: EngineContext, creation: CreationRecord, workflow: WorkflowRecord): Promise<Outcome> {
  const seen = await ensurePublished(context, workflow, { asApproved: creation.round === 1 });
  return { kind: 'published', url: editorLink(context, workflow.n8nId), ...seen };
}

function toProblem(context: EngineContext, error: unknown, creation: CreationRecord): Problem {
  const reference = createReference();
  const known = error instanceof FlowsmithError;
  context.log[known ? 'warn' : 'error']({ err: error, reference, creation: creation.id }, 'creation failed');
  return {
    message: toUserMessage(error),
    code: known ? error.code : 'internal',
    reference,
    retryable: known && error.retryable,
  };
}

async function finish(
  context: EngineContext,
  creation: CreationRecord,
  draft: DraftRecord,
  outcome: Outcome,
): Promise<void> {
  const status = outcome.kind === 'failed' || outcome.kind === 'conflict' ? 'failed' : 'created';
  const workflow = await workflowOf(context.store.fork(), draft, creation);
  await context.store.fork().transactional(async (tx) => {
    const others = workflow ? await draftsOf(tx, workflow, { before: status === 'created' }) : [];
    await oweCards(tx, [draft.id, ...others], { inMs: 0 });
    const row = await findDraft(tx, draft.id);
    if (row) row.status = status;
    await tx.flush();
    await finishCreation(tx, creation.id, status, outcome as unknown as Json);
    const data = { revision: creation.revision, ...auditable(outcome) };
    await appendAudit(tx, { kind: 'outcome', actor: 'flowsmith', subject: draft.id, data });
  });
  context.metrics.creations.inc({
    result: outcome.kind === 'published' && !outcome.live ? 'published_not_live' : outcome.kind,
  });
  context.wake?.();
}

/** Said once, with the first failure. */
async function tellStillTrying(context: EngineContext, creation: CreationRecord): Promise<void> {
  await context.store.fork().transactional(async (tx) => {
    if (await markCreationStillTrying(tx, creation.id)) await oweCards(tx, [creation.draft], { inMs: 0 });
  });
  context.wake?.();
}

/** What the audit trail keeps of an outcome. */
function auditable(outcome: Outcome): Record<string, string | boolean> {
  if (outcome.kind === 'published') return { kind: outcome.kind, live: outcome.live };
  if (outcome.kind === 'updated') return { kind: outcome.kind, live: outcome.live };
  if (outcome.kind === 'conflict') return { kind: outcome.kind };
  if (outcome.kind === 'failed') return { kind: outcome.kind, code: outcome.problem.code };
  return { kind: outcome.kind, ...(outcome.publishProblem ? { code: outcome.publishProblem.code } : {}) };
}
