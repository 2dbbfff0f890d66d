import type { EngineContext } from '#src/engine/context.ts';
import { nextSlot } from '#src/engine/reach/zone-clock.ts';
import { repeat } from '#src/repeat.ts';
import { oweDueDigests } from '#src/store/failure-digests.ts';

/** Owes digests of failures that the clock makes due. Any number of replicas may. */
export function startDigests(context: EngineContext, { everyMs }: { everyMs: number }): AsyncDisposable {
  const round = async () => {
    const owed = await context.store.fork().transactional((tx) => oweDueDigests(tx, nextSlot));
    if (owed > 0) context.wake?.();
  };
  return repeat(round, { everyMs, onError: (err) => context.log.warn({ err }, 'digests not owed') });
}
