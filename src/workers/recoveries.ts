import type { EngineContext } from '#src/engine/context.ts';
import { hasRecovered } from '#src/engine/reach/recovered.ts';
import { repeat } from '#src/repeat.ts';
import { claimUnrecovered, recordRecovery } from '#src/store/failures.ts';

/** Failures looked at in one round: each is a call to n8n. */
const atOnce = 50;

/** Asks n8n whether what failed, and was told, runs well again. Each is claimed, so any number of replicas may. */
export function startRecoveries(context: EngineContext, { everyMs }: { everyMs: number }): AsyncDisposable {
  const { store, n8n } = context;
  const round = async (signal: AbortSignal) => {
    const open = await claimUnrecovered(store.fork(), { instanceUrl: n8n.url, everyMs, limit: atOnce });
    let recovered = false;
    for (const failure of open) {
      if (signal.aborted) return;
      const at = await hasRecovered(context, failure);
      if (at && (await store.fork().transactional((tx) => recordRecovery(tx, { ...failure, at })))) recovered = true;
    }
    if (recovered) context.wake?.();
  };
  return repeat(round, {
    everyMs,
    onError: (err) => context.log.warn({ err }, 'not looked whether failures are over'),
  });
}
