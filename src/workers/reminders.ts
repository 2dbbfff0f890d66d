import type { EngineContext } from '#src/engine/context.ts';
import { oweReminders } from '#src/engine/reach/owe-reminders.ts';
import { repeat } from '#src/repeat.ts';

/** Owes what the clock makes due: reminders, the next who are asked, what expires tomorrow. Any number of replicas may. */
export function startReminders(context: EngineContext, { everyMs }: { everyMs: number }): AsyncDisposable {
  const round = async () => {
    if (await oweReminders(context)) context.wake?.();
  };
  return repeat(round, { everyMs, onError: (err) => context.log.warn({ err }, 'reminders not owed') });
}
