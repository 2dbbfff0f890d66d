import type { OfN8n } from '../context.ts';

/** Newest successes that are looked at: those by hand say nothing about the next run by itself. */
const looked = 5;

/** When a workflow ran well after this failure; undefined where it did not, or n8n keeps nothing of runs that go well. */
export async function hasRecovered(
  { n8n }: OfN8n<'executions'>,
  { n8nId, newest, lastAt }: { n8nId: string; newest: string | null; lastAt: Date },
): Promise<Date | undefined> {
  const { executions } = await n8n.executions.list({ workflowId: n8nId, status: 'success', limit: looked });
  // Ids only grow, and n8n's clock is another one than ours.
  const isLater = (id: string, at: Date) => (newest === null ? at > lastAt : Number(id) > Number(newest));
  const ran = executions.flatMap(({ id, mode, startedAt, stoppedAt }) => {
    const at = new Date(stoppedAt ?? startedAt ?? Number.NaN);
    return mode !== 'manual' && !Number.isNaN(at.getTime()) && isLater(id, at) ? [at] : [];
  });
  return ran[0];
}
