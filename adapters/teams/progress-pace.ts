/** Updates of one message: progress at most so often, everything else at once and after whatever is on its way. */
export interface ProgressPace {
  /** Progress resolves at once; what does not fit in time is dropped for what comes after it. Failures of it are lost. */
  progress(id: string, send: () => Promise<void>): Promise<void>;
  /** Cancels progress that waits, waits for progress that is being sent, then sends. */
  final(id: string, send: () => Promise<void>): Promise<void>;
}

interface Paced {
  sentAt: number;
  sending: Promise<void>;
  waiting?: NodeJS.Timeout | undefined;
}

const mostKept = 1_000;

/** Teams shows every rewrite as a flicker and counts it against its limits, so a message changes once per `everyMs`. */
export function createProgressPace({
  everyMs = 1_000,
  onError,
}: {
  everyMs?: number | undefined;
  onError(error: unknown): void;
}): ProgressPace {
  const messages = new Map<string, Paced>();

  function start(id: string, paced: Paced, send: () => Promise<void>): void {
    paced.sentAt = Date.now();
    paced.waiting = undefined;
    paced.sending = paced.sending.then(send).catch(onError);
    messages.set(id, paced);
  }

  return {
    async progress(id, send) {
      const paced = messages.get(id) ?? { sentAt: 0, sending: Promise.resolve() };
      clearTimeout(paced.waiting);
      const waitMs = paced.sentAt + everyMs - Date.now();
      if (waitMs <= 0) {
        start(id, paced, send);
        await paced.sending;
      } else {
        paced.waiting = setTimeout(() => start(id, paced, send), waitMs).unref();
      }
      if (messages.size > mostKept) messages.delete(messages.keys().next().value ?? '');
    },
    async final(id, send) {
      const paced = messages.get(id);
      messages.delete(id);
      clearTimeout(paced?.waiting);
      await paced?.sending;
      await send();
    },
  };
}
