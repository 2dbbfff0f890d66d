import type { EngineContext } from '#src/engine/context.ts';
import { findStaleActs } from '#src/store/acts.ts';
import { findStaleCreations } from '#src/store/creations.ts';
import { findStaleEvents } from '#src/store/events.ts';
import { repeat } from './repeat.ts';

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
  const sweep = async () => {
    const em = context.store.fork();
    for (const event of await findStaleEvents(em, options.ageMs, batch)) await context.queues.enqueueTurn(event.id);
    for (const creation of await findStaleCreations(em, options.ageMs, batch)) {
      await context.queues.enqueueCreation(creation.id, creation.round);
    }
    for (const act of await findStaleActs(em, options.ageMs, batch)) await context.queues.enqueueAct(act.id);
  };
  return repeat(options.everyMs, 'sweep', sweep, context.log);
}
