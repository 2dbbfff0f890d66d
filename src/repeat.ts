/** Rounds of something that is done again and again. Dispose: the signal aborts, and the round that runs is waited for. */
export interface Repeated extends AsyncDisposable {
  /**
   * Begins a round now; while one runs, another follows it at once. Resolves when that round has ended, however it
   * did, or when nothing is repeated any more.
   */
  now(): Promise<void>;
}

export interface RepeatOptions {
  /** From the end of a round to the beginning of the next; asked before each. */
  everyMs: number | (() => number);
  /** The first round comes after `everyMs` like any other [at once]. */
  later?: boolean;
  /** A round failed, and nobody is stopping: the next one tries again. */
  onError(error: unknown): void;
}

/** Does something now and again and again, never twice at once in this process, and keeps no process alive by it. */
export function repeat(
  round: (signal: AbortSignal) => Promise<void>,
  { everyMs, later = false, onError }: RepeatOptions,
): Repeated {
  const stopping = new AbortController();
  const { signal } = stopping;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  async function run(): Promise<void> {
    clearTimeout(timer);
    try {
      await round(signal);
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
    running = undefined;
    schedule();
  }
  function schedule(): void {
    if (signal.aborted) return;
    timer = setTimeout(now, typeof everyMs === 'number' ? everyMs : everyMs()).unref();
  }
  function now(): Promise<void> {
    if (signal.aborted) return running ?? Promise.resolve();
    if (running) {
      following ??= running.then(() => {
        following = undefined;
        return now();
      });
      return following;
    }
    running = run();
    return running;
  }

  if (later) schedule();
  else void now();
  return {
    now,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
