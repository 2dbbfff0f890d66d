import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nClient } from './client.ts';

/** What is saved is what runs. Without versions (n8n before 2) whatever is active is the only version there is. */
export const isLive = ({ active, activeVersionId, versionId }: StoredWorkflow): boolean =>
  active && (activeVersionId === undefined || activeVersionId === versionId);

/**
 * Publishes what n8n holds, or exactly one version of it; published already is fine. When the answer is lost n8n is asked
 * what happened. Throws N8nError where it was not published, or where nobody can tell (`ambiguous`).
 */
export async function ensurePublished(
  client: Pick<N8nClient, 'get' | 'publish'>,
  id: string,
  version: { versionId?: string } = {},
): Promise<StoredWorkflow> {
  try {
    return await client.publish(id, version);
  } catch (error) {
    if (!(error instanceof N8nError) || !error.ambiguous) throw error;
    const now = await client.get(id).catch(() => undefined);
    const { versionId = now?.versionId } = version;
    if (!now || !isLive(now) || now.versionId !== versionId) throw error;
    return now;
  }
}
