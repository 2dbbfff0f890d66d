import type { EngineContext, OfN8n } from '#src/engine/context.ts';
import { N8nError } from '#src/errors.ts';
import { sweepRehearsals } from '#src/rehearsal/sweep.ts';
import { repeat } from '#src/repeat.ts';

const everyMs = 20_000;

/** Takes out of n8n what rehearsals of processes that died left there; any number of replicas may. */
export function startRehearsalSweep({ n8n, log }: Pick<EngineContext, 'log'> & OfN8n<'inBackground'>): AsyncDisposable {
  const sweep = async (signal: AbortSignal) => {
    try {
      const removed = await sweepRehearsals(n8n.inBackground(), { signal });
      if (removed > 0) log.info({ removed }, 'rehearsals left in n8n were removed');
    } catch (error) {
      if (signal.aborted) return;
      // n8n away or busy is told elsewhere; the next sweep comes soon.
      if (!(error instanceof N8nError)) throw error;
      log.debug({ code: error.code }, 'rehearsals not swept');
    }
  };
  return repeat(sweep, { everyMs, onError: (err) => log.warn({ err }, 'sweep of rehearsals failed') });
}
