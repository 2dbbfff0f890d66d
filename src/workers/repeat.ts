import type { Logger } from '#src/log.ts';

/**
 * Does something now and every `everyMs`, never twice at once in this process; a failure is logged and the next time
 * tries again. Dispose: the signal aborts, and what runs is waited for.
 */
export function repeat(
  everyMs: number,
  what: string,
  act: (signal: AbortSignal) => Promise<void>,
  log: Logger,
): AsyncDisposable {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const tick = () => {
    running ??= act(stopping.signal)
      .catch((error) => log.warn({ err: error }, `${what} failed`))
      .finally(() => {
        running = undefined;
      });
  };
  tick();
  const timer = setInterval(tick, everyMs);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

/** Does `act`; when that takes longer than `ms` also `tell`, which has ended, however, when this returns or throws. */
export async function tellIfSlow<T>(ms: number, tell: () => Promise<unknown>, act: () => Promise<T>): Promise<T> {
  let told: Promise<unknown> | undefined;
  const timer = setTimeout(() => {
    told = tell().catch(() => {});
  }, ms);
  try {
    return await act();
  } finally {
    clearTimeout(timer);
    await told;
  }
}
