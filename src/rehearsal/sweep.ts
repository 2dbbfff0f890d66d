import { N8nError } from '#src/errors.ts';
import { workflowsOf } from '#src/n8n/client.ts';
import { rehearsalBegan, rehearsalName } from '#src/n8n/rehearsals.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import type { RehearsalN8n } from './run.ts';

/** No rehearsal lasts as long; and with the time between two sweeps what a crash left is gone within a minute. */
const leftAfterMs = 35_000;

/**
 * Removes what rehearsals of processes that died left in n8n, with its executions. Only a workflow with the name and the
 * marker of one counts. How many there were; what n8n refuses is left for the next time.
 */
export async function sweepRehearsals(
  n8n: Pick<RehearsalN8n, 'client' | 'executions'>,
  {
    signal,
    now = Date.now,
    afterMs = leftAfterMs,
  }: { signal?: AbortSignal; now?: () => number; afterMs?: number } = {},
): Promise<number> {
  let removed = 0;
  for await (const workflow of workflowsOf(n8n.client, { name: rehearsalName, rehearsals: true }, signal)) {
    const began = rehearsalBegan(workflow);
    if (began === undefined || now() - began < afterMs) continue;
    try {
      for (const { id } of (await n8n.executions.list({ workflowId: workflow.id, limit: 100 })).executions)
        await n8n.executions.discard(id).catch(leave);
      await ensureRemoved(n8n.client, workflow.id, { timeoutMs: 15_000, ...(signal ? { signal } : {}) });
      removed += 1;
    } catch (error) {
      leave(error);
    }
  }
  return removed;
}

function leave(error: unknown): void {
  if (!(error instanceof N8nError)) throw error;
}
