import type { EngineContext, OfN8n } from '#src/engine/context.ts';
import type { SeenState } from '#src/model/outcome.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { markPublished } from '#src/store/workflow-state.ts';
import { newestVersionOf } from '#src/store/workflows.ts';

export type PublishContext = Pick<EngineContext, 'store' | 'liveness'> & OfN8n<'client' | 'capabilities'>;

/**
 * Publishes and reports what was seen, not what was asked: n8n answers before any trigger runs.
 * @param asApproved publish exactly the version we created ("Create and publish"); otherwise what n8n holds now, which
 *   is what somebody who pressed Publish after completing it in n8n means, and `edited` says when it was changed
 */
export async function ensurePublished(
  context: PublishContext,
  workflow: WorkflowRecord,
  { asApproved }: { asApproved: boolean },
): Promise<{ live: boolean; verified: boolean } & Omit<SeenState, 'message'>> {
  // Of one that was brought back the first version is of an n8n that is gone.
  const ours = (await newestVersionOf(context.store.fork(), workflow.id))?.n8nVersionId ?? undefined;
  const capabilities = await context.n8n.capabilities();
  const before = await context.n8n.client.get(workflow.n8nId);
  const exact = asApproved && ours && capabilities.publishEndpoint ? { versionId: ours } : {};
  await context.n8n.client.publish(workflow.n8nId, exact);
  await markPublished(context.store.fork(), workflow.id, true);
  // n8n never takes a trigger count back: it proves nothing about one that was published before, by us or by anybody.
  // Active, but not by our records: a publishing of ours whose answer was lost, so that its count is the new one.
  const countBefore = workflow.published || !before.active ? before.triggerCount : 0;
  const { live, verified } = await waitUntilLive(context.n8n.client, workflow.n8nId, {
    ...context.liveness,
    countBefore,
  });
  const seen = live ? 'live' : verified ? 'notStarted' : 'unverified';
  const edited = !asApproved && ours !== undefined && before.versionId !== undefined && before.versionId !== ours;
  return { live, verified, seen, ...(edited ? { edited } : {}) };
}
