import { setTimeout as delay } from 'node:timers/promises';

/** The work, or a failure when it takes longer. What comes later is left alone. */
export async function inTime<T>(work: Promise<T>, withinMs: number): Promise<T> {
  const timer = new AbortController();
  const late = delay(withinMs, undefined, { signal: timer.signal }).then(() => Promise.reject(new Error('too late')));
  late.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}
