import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nConfig } from '#src/config.ts';
import type { Logger } from '#src/log.ts';
import type { OnN8nCall } from './observe.ts';

/** Where every call to n8n waits until it may go. */
export interface Gate {
  /**
   * Resolves when one call may go, or with why it may not: that would take longer than this gate waits, counted from
   * `since` (this process's clock, [now]). Nothing was sent then.
   */
  enter(since?: number): Promise<Pass | Held>;
  /** n8n asked for a break: everybody's next call waits so long. */
  rest(ms: number): Promise<void>;
}

/** The right to make one call. */
export interface Pass {
  /** To be called once n8n has answered, or will not: only then it is certain that n8n has seen the call. */
  done(): void;
}

/** Not now: n8n asked for a `rest`, or more calls are waiting than go through (`queue`). */
export interface Held {
  held: 'rest' | 'queue';
  retryAfterMs: number;
}

/** One n8n, its key, and the gate through which it is called: nothing in this folder calls it any other way. */
export interface N8nAccess extends N8nConfig {
  gate: Gate;
  /** Hears of every request, however it ended. */
  onCall?: OnN8nCall;
}

/** What processes share: as many slots as calls may begin within one second. */
export interface Slots {
  /** A slot, or how long until it is worth asking again; `restMs` when n8n asked for a break. Never throws. */
  take(urgent: boolean): Promise<{ slot: string } | { waitMs: number; restMs?: number }>;
  /** The call was answered: its slot is free again a second later. */
  giveBack(slot: string): Promise<void>;
  rest(ms: number): Promise<void>;
}

export interface GateOptions {
  /** Longest wait in milliseconds [30 000]. */
  maxWaitMs?: number;
  /** Nobody waits for it: lets everybody else go first, and counts as the others after half its wait. */
  background?: boolean;
}

const usualWaitMs = 30_000;
const queueRetryMs = 5_000;
/** Slots that other processes give back become known by asking. */
const longestSleepMs = 400;

interface Waiting {
  deadline: number;
  urgentFrom: number;
  resolve(answer: Pass | Held): void;
}

/** The gate of this process before the slots all processes share. First come, first served; background calls last. */
export function createGates(slots: Slots, log: Logger): (options?: GateOptions) => Gate {
  const waiting: Waiting[] = [];
  let serving = false;
  let woken = new AbortController();

  /** Whoever is urgent, in order of arrival; then the others. */
  const first = () => waiting.find(({ urgentFrom }) => urgentFrom <= performance.now()) ?? waiting[0];
  const leave = (one: Waiting) => void waiting.splice(waiting.indexOf(one), 1);
  const hold = (isLate: (one: Waiting) => boolean, held: Held) => {
    for (const one of waiting.filter(isLate)) {
      leave(one);
      one.resolve(held);
    }
  };
  const giveBack = (slot: string) =>
    void slots.giveBack(slot).catch((error) => log.debug({ err: error }, 'slot not given back: it runs out'));

  async function serve(): Promise<void> {
    for (let one = first(); one; one = first()) {
      const answer = await slots.take(one.urgentFrom <= performance.now());
      if ('slot' in answer) {
        // Somebody more urgent may have come meanwhile.
        const taker = first() ?? one;
        leave(taker);
        taker.resolve({ done: () => giveBack(answer.slot) });
        continue;
      }
      const { waitMs, restMs = 0 } = answer;
      const now = performance.now();
      if (restMs > 0) hold(({ deadline }) => deadline < now + restMs, { held: 'rest', retryAfterMs: restMs });
      hold(({ deadline }) => deadline <= now, { held: 'queue', retryAfterMs: queueRetryMs });
      const ms = Math.max(2, Math.min(waitMs, longestSleepMs));
      await sleep(ms + Math.random() * 20, undefined, { signal: woken.signal }).catch(() => {});
      woken = new AbortController();
    }
  }

  async function run(): Promise<void> {
    if (serving) return woken.abort();
    serving = true;
    // Who comes between the last look and the end of it finds nobody to wake.
    while (waiting.length > 0) await serve();
    serving = false;
  }

  return ({ maxWaitMs = usualWaitMs, background = false } = {}) => ({
    enter(since = performance.now()) {
      const { promise, resolve } = Promise.withResolvers<Pass | Held>();
      const urgentFrom = background ? since + maxWaitMs / 2 : since;
      waiting.push({ deadline: since + maxWaitMs, urgentFrom, resolve });
      void run();
      return promise;
    },
    async rest(ms) {
      log.warn({ ms }, 'n8n asks for a break: all calls to it wait');
      await slots.rest(ms);
    },
  });
}

/** No limit but n8n's own: for tests, and for what calls n8n only a few times, one after the other. */
export function openGate({ maxWaitMs = usualWaitMs }: Pick<GateOptions, 'maxWaitMs'> = {}): Gate {
  let restUntil = 0;
  return {
    async enter(since = performance.now()) {
      const restMs = restUntil - performance.now();
      if (restMs > 0 && restUntil > since + maxWaitMs) return { held: 'rest', retryAfterMs: restMs };
      if (restMs > 0) await sleep(restMs);
      return { done() {} };
    },
    async rest(ms) {
      restUntil = Math.max(restUntil, performance.now() + ms);
    },
  };
}
