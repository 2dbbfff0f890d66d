import type { EngineContext } from '#src/engine/context.ts';
import { repeat } from '#src/repeat.ts';
import { findStaleActs } from '#src/store/acts.ts';
import { findStaleCreations } from '#src/store/creations.ts';
import { failUnanswerable, findStaleEvents } from '#src/store/events.ts';
import { markSwept, type Work } from '#src/store/tries.ts';

export interface SweeperOptions {
  /** How often to look. */
  everyMs: number;
  /** How long something may lie there before its job counts as lost. */
  ageMs: number;
  /** How long what came from a platform nobody has waits for a worker that has it [1 hour]. */
  unanswerableMs?: number;
}

/** Of each kind and sweep. What was swept is left alone for a while, so that more than these get their turn. */
const batch = 200;
const hourMs = 60 * 60_000;

/**
 * Puts back into the queues what a crash left between commit and enqueue. Jobs have fixed ids, so what is still queued
 * or running is not doubled, and any number of replicas may sweep.
 */
export function startSweeper(
  context: Pick<EngineContext, 'store' | 'queues' | 'log' | 'platforms'>,
  { everyMs, ageMs, unanswerableMs = hourMs }: SweeperOptions,
): AsyncDisposable {
  const { store, queues, log } = context;
  const platforms = [...context.platforms.keys()];
  const sweep = async () => {
    const em = store.fork();
    const events = await findStaleEvents(em, { ageMs, platforms, limit: batch });
    await queueEach(
      'inbound_events',
      events,
      ({ id }) => id,
      ({ id, lane }) => queues.enqueueTurn(id, lane),
    );
    const creations = await findStaleCreations(em, ageMs, batch);
    await queueEach(
      'creations',
      creations,
      ({ id }) => id,
      ({ id, round }) => queues.enqueueCreation(id, round),
    );
    await queueEach('workflow_acts', await findStaleActs(em, ageMs, batch), (id) => id, queues.enqueueAct);
    for (const failed of await failUnanswerable(em, { afterMs: unanswerableMs, platforms, limit: batch }))
      log.error(failed, 'events were not answered: no worker has the settings of their platform');
  };

  /** Marked only when it is queued: while the queue is away nothing is put off. */
  async function queueEach<T>(work: Work, rows: T[], idOf: (row: T) => string, enqueue: (row: T) => Promise<void>) {
    const queued: string[] = [];
    try {
      for (const row of rows) {
        await enqueue(row);
        queued.push(idOf(row));
      }
    } finally {
      await markSwept(store.fork(), work, queued, everyMs);
    }
  }
  return repeat(sweep, { everyMs, onError: (err) => log.warn({ err }, 'sweep failed') });
}
