import type { EngineContext } from '#src/engine/context.ts';
import { findStaleActs } from '#src/store/acts.ts';
import { findStaleCreations } from '#src/store/creations.ts';
import { findStaleEvents } from '#src/store/events.ts';

export interface SweeperOptions {
  /** How often to look. */
  everyMs: number;
  /** How long something may lie there before its job counts as lost. */
  ageMs: number;
}

const batch = 200;

/**
 * Puts back into the queues what a crash left between commit and enqueue. Jobs have fixed ids, so what is still queued
 * or running is not doubled, and any number of replicas may sweep.
 */
export function startSweeper(
  context: Pick<EngineContext, 'store' | 'queues' | 'log'>,
  options: SweeperOptions,
): AsyncDisposable {
  let running: Promise<void> = Promise.resolve();
  const sweep = async () => {
    const em = context.store.fork();
    for (const event of await findStaleEvents(em, options.ageMs, batch)) await context.queues.enqueueTurn(event.id);
    for (const creation of await findStaleCreations(em, options.ageMs, batch)) {
      await context.queues.enqueueCreation(creation.id, creation.round);
    }
    for (const act of await findStaleActs(em, options.ageMs, batch)) await context.queues.enqueueAct(act.id);
  };
  const tick = () => {
    running = running.then(sweep).catch((error) => context.log.warn({ err: error }, 'sweep failed'));
  };
  tick();
  const timer = setInterval(tick, options.everyMs);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await running;
    },
  };
}
