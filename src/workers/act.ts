import type { EngineContext } from '#src/engine/context.ts';
import { oweAct } from '#src/engine/manage/show-act.ts';
import { n8nOf } from '#src/engine/n8n-instance.ts';
import { guardWrites, NotYet } from '#src/engine/write-guard.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import { effectOf } from '#src/model/verbs.ts';
import type { JobResult, RunningJob } from '#src/queue/jobs.ts';
import { decideRetry, isWorthTelling } from '#src/queue/retry.ts';
import { findAct, finishAct, markActStillTrying } from '#src/store/acts.ts';
import { appendAudit } from '#src/store/audit.ts';
import type { ActRecord, WorkflowRecord } from '#src/store/entities.ts';
import { actSubject, workflowSubject } from '#src/store/n8n-writes.ts';
import { trailOfAnswered } from '#src/store/trails.ts';
import { draftsOf } from '#src/store/workflow-state.ts';
import { findWorkflow, lockWorkflow } from '#src/store/workflows.ts';
import { msSince } from '#src/telemetry/follow.ts';
import { carryOutAct } from './act-verbs.ts';
import { auditableAct } from './audited.ts';
import { toProblem } from './problem.ts';
import { tellIfSlow } from './tell-if-slow.ts';

/**
 * Does one thing with a workflow in n8n. Safe to run again after a crash at any point: what may not happen twice is
 * looked for first. Throws only what the queue shall retry.
 */
export async function runAct(context: EngineContext, job: RunningJob): Promise<JobResult> {
  const em = context.store.fork();
  const act = await findAct(em, job.id);
  if (act?.status !== 'pending') return 'done';
  const workflow = await findWorkflow(em, act.workflow);
  if (!workflow) throw new TypeError(`act ${act.id} has no workflow`);
  // Trying an execution again is no write to the workflow: nothing there has to wait for it.
  const subject = act.verb === 'retry' ? actSubject(act) : workflowSubject(workflow.id);
  const tell = async () => {
    await context.store.fork().transactional((tx) => oweAct(tx, act, workflow, { inMs: 0 }));
    context.wake?.();
  };
  const carryOut = async () => {
    const n8n = n8nOf(context, workflow).guarded(guardWrites(context, { subject, owner: act.id }));
    return carryOutAct({ ...context, n8n }, act, workflow);
  };
  try {
    await finish(context, act, workflow, await tellIfSlow(context.patience.tellMs, tell, carryOut));
  } catch (error) {
    if (job.signal.aborted) throw error;
    if (error instanceof NotYet) {
      if (error.sinceMs >= context.patience.tellMs) await tell();
      return { waitMs: error.waitMs };
    }
    const decision = decideRetry(error, job.attempt);
    if (decision.kind !== 'give-up') {
      if (isWorthTelling(decision, Date.now() - act.createdAt.getTime())) await tellStillTrying(context, act, workflow);
      throw error;
    }
    await finish(context, act, workflow, await toFailure(context, error, act));
  }
  return 'done';
}

/** Ends it for good when its tries came to nothing, e.g. because each of them ended with its process. */
export async function abandonAct(context: EngineContext, id: string, why: Error): Promise<void> {
  const em = context.store.fork();
  const act = await findAct(em, id);
  const workflow = act?.status === 'pending' ? await findWorkflow(em, act.workflow) : null;
  if (act && workflow) await finish(context, act, workflow, await toFailure(context, why, act));
}

async function toFailure({ log, store }: EngineContext, error: unknown, act: ActRecord): Promise<ActOutcome> {
  const { reference } = await trailOfAnswered(store.fork(), act.event);
  return { kind: 'failed', problem: toProblem(log, error, { what: 'act', reference, job: act.id, verb: act.verb }) };
}

async function finish(
  context: EngineContext,
  act: ActRecord,
  workflow: WorkflowRecord,
  outcome: ActOutcome,
): Promise<void> {
  const concerned = effectOf(act.verb).changes !== 'nothing' || outcome.kind === 'gone';
  await context.store.fork().transactional(async (tx) => {
    await lockWorkflow(tx, workflow.id);
    await oweAct(tx, act, workflow, { inMs: 0, followers: concerned ? await draftsOf(tx, workflow) : [] });
    await finishAct(tx, act.id, outcome.kind === 'failed' ? 'failed' : 'done', outcome);
    const data = { act: act.verb, ...auditableAct(outcome) };
    await appendAudit(tx, { kind: 'outcome', actor: 'flowsmith', subject: act.workflow, data });
  });
  context.metrics.acts.inc({ verb: act.verb, result: outcome.kind });
  const about = { event: act.event, workflow: workflow.id, job: act.id, ms: msSince(act.createdAt) };
  if (outcome.kind === 'failed') context.follow({ step: 'failed', ...about, outcome: outcome.problem.code });
  else if (outcome.kind === 'published')
    context.follow({ step: 'published', ...about, outcome: outcome.live ? 'live' : 'not_live' });
  else context.follow({ step: 'done', ...about, outcome: outcome.kind });
  context.wake?.();
}

/** Said once, with the first failure. */
async function tellStillTrying(context: EngineContext, act: ActRecord, workflow: WorkflowRecord): Promise<void> {
  await context.store.fork().transactional(async (tx) => {
    await lockWorkflow(tx, workflow.id);
    if (await markActStillTrying(tx, act.id)) await oweAct(tx, act, workflow, { inMs: 0 });
  });
  context.wake?.();
}
