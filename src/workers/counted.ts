import type { EngineContext } from '#src/engine/context.ts';
import { codeOf } from '#src/errors.ts';
import { workingOn } from '#src/log.ts';
import type { JobResult, RunningJob } from '#src/queue/jobs.ts';
import { decideRetry } from '#src/queue/retry.ts';
import { trailOf } from '#src/store/trails.ts';
import { beginTry, giveBackTry, keepTryFailure, traceparentOf } from '#src/store/tries.ts';
import { span } from '#src/telemetry/spans.ts';
import { abandonAct, runAct } from './act.ts';
import { abandonCreation, runCreation } from './creation.ts';

/** Tries of one creation or act, those included that ended with their process. What fails in an orderly way gives up before. */
const mostJobTries = 16;

/** Runs a creation or an act as one more try that its row counts; one with too many is failed and told. */
export async function runCounted(context: EngineContext, job: RunningJob): Promise<JobResult> {
  const about = await trailOf(context.store.fork(), job.kind === 'act' ? 'act' : 'creation', job.id);
  return about ? workingOn({ ...about, job: job.id }, () => runTry(context, job)) : runTry(context, job);
}

async function runTry(context: EngineContext, job: RunningJob): Promise<JobResult> {
  const [work, run, abandon] =
    job.kind === 'act'
      ? (['workflow_acts', runAct, abandonAct] as const)
      : (['creations', runCreation, abandonCreation] as const);
  const em = context.store.fork();
  const begun = await beginTry(em, work, job.id);
  if (!begun) return 'done';
  if ('waitMs' in begun) return begun;
  if (begun.attempt > mostJobTries) {
    await abandon(context, job.id, new Error(`given up after ${mostJobTries} tries`));
    return 'done';
  }
  try {
    const { kind } = job;
    const parent = await traceparentOf(em, work, job.id);
    const fields = { 'flowsmith.job': job.id, 'flowsmith.attempt': job.attempt };
    const result = await span(`job ${kind}`, { kind: 'consumer', parent, fields }, () => run(context, job));
    // To wait is not to try.
    if (result !== 'done') await giveBackTry(em, work, job.id);
    return result;
  } catch (error) {
    const decision = decideRetry(error, job.attempt, () => 0);
    if (job.signal.aborted || decision.kind === 'wait') await giveBackTry(em, work, job.id);
    else if (decision.kind === 'retry') await keepTryFailure(em, work, job.id, { code: '', delayMs: decision.delayMs });
    // The queue does not come again, so nobody would ever say how it ended.
    else await abandon(context, job.id, error instanceof Error ? error : new Error(String(error)));
    if (!job.signal.aborted && decision.kind !== 'give-up')
      context.follow({ step: 'waiting', job: job.id, outcome: codeOf(error), attempt: begun.attempt });
    throw error;
  }
}
