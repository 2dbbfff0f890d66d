import type { EngineContext } from '#src/engine/context.ts';
import { runTurn } from '#src/engine/engine.ts';
import { NeedsPlanning } from '#src/engine/planning/needs-planning.ts';
import type { JobHandler } from '#src/queue/jobs.ts';
import { findFreed, isForOthers, leaveTurn, moveToPlanning, type TurnQueue, takeTurn } from '#src/store/dispatch.ts';

/** The job goes on to a worker that has the platform. */
const elsewhere = { waitMs: 10_000 };

/**
 * What a job in one of the queues of turns does: the next turn, whichever that is. The job only says that there is
 * something to do; PostgreSQL says what, so that tenants and persons take turns over all processes. As every event
 * comes with a job, and every end of a turn makes one for whom it may have held up, no event waits for a job.
 */
export function createDispatch(
  context: EngineContext,
  queue: TurnQueue,
  { mostOfPerson }: { mostOfPerson: number },
): JobHandler {
  const platforms = [...context.platforms.keys()];
  return async (job) => {
    const { store } = context;
    const id = await takeTurn(store.fork(), { queue, platforms, mostOfPerson });
    if (!id) return (await isForOthers(store.fork(), queue, platforms)) ? elsewhere : 'done';
    try {
      return await runTurn(context, { ...job, id });
    } catch (error) {
      if (!(error instanceof NeedsPlanning)) throw error;
      await moveToPlanning(store.fork(), id);
      await context.queues.enqueueTurn(id, 'plan');
      return 'done';
    } finally {
      await leave(context, queue, id);
    }
  };
}

/** Whatever keeps it from happening only lets others wait for the sweeper. */
async function leave({ store, queues, log }: EngineContext, queue: TurnQueue, id: string): Promise<void> {
  try {
    await leaveTurn(store.fork(), id, queue);
    for (const freed of await findFreed(store.fork(), id, queue)) await queues.enqueueTurn(freed.id, freed.lane);
  } catch (error) {
    log.info({ err: error }, 'those behind a turn were not woken');
  }
}
