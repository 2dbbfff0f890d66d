import { isStopRequested } from '#src/store/events.ts';
import type { Store } from '#src/store/orm.ts';

const everyMs = 500;

/** Aborts its signal soon after somebody pressed Stop for this event, in whatever process that was taken in. */
export function watchForStop(store: Store, eventId: string): { signal: AbortSignal } & Disposable {
  const stop = new AbortController();
  const timer = setInterval(() => {
    isStopRequested(store.fork(), eventId).then(
      (requested) => requested && stop.abort(new Error('stopped by a person')),
      () => {},
    );
  }, everyMs);
  timer.unref();
  return { signal: stop.signal, [Symbol.dispose]: () => clearInterval(timer) };
}
