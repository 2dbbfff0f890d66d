import type { Logger } from '#src/log.ts';
import { readMarks } from '#src/store/marks.ts';
import type { Store } from '#src/store/orm.ts';

/** Longest a call may wait, below the minute after which proxies give up. */
export const longestWaitMs = 30_000;
/** Calls that wait at once, in this process and of one key; those beyond are answered at once. */
const most = { all: 1_000, perKey: 100 };

export interface WaitOptions {
  /** The event, which a draft or act has its id from. */
  id: string;
  waitMs: number;
  /** Whose waiting calls are counted. */
  key: string;
  /** The client has gone. */
  signal?: AbortSignal;
}

/** Calls that wait for something to change: a timer, no connection, and one query for all of them. */
export interface Waiting extends Disposable {
  /**
   * Reads until `enough`, the time is over, the client has gone or the process stops; gives back what was read last.
   * It is read again only when something about it was written.
   */
  until<T>(options: WaitOptions, read: () => Promise<T>, enough: (state: T) => boolean): Promise<T>;
}

/** `everyMs`: how often the store is asked, while anybody waits. Dispose: everybody is answered at once. */
export function createWaiting({ store, log }: { store: Store; log: Logger }, everyMs = 100): Waiting {
  const waiters = new Set<{ id: string; mark: string; wake: () => void }>();
  const calls = new Map<string, number>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    try {
      const asked = [...waiters];
      const marks = await readMarks(store.fork(), [...new Set(asked.map(({ id }) => id))]);
      for (const { id, mark, wake } of asked) if (marks.get(id) !== mark) wake();
    } catch (err) {
      log.debug({ err }, 'nobody who waits was told: the store does not answer');
    }
    timer = undefined;
    schedule();
  }
  function schedule(): void {
    if (waiters.size > 0 && !stopped) timer ??= setTimeout(look, everyMs);
  }

  /** Resolves when the mark is another one than this, after `waitMs`, and when nobody is to wait any more. */
  async function changed({ id, waitMs, signal }: WaitOptions, mark: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    signal?.addEventListener('abort', wake);
    const late = setTimeout(wake, waitMs);
    const self = { id, mark, wake };
    waiters.add(self);
    schedule();
    await promise;
    waiters.delete(self);
    clearTimeout(late);
    signal?.removeEventListener('abort', wake);
  }

  return {
    async until(options, read, enough) {
      const { id, key, signal } = options;
      const ofKey = calls.get(key) ?? 0;
      const full = ofKey >= most.perKey || waiters.size >= most.all;
      const end = performance.now() + (full ? 0 : options.waitMs);
      calls.set(key, ofKey + 1);
      try {
        for (;;) {
          // Before the state: what is written in between wakes us at once.
          const mark = (await readMarks(store.fork(), [id])).get(id) ?? '';
          const state = await read();
          const waitMs = end - performance.now();
          if (waitMs <= 0 || stopped || signal?.aborted || enough(state)) return state;
          await changed({ ...options, waitMs }, mark);
        }
      } finally {
        const left = (calls.get(key) ?? 1) - 1;
        if (left > 0) calls.set(key, left);
        else calls.delete(key);
      }
    },
    [Symbol.dispose]() {
      stopped = true;
      clearTimeout(timer);
      for (const { wake } of waiters) wake();
    },
  };
}
