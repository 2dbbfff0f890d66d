import { setTimeout as sleep } from 'node:timers/promises';
import { type EngineContext, editorLink } from '#src/engine/context.ts';
import { oweNews } from '#src/engine/drafts/owe-news.ts';
import { assertStillAllowed } from '#src/engine/drafts/policy-check.ts';
import { assertValuesThere } from '#src/engine/drafts/values-there.ts';
import { n8nOf } from '#src/engine/n8n-instance.ts';
import { workflowOf } from '#src/engine/shown/workflow-now.ts';
import { guardWrites, NotYet } from '#src/engine/write-guard.ts';
import { N8nError } from '#src/errors.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { Outcome, Problem } from '#src/model/outcome.ts';
import { findByMarker, withMarker } from '#src/n8n/marker.ts';
import type { JobResult, RunningJob } from '#src/queue/jobs.ts';
import { decideRetry, isWorthTelling } from '#src/queue/retry.ts';
import { appendAudit } from '#src/store/audit.ts';
import { lockConversation, rememberWorkflow } from '#src/store/conversations.ts';
import { findCreation, finishCreation, markCreationStillTrying, markStarted } from '#src/store/creations.ts';
import { oweCards } from '#src/store/deliveries.ts';
import { findApproval, findDraft, findRevision, lockDraft } from '#src/store/drafts.ts';
import {
  Conversation,
  type CreationRecord,
  type DraftRecord,
  type RevisionRecord,
  type WorkflowRecord,
} from '#src/store/entities.ts';
import {
  creationSubject,
  findUnanswered,
  findUnansweredOf,
  forgetWrite,
  workflowSubject,
} from '#src/store/n8n-writes.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { bringsBack, recordBroughtBack } from '#src/store/recovery.ts';
import { draftsOf } from '#src/store/workflow-state.ts';
import { ensureWorkflow, findWorkflow, findWorkflowOf, hasVersion, savedVersionOf } from '#src/store/workflows.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { auditableOutcome } from './audited.ts';
import { claimToBringBack, recordedBack } from './bring-back.ts';
import { assignTags, runChange, savedAs } from './change.ts';
import { followCreated, followEnd } from './follow-creation.ts';
import { toProblem } from './problem.ts';
import { publishWorkflow } from './publish.ts';
import { tellIfSlow } from './tell-if-slow.ts';
import { removeTwinsOf } from './twins.ts';

/**
 * Puts one approved revision into n8n, at most once, and publishes it when that was approved. Safe to run again after a
 * crash at any point: `startedAt` is committed before the first write, and from then on the marker is looked for first.
 * While a request may still arrive in n8n no other is sent, see write-guard.ts. Throws only what the queue shall retry.
 */
export async function runCreation(context: EngineContext, job: RunningJob): Promise<JobResult> {
  const em = context.store.fork();
  const creation = await findCreation(em, job.id);
  if (creation?.status !== 'pending') return 'done';
  const draft = await findDraft(em, creation.draft);
  if (!draft) throw new TypeError(`creation ${creation.id} has no draft`);
  const toProblemNow = problemsOf(context, creation, draft);
  const carryOut = async (): Promise<Outcome> => {
    if (draft.workflow && !(await isBringingBack(em, draft, creation))) {
      const changed = await findWorkflow(em, draft.workflow);
      if (!changed) throw new TypeError(`creation ${creation.id} has no workflow`);
      return runChange(guard(context, creation, changed), creation, draft, toProblemNow);
    }
    const workflow = await ensureCreated(context, em, { creation, draft, signal: job.signal });
    const revision = await findRevision(em, draft.id, creation.revision);
    const { tags } = (revision?.workflow ?? {}) as Partial<N8nWorkflow>;
    if (tags?.length) await assignTags(guard(context, creation, workflow), workflow.n8nId, tags);
    return creation.publish ? publish(context, creation, workflow) : created(context, workflow);
  };
  const tell = async () => {
    await context.store.fork().transactional((tx) => oweCards(tx, [draft.id], { inMs: 0 }));
    context.wake?.();
  };
  try {
    await finish(context, creation, draft, await tellIfSlow(context.patience.tellMs, tell, carryOut));
  } catch (error) {
    if (job.signal.aborted) throw error;
    if (error instanceof NotYet) {
      if (error.sinceMs >= context.patience.tellMs) await tell();
      return { waitMs: error.waitMs };
    }
    const decision = decideRetry(error, job.attempt);
    if (decision.kind !== 'give-up') {
      if (isWorthTelling(decision, Date.now() - creation.createdAt.getTime())) await tellStillTrying(context, creation);
      throw error;
    }
    const problem = toProblemNow(error);
    await finish(context, creation, draft, await toOutcome(context, creation, draft, problem));
  }
  return 'done';
}

/** What is true when nothing more is tried: what was done before the failure stays done. */
async function toOutcome(
  context: EngineContext,
  creation: CreationRecord,
  draft: DraftRecord,
  problem: Problem,
): Promise<Outcome> {
  const em = context.store.fork();
  const workflow = await workflowOf(em, draft, creation);
  const saved = workflow && draft.workflow && (await hasVersion(em, workflow.id, draft.id, creation.revision));
  if (workflow && (!draft.workflow || (saved && (await isBringingBack(em, draft, creation))))) {
    return { kind: 'created', url: editorLink(context, workflow.n8nId), publishProblem: problem };
  }
  if (workflow && saved) {
    const url = editorLink(context, workflow.n8nId);
    return { kind: 'updated', url, live: false, seen: savedAs(workflow.published), publishProblem: problem };
  }
  return { kind: 'failed', problem, nothingCreated: !(await findUnansweredOf(em, creation.id)) };
}

/** n8n, for writes of this creation to a workflow that is there. */
function guard(context: EngineContext, { id: owner }: CreationRecord, workflow: WorkflowRecord): EngineContext {
  const subject = workflowSubject(workflow.id);
  return { ...context, n8n: n8nOf(context, workflow).guarded(guardWrites(context, { subject, owner })) };
}

interface Approved {
  creation: CreationRecord;
  draft: DraftRecord;
  signal: AbortSignal;
}

async function ensureCreated(
  context: EngineContext,
  em: EntityManager,
  { creation, draft, signal }: Approved,
): Promise<WorkflowRecord> {
  const recorded = await findMade(em, draft, creation);
  if (recorded) return recorded;
  const revision = await findRevision(em, draft.id, creation.revision);
  const conversation = await em.findOne(Conversation, { id: draft.conversation });
  if (!revision || !conversation) throw new TypeError(`creation ${creation.id} has no revision or conversation`);
  const capabilities = await context.n8n.capabilities();
  const reported = withErrorWorkflow(revision.workflow, await context.n8n.errorHub());
  const document = withMarker(reported, creation.id, capabilities);
  if (draft.workflow) await claimToBringBack(context, draft.workflow, creation);
  const stored = await createOnce(context, em, { creation, draft, signal, revision, document });
  const workflow = await context.store.fork().transactional(async (tx) => {
    await lockConversation(tx, draft.conversation);
    const made = {
      creation,
      instanceUrl: context.n8n.url,
      n8nId: stored.id,
      n8nVersionId: stored.versionId ?? null,
      name: stored.name,
      document: document,
    };
    const workflow = draft.workflow
      ? await recordBroughtBack(tx, { ...made, workflow: draft.workflow })
      : await ensureWorkflow(tx, { ...made, tenant: conversation.tenant, requesterId: draft.requesterId });
    await rememberWorkflow(tx, draft.conversation, workflow.id);
    const data = {
      revision: creation.revision,
      n8nId: stored.id,
      instance: context.n8n.url,
      ...(draft.workflow ? { broughtBack: draft.workflow } : {}),
    };
    await forgetWrite(tx, creationSubject(creation));
    await appendAudit(tx, { kind: 'creation', actor: 'flowsmith', subject: draft.id, data });
    return workflow;
  });
  followCreated(context, { creation, draft }, workflow.id, draft.workflow ? 'brought_back' : 'created');
  await removeTwinsOf(context, creation, workflow);
  return workflow;
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
  { creation, draft, signal, revision, document }: Approved & { revision: RevisionRecord; document: N8nWorkflow },
): Promise<StoredWorkflow> {
  const subject = creationSubject(creation);
  const arrived = creation.startedAt ? await findArrived(context, creation, signal) : undefined;
  if (arrived) return arrived;
  await assertStillAllowed(context, draft, revision, await findApproval(em, draft.id, creation.revision));
  await assertValuesThere(context, draft, revision);
  await markStarted(em, creation.id);
  const isDone = async () =>
    (await findCreation(context.store.fork(), creation.id))?.status !== 'pending' ||
    (await findWorkflowOf(context.store.fork(), creation.id)) !== null;
  try {
    const guarded = context.n8n.guarded(guardWrites(context, { subject, owner: creation.id, isDone }));
    return await guarded.client.create(document);
  } catch (error) {
    // What the queue does not retry is told at once: one look, because an answer nobody could read is an answer.
    if (!(error instanceof N8nError && error.ambiguous) || error.retryable) throw error;
    await sleep(context.patience.settleMs, undefined, { signal });
    const found = await findByMarker(context.n8n.client, creation.id, { signal }).catch(() => undefined);
    if (!found) throw error;
    return found;
  }
}

/**
 * What an earlier attempt made. Throws NotYet while one may still arrive. One that counts as lost has to be missing
 * twice: n8n may have stood still, and take what waited there only now.
 */
async function findArrived(
  { n8n, store, patience }: EngineContext,
  creation: CreationRecord,
  signal: AbortSignal,
): Promise<StoredWorkflow | undefined> {
  const em = store.fork();
  const subject = creationSubject(creation);
  // Read before looking: what arrives between the two is then waited for, not missed.
  const unanswered = await findUnanswered(em, subject);
  let found = await findByMarker(n8n.client, creation.id, { signal });
  if (!found && unanswered) {
    if (unanswered.waitMs > 0) throw new NotYet(unanswered);
    await sleep(patience.settleMs, undefined, { signal });
    found = await findByMarker(n8n.client, creation.id, { signal });
  }
  return found;
}

/** Ends it for good when its tries came to nothing, e.g. because each of them ended with its process. */
export async function abandonCreation(context: EngineContext, id: string, why: Error): Promise<void> {
  const em = context.store.fork();
  const creation = await findCreation(em, id);
  const draft = creation?.status === 'pending' ? await findDraft(em, creation.draft) : null;
  if (!creation || !draft) return;
  const problem = problemsOf(context, creation, draft)(why);
  await finish(context, creation, draft, await toOutcome(context, creation, draft, problem));
}

const created = (context: EngineContext, workflow: WorkflowRecord): Outcome => ({
  kind: 'created',
  url: editorLink(context, workflow.n8nId),
});

async function publish(context: EngineContext, creation: CreationRecord, workflow: WorkflowRecord): Promise<Outcome> {
  const version = creation.round === 1 ? await savedVersionOf(context.store.fork(), workflow.id, creation) : undefined;
  const seen = await publishWorkflow(guard(context, creation, workflow), workflow, { version });
  return { kind: 'published', url: editorLink(context, workflow.n8nId), ...seen };
}

const problemsOf =
  ({ log }: EngineContext, creation: CreationRecord, draft: DraftRecord) =>
  (error: unknown) =>
    toProblem(log, error, { what: 'creation', reference: referenceIn(draft), job: creation.id });

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
    if (creation.wantedByOther) await oweNews(tx, draft, { by: creation.wantedByOther });
    const row = await lockDraft(tx, draft.id);
    if (row) row.status = status;
    await tx.flush();
    // Told once, and true ever after.
    const { twinUrl } = (creation.outcome ?? {}) as { twinUrl?: string };
    await finishCreation(tx, creation.id, status, { ...outcome, ...(twinUrl ? { twinUrl } : {}) });
    const data = { revision: creation.revision, ...auditableOutcome(outcome) };
    await appendAudit(tx, { kind: 'outcome', actor: 'flowsmith', subject: draft.id, data });
  });
  context.metrics.creations.inc({
    result: outcome.kind === 'published' && !outcome.live ? 'published_not_live' : outcome.kind,
  });
  followEnd(context, { creation, draft }, workflow?.id, outcome);
  context.wake?.();
}

/** Said once, with the first failure. */
async function tellStillTrying(context: EngineContext, creation: CreationRecord): Promise<void> {
  await context.store.fork().transactional(async (tx) => {
    await lockDraft(tx, creation.draft);
    if (await markCreationStillTrying(tx, creation.id)) await oweCards(tx, [creation.draft], { inMs: 0 });
  });
  context.wake?.();
}
