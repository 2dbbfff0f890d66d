import { setTimeout as wait } from 'node:timers/promises';
import type { N8nClient } from './client.ts';

export interface Liveness {
  /** True once n8n was seen to start a trigger. */
  live: boolean;
  /**
   * False when n8n gave no way to tell: published, but it counted a trigger from before already. Neither "live" nor
   * "did not start" may be said then.
   */
  verified: boolean;
  triggerCount: number;
  /** From the call to the answer, in milliseconds. */
  afterMs: number;
}

export interface LivenessOptions {
  /** `triggerCount` as read before publishing [0, right for a workflow never published]. */
  countBefore?: number;
  /** How long to look [5000]. After 15 s n8n counts a trigger that failed to start: longer is not better. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Time itself, replaceable in tests. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  now?: () => number;
}

const pollMs = [100, 150, 250, 500];

/**
 * n8n says "published" before any trigger runs (measured on 2.40.7: 0.1–0.4 s later when healthy, never when its
 * schedule or credential is broken). It never takes a count back, not even on unpublishing: only a count that was zero
 * proves anything. Manual, error and sub-workflow triggers never count: ask only when another one is expected.
 * Throws N8nError when n8n cannot be read, and the signal's reason when aborted.
 */
export async function waitUntilLive(
  client: Pick<N8nClient, 'get'>,
  workflowId: string,
  options: LivenessOptions = {},
): Promise<Liveness> {
  const { countBefore = 0, timeoutMs = 5000, signal, sleep = sleepFor, now = Date.now } = options;
  const startedAt = now();
  for (let look = 0; ; look++) {
    signal?.throwIfAborted();
    const { active, triggerCount } = await client.get(workflowId);
    const afterMs = now() - startedAt;
    if (!active) return { live: false, verified: true, triggerCount, afterMs };
    if (countBefore > 0) return { live: false, verified: false, triggerCount, afterMs };
    if (triggerCount > 0) return { live: true, verified: true, triggerCount, afterMs };
    if (afterMs >= timeoutMs) return { live: false, verified: true, triggerCount, afterMs };
    await sleep(Math.min(pollMs[look] ?? 500, Math.max(timeoutMs - afterMs, 1)), signal);
  }
}

async function sleepFor(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal });
}
