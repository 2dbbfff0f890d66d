import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from './errors.ts';
import type { Logger } from './log.ts';

export interface Patience {
  signal: AbortSignal;
  log: Logger;
  /** How long in all [60 s]: then a supervisor shall see that it does not start. */
  patienceMs?: number;
  everyMs?: number;
}

const tellEveryMs = 10_000;

/**
 * Asks until what a setting names answers. What waiting does not mend is thrown at once; what it may mend is told at once,
 * asked for again every second, and thrown after a minute. False when it was stopped meanwhile.
 */
export async function waitFor(
  probe: () => Promise<unknown>,
  { signal, log, patienceMs = 60_000, everyMs = 1_000 }: Patience,
): Promise<boolean> {
  const began = performance.now();
  for (let toldAt = Number.NEGATIVE_INFINITY; !signal.aborted; ) {
    try {
      await Promise.race([probe(), aborted(signal)]);
      return !signal.aborted;
    } catch (error) {
      if (!(error instanceof ConfigError) || !error.retryable) throw error;
      const now = performance.now();
      const left = patienceMs - (now - began);
      if (left <= 0)
        throw new ConfigError(`${error.message} Tried for ${Math.round(patienceMs / 1000)} s.`, { cause: error });
      if (now - toldAt >= tellEveryMs) {
        log.warn({ reason: error.message, triesForMs: Math.round(left) }, 'not there yet: tried again every second');
        toldAt = now;
      }
      await sleep(Math.min(everyMs, left), undefined, { signal }).catch(() => {});
    }
  }
  return false;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));
}
