import type { EngineContext } from '#src/engine/context.ts';
import { expireDraft } from '#src/engine/drafts/expire.ts';
import { repeat } from '#src/repeat.ts';
import { findOverdue } from '#src/store/drafts.ts';

const batch = 20;

/** Closes drafts whose time is over; their cards are owed to go grey. Any number of replicas may do it. */
export function startExpiry(context: EngineContext, { everyMs }: { everyMs: number }): AsyncDisposable {
  const expire = async (signal: AbortSignal) => {
    for (const id of await findOverdue(context.store.fork(), batch)) {
      if (signal.aborted) return;
      try {
        if (await expireDraft(context, id)) context.wake?.();
      } catch (error) {
        // One that cannot be closed must not keep those behind it open.
        context.log.warn({ err: error, draft: id }, 'expired draft not closed');
      }
    }
  };
  return repeat(expire, { everyMs, onError: (err) => context.log.warn({ err }, 'closing expired drafts failed') });
}
