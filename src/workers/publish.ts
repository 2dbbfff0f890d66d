import type { EngineContext, OfN8n } from '#src/engine/context.ts';
import type { Published } from '#src/model/outcome.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { ensurePublished } from '#src/n8n/publish.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { markPublished } from '#src/store/workflow-state.ts';
import { newestVersionOf } from '#src/store/workflows.ts';

/** `published` as our records have it. */
export type ToPublish = Pick<WorkflowRecord, 'id' | 'n8nId' | 'published'>;

type PublishContext = Pick<EngineContext, 'store' | 'liveness'> & OfN8n<'client' | 'capabilities'>;

/**
 * The one way in which a workflow of somebody is published, after it was created, changed, brought back or by itself.
 * Reports what was seen, not what was asked: n8n answers before any trigger runs. Throws N8nError.
 * @param version exactly that one, as it was approved ("Turn on" of a draft); otherwise what n8n holds now, which is what
 *   somebody who pressed Turn on after completing it in n8n means, and `edited` says when it was changed
 */
export async function publishWorkflow(
  context: PublishContext,
  workflow: ToPublish,
  { version }: { version?: string | undefined },
): Promise<Published> {
  // Of one that was brought back the first version is of an n8n that is gone.
  const ours = (await newestVersionOf(context.store.fork(), workflow.id))?.n8nVersionId ?? undefined;
  const capabilities = await context.n8n.capabilities();
  const before = await context.n8n.client.get(workflow.n8nId);
  const exact = version && capabilities.publishEndpoint ? { versionId: version } : {};
  await ensurePublished(context.n8n.client, workflow.n8nId, exact);
  await markPublished(context.store.fork(), workflow.id, true);
  // n8n never takes a trigger count back: it proves nothing about one that was published before, by us or by anybody.
  // Active, but not by our records: a publishing of ours whose answer was lost, so that its count is the new one.
  const countBefore = workflow.published || !before.active ? before.triggerCount : 0;
  const edited =
    version === undefined && ours !== undefined && before.versionId !== undefined && before.versionId !== ours;
  return { ...(await seePublished(context, workflow, countBefore)), ...(edited ? { edited } : {}) };
}

/** Whether n8n starts what is published. `countBefore`: its `triggerCount` before. Throws N8nError. */
export async function seePublished(
  { n8n, liveness }: Pick<EngineContext, 'liveness'> & OfN8n<'client'>,
  { n8nId }: Pick<WorkflowRecord, 'n8nId'>,
  countBefore: number,
): Promise<Published> {
  const { live, verified } = await waitUntilLive(n8n.client, n8nId, { ...liveness, countBefore });
  return { live, verified, seen: live ? 'live' : verified ? 'notStarted' : 'unverified' };
}
