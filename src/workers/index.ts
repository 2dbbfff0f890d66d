import type { EngineContext } from '#src/engine/context.ts';
import { runTurn } from '#src/engine/engine.ts';
import { runAct } from './act.ts';
import { runCreation } from './creation.ts';
import { type DeliverSettings, startDeliveries } from './deliver.ts';
import { startExpiry } from './expiry.ts';
import { startExport } from './export.ts';
import { startReconciler } from './reconcile.ts';
import { startSweeper } from './sweeper.ts';

export interface WorkerSettings {
  /** Turns answered at once by this process; most of the time of each is waiting for a model. */
  turnConcurrency: number;
  creationConcurrency: number;
  /** Creations started per second over all processes (N8N_RATE_LIMIT). */
  n8nRateLimit: number;
  /** Shorter in tests: how fast a dead worker's job is taken over. */
  lockMs?: number;
  sweep: { everyMs: number; ageMs: number };
  deliver: DeliverSettings;
  /** About how often n8n is asked what people did there. */
  reconcile: { everyMs: number };
  /** Where and how often every workflow is written as files. */
  export?: { directory: string; everyMs: number };
}

/** Starts taking turns and creations. Dispose: takes no more and finishes what runs, while everything it needs is still open. */
export function startWorkers(base: EngineContext, settings: WorkerSettings): AsyncDisposable {
  const { turnConcurrency, creationConcurrency, n8nRateLimit, lockMs } = settings;
  const lock = lockMs ? { lockMs } : {};
  const stack = new AsyncDisposableStack();
  // Ends last: what runs until then may owe something.
  const deliveries = stack.use(startDeliveries(base, settings.deliver));
  const context: EngineContext = { ...base, wake: deliveries.wake };
  stack.use(context.queues.work('turns', (job) => runTurn(context, job), { concurrency: turnConcurrency, ...lock }));
  const creations = { concurrency: creationConcurrency, perSecond: n8nRateLimit, ...lock };
  stack.use(
    context.queues.work(
      'creations',
      (job) => (job.kind === 'act' ? runAct(context, job) : runCreation(context, job)),
      creations,
    ),
  );
  stack.use(startSweeper(context, settings.sweep));
  stack.use(startExpiry(context, settings.sweep));
  stack.use(startReconciler(context, settings.reconcile));
  if (settings.export) stack.use(startExport(context, settings.export));
  return stack;
}
