import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import type { FaultyN8n } from '#test/contract/once/set-up.ts';

/** The stand-in with faults of its own, and everything in moments. */
export async function startFaultyStandIn(): Promise<
  FaultyN8n & { standIn: Awaited<ReturnType<typeof startN8nStandIn>> }
> {
  const standIn = await startN8nStandIn();
  return {
    standIn,
    ...{ config: standIn.config, past: standIn.config, fail: standIn.fail, requests: standIn.requests },
    ...{ timeoutMs: 500, faultMs: 1_000, patience: { lateMs: 4_000, settleMs: 50, tellMs: 100 } },
    [Symbol.asyncDispose]: () => standIn[Symbol.asyncDispose](),
  };
}
