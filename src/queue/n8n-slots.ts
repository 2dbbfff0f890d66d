import type { Logger } from '#src/log.ts';
import { longestCallMs, type SlotStore, type SlotsConfig, type Taken, windowMs } from './slots.ts';
import { openPostgresSlots } from './slots-postgres.ts';
import { openRedisSlots } from './slots-redis.ts';

/** Longest break that is believed; a date in the far future is a mistake. */
const longestRestMs = 60 * 60_000;

/**
 * The slots that all processes of one Flowsmith share for one n8n, in Redis or, without one, in PostgreSQL. While that
 * server does not answer, this process makes one call a second on its own: as many processes as `perSecond` allows
 * calls stay within the limit together.
 */
export function openN8nSlots(config: SlotsConfig, log: Logger): SlotStore {
  const store = config.redisUrl ? openRedisSlots(config, config.redisUrl) : openPostgresSlots(config);
  return withoutStore(store, log);
}

/** Exported for its test: what is done while the store is away. */
function withoutStore(store: SlotStore, log: Logger, now: () => number = () => performance.now()): SlotStore {
  const alone = 'alone';
  let lost = false;
  /** When this process may call without asking: not before what was granted last is a second old. */
  let freeAt = 0;
  let restUntil = 0;
  const takeAlone = (): Taken => {
    const restMs = restUntil - now();
    if (restMs > 0) return { waitMs: restMs, restMs };
    if (now() < freeAt) return { waitMs: freeAt - now() };
    freeAt = now() + windowMs + longestCallMs;
    return { slot: alone };
  };
  return {
    async take(urgent) {
      // Back again, the store knows nothing of the call made without it.
      if (lost && now() < freeAt) return { waitMs: freeAt - now() };
      try {
        const taken = await store.take(urgent);
        lost = false;
        return taken;
      } catch (error) {
        if (lost) return takeAlone();
        log.warn({ err: error }, 'the shared limit of calls to n8n is out of reach: one call a second from here');
        lost = true;
        freeAt = now() + windowMs;
        return { waitMs: windowMs };
      }
    },
    async giveBack(slot) {
      if (slot !== alone) return store.giveBack(slot);
      freeAt = now() + windowMs;
    },
    async rest(ms) {
      const bounded = Math.min(Math.max(ms, 0), longestRestMs);
      restUntil = Math.max(restUntil, now() + bounded);
      await store
        .rest(bounded)
        .catch((error) => log.debug({ err: error }, 'others do not know that n8n wants a break'));
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}
