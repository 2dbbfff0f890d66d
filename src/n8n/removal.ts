import { setTimeout as wait } from 'node:timers/promises';
import { N8nError } from '#src/errors.ts';
import type { N8nClient } from './client.ts';

export interface RemovalOptions {
  /** How long n8n may take to stop the triggers [20 000]. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Time itself, replaceable in tests. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  now?: () => number;
}

/**
 * Unpublishes and deletes for good; gone already is fine. n8n stops triggers in the background and refuses to delete
 * until that is done (measured on 2.40.7: 0.1 s, but 15 s for a trigger it still tries to start), so this asks again.
 * Throws N8nError.
 */
export async function ensureRemoved(
  client: Pick<N8nClient, 'unpublish' | 'remove'>,
  workflowId: string,
  options: RemovalOptions = {},
): Promise<void> {
  const { timeoutMs = 20_000, signal, sleep = sleepFor, now = Date.now } = options;
  const deadline = now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await client.remove(workflowId);
    } catch (error) {
      if (!(error instanceof N8nError) || now() >= deadline) throw error;
      if (error.code === 'n8n_published') await client.unpublish(workflowId);
      else if (error.code === 'n8n_still_unpublishing') await sleep(250, signal);
      else throw error;
    }
  }
}

async function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal });
}
