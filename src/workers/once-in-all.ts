import type { RateLimits } from '#src/queue/rate-limit.ts';

/** A round that every worker begins about every `everyMs` and that one of them does: a counter all processes share. */
export function onceInAll(
  limits: RateLimits,
  name: string,
  everyMs: number,
  round: (signal: AbortSignal) => Promise<void>,
): (signal: AbortSignal) => Promise<void> {
  return async (signal) => {
    if ((await limits.take(name, 1, everyMs / 2)).allowed) await round(signal);
  };
}
