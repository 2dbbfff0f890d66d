import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nClient } from './client.ts';
import type { N8nAccess } from './gate.ts';
import { type CallOptions, createWriter } from './http.ts';
import { parseAnswer } from './parse.ts';
import { ensureRemoved, type RemovalOptions } from './removal.ts';
import { storedWorkflowSchema } from './schema.ts';

/** Since n8n 2.15; before, the N8nError `n8n_api_missing`. */
export interface N8nArchive {
  /** Unpublishes it and puts it out of sight; archived already is fine. It gets a new `versionId`. */
  archive(id: string): Promise<StoredWorkflow>;
  /** Takes it back, unpublished. Not archived is the N8nError `n8n_not_archived`: see `ensureUnarchived`. */
  unarchive(id: string): Promise<StoredWorkflow>;
}

/** Speaks to one n8n with one key. Holds no connection that needs closing. */
export function createN8nArchive(config: N8nAccess, options: CallOptions = {}): N8nArchive {
  const send = createWriter(config, options);
  async function act(id: string, verb: 'archive' | 'unarchive'): Promise<StoredWorkflow> {
    const path = `/api/v1/workflows/${encodeURIComponent(id)}/${verb}`;
    return parseAnswer(storedWorkflowSchema, await send({ act: verb, method: 'POST', path }), verb);
  }
  return { archive: (id) => act(id, 'archive'), unarchive: (id) => act(id, 'unarchive') };
}

/**
 * Out of the way: archived where n8n has that (a click takes it back), deleted for good where it has not. Deleting is
 * only done when the caller says so, because it cannot be undone. Throws N8nError.
 */
export async function ensureOutOfTheWay(
  { client, archive }: { client: Pick<N8nClient, 'unpublish' | 'remove'>; archive: N8nArchive },
  workflowId: string,
  options: RemovalOptions & { mayDelete: boolean },
): Promise<{ kind: 'archived'; workflow: StoredWorkflow } | { kind: 'deleted' | 'gone' | 'cannot_archive' }> {
  try {
    return { kind: 'archived', workflow: await archive.archive(workflowId) };
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    if (error.code === 'n8n_workflow_missing') return { kind: 'gone' };
    if (error.code !== 'n8n_api_missing') throw error;
    if (!options.mayDelete) return { kind: 'cannot_archive' };
    await ensureRemoved(client, workflowId, options);
    return { kind: 'deleted' };
  }
}

/** Back in sight, unpublished; not archived already is fine. Throws N8nError. */
export async function ensureUnarchived(
  { client, archive }: { client: Pick<N8nClient, 'get'>; archive: N8nArchive },
  workflowId: string,
): Promise<StoredWorkflow> {
  try {
    return await archive.unarchive(workflowId);
  } catch (error) {
    if (!(error instanceof N8nError) || error.code !== 'n8n_not_archived') throw error;
    return await client.get(workflowId);
  }
}
