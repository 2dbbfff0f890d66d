import { FlowsmithError } from '#src/errors.ts';
import { readerOf } from '#src/language/language.ts';
import { workingOn } from '#src/log.ts';
import type { PlatformName } from '#src/model/chat.ts';
import type { JobResult, RunningJob } from '#src/queue/jobs.ts';
import { decideRetry } from '#src/queue/retry.ts';
import { whereSaid } from '#src/store/conversations.ts';
import { Conversation, type EventRecord } from '#src/store/entities.ts';
import { findEvent, loadEventContext, lookAhead, markFailed, markHandled } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { trailOfAnswered } from '#src/store/trails.ts';
import { beginTry, giveBackTry, keepTryFailure } from '#src/store/tries.ts';
import { msSince } from '#src/telemetry/follow.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { span } from '#src/telemetry/spans.ts';
import { type EngineContext, platformOf } from './context.ts';
import { giveUp, worthRetrying } from './intake/give-up.ts';
import { NeedsPlanning } from './planning/needs-planning.ts';
import { endStepSoon, oweStepEnd } from './reach/end-step.ts';
import { respondToAction } from './talk/respond-to-action.ts';
import { respondToFailure } from './talk/respond-to-failure.ts';
import { respondToMessage } from './talk/respond-to-message.ts';
import { holdLease, type Lease, LeaseLost, underLease } from './turn/lease.ts';
import { showAtWork, silenceMs } from './turn/sign-of-life.ts';
import { createSpeaker } from './turn/speaker.ts';

/** Tries of one turn, those included that ended with their process. What fails in an orderly way gives up before. */
const mostTurnTries = 8;
/** It was free when its turn was taken (src/store/dispatch.ts), so somebody else was quicker. */
const waits = { shortestMs: 250, longestMs: 5_000 };
/** For a worker that has the platform; the sweeper fails what nobody can answer. */
const elsewhere = { shortestMs: 1_000, longestMs: 60_000 };

/**
 * Runs one turn: the whole answer to one inbound event, at most one at a time per conversation and in the order of
 * arrival, but for those `ahead` (src/chat/lane.ts), of which one may run beside it. Safe to run again after a crash at
 * any point. Throws only what the queue shall retry.
 */
export async function runTurn(context: EngineContext, job: RunningJob): Promise<JobResult> {
  const em = context.store.fork();
  const row = await findEvent(em, job.id);
  if (row?.status !== 'received') return 'done';
  const { waitedMs, earlier } = await lookAhead(em, row);
  const later = ({ shortestMs, longestMs }: typeof waits) => ({
    waitMs: Math.round(Math.min(Math.max(waitedMs / 4, shortestMs), longestMs)),
  });
  const ahead = row.lane === 'ahead';
  if (earlier > 0 && !ahead) return later(waits);
  const { platform } = await em.findOneOrFail(Conversation, { id: row.conversation });
  if (!context.platforms.has(platform)) {
    context.log.warn({ event: row.id, platform }, 'this worker does not have the platform of an event: left to others');
    return later(elsewhere);
  }
  const lease = await holdLease(context.store, row.conversation, ahead ? 'ahead' : 'lease');
  if (!lease) return later(waits);
  try {
    await using _held = lease;
    const begun = await beginTry(em, 'inbound_events', row.id);
    if (!begun) return 'done';
    if ('waitMs' in begun) return begun;
    const begunTry = { id: row.id, job, lease, waitedMs, ...begun };
    const about = { reference: referenceIn(row), event: row.id };
    const options = {
      kind: 'consumer' as const,
      parent: row.payload.traceparent,
      fields: { 'flowsmith.platform': platform, 'flowsmith.waited_ms': waitedMs },
    };
    await workingOn(about, () =>
      span(`turn ${row.payload.kind}`, options, () => answerEvent(underLease(context, lease), begunTry)),
    );
  } catch (error) {
    if (!(error instanceof LeaseLost) && !lease.signal.aborted) throw error;
    context.log.info({ event: row.id }, 'turn ended without a word: another worker has its conversation');
    return { waitMs: waits.shortestMs };
  }
  return 'done';
}

interface Try {
  id: string;
  job: RunningJob;
  lease: Lease;
  /** Since it came. */
  waitedMs: number;
  /** Counts over all processes; `before` is how the last one ended. */
  attempt: number;
  before: string | null;
}

async function answerEvent(context: EngineContext, begun: Try): Promise<void> {
  const em = context.store.fork();
  // Read under the lease: the turn before may have said or decided something since the job looked.
  const row = await findEvent(em, begun.id);
  if (!row) return;
  const from = await loadEventContext(em, row);
  const { platform, externalId: tenant } = from.tenant;
  const about = { reference: referenceIn(row), event: row.id, platform, tenant };
  await workingOn(about, () => answerFrom(context, em, row, { ...begun, ...from }));
}

async function answerFrom(
  context: EngineContext,
  em: EntityManager,
  row: EventRecord,
  {
    id,
    job,
    lease,
    waitedMs,
    attempt,
    before,
    conversation,
    tenant,
  }: Try & Awaited<ReturnType<typeof loadEventContext>>,
): Promise<void> {
  await oweStepEnd(em, row);
  if (conversation.closedAt) {
    // Nobody would hear the answer. Saying something there again revives it.
    await markFailed(em, id, 'conversation_closed');
    return;
  }
  const platform = platformOf(context, conversation.platform);
  const count = (result: string) => context.metrics.turns.inc({ platform: conversation.platform, result });
  const event = row.payload;
  const sign = firstSign(context, conversation.platform, waitedMs, row.progress !== null);
  const speaker = createSpeaker(em, platform, conversation, row, event.person, sign);
  if (attempt > mostTurnTries) {
    count('failed');
    const error = new Error(`given up after ${attempt - 1} tries, the last one: ${before ?? 'unknown'}`);
    return giveUp(context, row, error, speaker);
  }
  const answering = event.kind === 'message' ? readerOf(event) : undefined;
  const signal = AbortSignal.any([job.signal, lease.signal]);
  const turn = { row, conversation, tenant, speaker, signal };
  const begun = performance.now();
  // The door may have shown that the message was seen.
  const over = async () => {
    if (answering && waitedMs + performance.now() - begun > silenceMs)
      await platform.atWork(whereSaid(row, conversation), false);
  };
  try {
    await using _sign = showAtWork(platform, whereSaid(row, conversation), speaker, answering, {
      waitedMs,
      onSign: sign,
    });
    if (event.kind === 'message') await respondToMessage(context, em, { event, ...turn });
    else if (event.kind === 'action') await respondToAction(context, em, { event, ...turn });
    else await respondToFailure(context, em, { event, ...turn });
    await markHandled(em, id);
    await over();
    count('handled');
    if (speaker.hasSpoken) await followShown(context, row);
  } catch (error) {
    if (lease.signal.aborted || error instanceof LeaseLost) throw error;
    if (job.signal.aborted || error instanceof NeedsPlanning) {
      await giveBackTry(em, 'inbound_events', id);
      throw error;
    }
    const decision = worthRetrying(error) ? decideRetry(error, attempt, () => 0) : { kind: 'give-up' as const };
    if (decision.kind === 'retry') {
      const code = error instanceof FlowsmithError ? error.code : 'internal';
      await keepTryFailure(em, 'inbound_events', id, { code, delayMs: decision.delayMs });
      context.follow({ step: 'waiting', outcome: code, attempt, ms: msSince(row.receivedAt) });
      throw error;
    }
    count('failed');
    await giveUp(context, row, error, speaker);
    await over();
  } finally {
    await speaker.end();
    await endStepSoon(context, row);
  }
}

/** Measures once how long nothing was seen since the event came. `waitedMs`: of it, by PostgreSQL's clock, until now. */
function firstSign({ metrics }: EngineContext, platform: PlatformName, waitedMs: number, seen: boolean): () => void {
  const begun = performance.now() - waitedMs;
  let told = seen;
  return () => {
    if (!told) metrics.firstSign.observe({ platform }, (performance.now() - begun) / 1000);
    told = true;
  };
}

async function followShown({ store, follow }: EngineContext, { id, receivedAt }: EventRecord): Promise<void> {
  const came = await trailOfAnswered(store.fork(), id);
  follow({ step: 'shown', ...came, outcome: came.draft ? 'card' : 'answer', ms: msSince(receivedAt) });
}
