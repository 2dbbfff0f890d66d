import type { EngineContext } from '#src/engine/context.ts';
import { runCounted } from './counted.ts';
import { type DeliverSettings, startDeliveries } from './deliver.ts';
import { startDigests } from './digests.ts';
import { createDispatch } from './dispatch.ts';
import { startExpiry } from './expiry.ts';
import { startExport } from './export.ts';
import { type ReconcilerOptions, startReconciler } from './reconcile.ts';
import { startRecoveries } from './recoveries.ts';
import { startRehearsalSweep } from './rehearsals.ts';
import { rehearseDraft } from './rehearse-draft.ts';
import { startReminders } from './reminders.ts';
import { type RetentionSettings, startRetention } from './retention.ts';
import { startSweeper } from './sweeper.ts';
import { startWebhooks, type WebhookSettings } from './webhooks.ts';

export interface WorkerSettings {
  /** Commands and clicks answered at once by this process, half of them of one person at most. */
  turnConcurrency: number;
  /** Requests planned at once by this process, half of them of one person at most; each mostly waits for a model. */
  planConcurrency: number;
  creationConcurrency: number;
  /** Shorter in tests: how fast a dead worker's job is taken over. */
  lockMs?: number;
  sweep: { everyMs: number; ageMs: number };
  deliver: DeliverSettings;
  /** About how often n8n is asked what people did there. */
  reconcile: ReconcilerOptions;
  /** How often n8n is asked whether what failed runs well again [as often as it is compared]. */
  recoveries?: { everyMs: number };
  /** Where there is a cipher: addresses are told what becomes of drafts and acts. */
  webhooks?: WebhookSettings;
  /** Where and how often every workflow is written as files. */
  export?: { directory: string; everyMs: number };
  /** How long words are kept, and how often it is looked. */
  retention?: RetentionSettings;
}

/** Starts taking turns and creations. Dispose: takes no more and finishes what runs, while everything it needs is still open. */
export function startWorkers(base: EngineContext, settings: WorkerSettings): AsyncDisposable {
  const { turnConcurrency, planConcurrency, creationConcurrency, lockMs } = settings;
  const lock = lockMs ? { lockMs } : {};
  const stack = new AsyncDisposableStack();
  // Ends last: what runs until then may owe something.
  const deliveries = stack.use(startDeliveries(base, settings.deliver));
  const context: EngineContext = { ...base, wake: deliveries.wake };
  const quick = { concurrency: turnConcurrency, ...lock };
  const halfOf = (slots: number) => ({ mostOfPerson: Math.ceil(slots / 2) });
  stack.use(context.queues.work('turns', createDispatch(context, 'turns', halfOf(turnConcurrency)), quick));
  const planning = { concurrency: planConcurrency, ...lock };
  stack.use(context.queues.work('plans', createDispatch(context, 'plans', halfOf(planConcurrency)), planning));
  const creations = { concurrency: creationConcurrency, ...lock };
  stack.use(context.queues.work('creations', (job) => runCounted(context, job), creations));
  if (context.rehearsing) {
    const rehearsals = { concurrency: 2, ...lock };
    stack.use(context.queues.work('rehearsals', (job) => rehearseDraft(context, job), rehearsals));
  }
  stack.use(startSweeper(context, settings.sweep));
  stack.use(startExpiry(context, settings.sweep));
  stack.use(startReminders(context, settings.sweep));
  stack.use(startDigests(context, settings.sweep));
  stack.use(startRehearsalSweep(context));
  stack.use(startReconciler({ ...context, n8n: context.n8n.inBackground() }, settings.reconcile));
  stack.use(
    startRecoveries({ ...context, n8n: context.n8n.inBackground() }, settings.recoveries ?? settings.reconcile),
  );
  if (settings.webhooks) stack.use(startWebhooks(context, settings.webhooks));
  if (settings.retention) stack.use(startRetention(context, settings.retention));
  if (settings.export) stack.use(startExport(context, settings.export));
  return stack;
}
