import { lookAt } from '#src/engine/manage/look.ts';
import { repeat } from '#src/repeat.ts';
import { ifAlone } from '#src/store/leases.ts';
import { dropOldWrites } from '#src/store/n8n-writes.ts';
import { compare, mostLooks, type ReconcileContext } from './compare.ts';
import { findGone, recordLoss } from './losses.ts';
import { onceInAll } from './once-in-all.ts';
import { createPace, type Pace, unpaced } from './pace.ts';
import { settleUnrecorded } from './twins.ts';

/** Of the calls that may be made to n8n: a round that takes longer than the time between two makes the next one wait. */
const share = 0.2;
/** A dead process keeps others from going on with its round for so long. */
const leaseMs = 30_000;
/** Then n8n is taken to be away, and nothing more is asked for in that round. */
const mostUnanswered = 3;

export interface ReconcilerOptions {
  /** About how often a round begins; later where one takes longer. */
  everyMs: number;
  /** Calls to n8n that all of Flowsmith may make in a second [1000]; a round makes a fifth of them at most. */
  perSecond?: number;
}

/**
 * Notices what people do in n8n itself. Every worker has one; a counter that all processes share lets one of them begin a
 * round, and a lease keeps others from it as long as it takes.
 */
export function startReconciler(
  context: ReconcileContext,
  { everyMs, perSecond = 1_000 }: ReconcilerOptions,
): AsyncDisposable {
  const pace = createPace(Math.max(perSecond * share, 0.5));
  const name = `reconcile:${context.n8n.url}`;
  const lease = `reconcile ${context.n8n.url}`;
  const round = onceInAll(context.limits, name, everyMs, async (signal) => {
    await ifAlone(context.store, lease, () => reconcile(context, signal, pace), { ttlMs: leaseMs });
  });
  return repeat(round, {
    // Spread, so that processes that started together do not come together.
    everyMs: () => everyMs * (0.75 + Math.random() / 2),
    later: true,
    onError: (err) => context.log.warn({ err }, 'n8n was not compared'),
  });
}

/** One round: what n8n says is recorded, and owed to the cards that speak of it. */
export async function reconcile(context: ReconcileContext, signal?: AbortSignal, pace: Pace = unpaced): Promise<void> {
  let unanswered = 0;
  const { different, missing, known, unrecorded } = await compare(context, pace, signal);
  const looked = [...different, ...missing.slice(0, mostLooks)];
  for (const workflow of looked) {
    if (signal?.aborted) return;
    if (unanswered >= mostUnanswered) break;
    await pace(signal);
    // A list is as old as its slowest page, and pages shift while they are read: each is asked for again.
    const seen = await lookAt(context, workflow);
    // One that this key may not read, or that n8n fails on, must not keep the others waiting for ever.
    if (seen.kind === 'unknown' && seen.error.retryable) unanswered += 1;
  }
  // More than that are looked for in a second list: thousands that are gone are seen in one round.
  if (missing.length > mostLooks) await findGone(context, missing.slice(mostLooks), pace, signal);
  if (missing.length > 0) await recordLoss(context, { missing, known });
  if (signal?.aborted) return;
  await settleUnrecorded(context, unrecorded);
  await dropOldWrites(context.store.fork());
  context.wake?.();
}
