import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the next call may begin. Throws when the signal aborts. */
export type Pace = (signal?: AbortSignal) => Promise<void>;

/** Calls begin so far apart that there are never more than `perSecond` in a second. */
export function createPace(perSecond: number): Pace {
  let next = 0;
  return async (signal) => {
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + 1000 / perSecond;
    if (at > now) await sleep(at - now, undefined, signal ? { signal } : {});
    signal?.throwIfAborted();
  };
}

/** What everybody else may go on with. */
export const unpaced: Pace = async (signal) => signal?.throwIfAborted();
