import { N8nError } from '#src/errors.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nClient } from './client.ts';
import { markerOf, withMarker } from './marker.ts';
import { isLive } from './publish.ts';
import { holdsDocument } from './same-document.ts';
import { asWritten } from './schema.ts';

export interface UpdateOptions {
  /** The version the change was made from: n8n must still hold it. Undefined: whatever n8n holds is replaced. */
  expectedVersionId: string | undefined;
  /**
   * Awaited before the write, where there is something to write; what it throws stops it. It may take its time: n8n is
   * read again after it.
   */
  before?: () => Promise<void>;
  /**
   * Called right before the write with what was read and what would be written: where they differ although nobody asked
   * for it. Anything there refuses the write.
   */
  strays?: (read: StoredWorkflow, written: N8nWorkflow) => string[];
}

export type UpdateOutcome =
  | {
      kind: 'updated';
      workflow: StoredWorkflow;
      /** What was saved is what runs: an older n8n publishes every update of what is live, wanted or not. */
      published: boolean;
      /** An earlier version goes on running. */
      earlierIsLive: boolean;
      /** `triggerCount` before it was saved, for `waitUntilLive`. */
      countBefore: number;
    }
  /** Somebody saved another version meanwhile; nothing was written. */
  | { kind: 'changed'; current: StoredWorkflow }
  /** What would be written differs where nobody asked for it; nothing was written. */
  | { kind: 'refused'; where: string[] }
  /** It must be taken out of the archive first; nothing was written. */
  | { kind: 'archived'; current: StoredWorkflow }
  | { kind: 'missing' };

/**
 * Saves only: makes n8n hold this document, while what is live stays live (`ensurePublished` is for that), if nobody changed the workflow since `expectedVersionId`; what n8n holds already is
 * success, so it may be called again after a lost answer. n8n has no lock: a save in the few milliseconds between
 * reading and writing is overwritten, and stays in n8n's history.
 *
 * Settings are merged by n8n: what the document leaves out stays; the value `DEFAULT` takes one away. Webhook ids,
 * the marker and groups of nodes are always sent back, whether the document has them or not.
 *
 * n8n's version covers nodes, connections and groups alone. Whoever cares for the rest gives a function that puts the
 * document on top of what n8n holds at this moment, and says `changed` where somebody else changed the same.
 *
 * After an error it looks what really happened (an older n8n saves before it refuses to publish). Throws N8nError when nothing
 * was written, or when that cannot be found out (`ambiguous`).
 */
export async function ensureUpdated(
  client: Pick<N8nClient, 'get' | 'update'>,
  workflowId: string,
  document: N8nWorkflow | ((current: StoredWorkflow) => N8nWorkflow | 'changed'),
  options: UpdateOptions,
): Promise<UpdateOutcome> {
  const current = await read(client, workflowId);
  if (!current) return { kind: 'missing' };
  if (current.isArchived) return { kind: 'archived', current };
  const onTop = typeof document === 'function' ? document(current) : document;
  if (onTop === 'changed') return { kind: 'changed', current };
  const wanted = keepWhatIsNotOurs(onTop, current);
  const held = holdsDocument(current, wanted);
  const { expectedVersionId } = options;
  if (!held && expectedVersionId !== undefined && current.versionId !== expectedVersionId) {
    return { kind: 'changed', current };
  }
  if (!held && options.before) {
    await options.before();
    const { before: _, ...rest } = options;
    return ensureUpdated(client, workflowId, document, rest);
  }
  const where = held ? [] : (options.strays?.(current, asWritten(wanted)) ?? []);
  if (where.length > 0) return { kind: 'refused', where };
  return held ? toUpdated(current, current) : await save(client, wanted, current);
}

async function read(client: Pick<N8nClient, 'get'>, workflowId: string): Promise<StoredWorkflow | undefined> {
  try {
    return await client.get(workflowId);
  } catch (error) {
    if (error instanceof N8nError && error.code === 'n8n_workflow_missing') return undefined;
    throw error;
  }
}

/** n8n makes a new webhook id for a node that comes without, and the address people use would change with it. */
function keepWhatIsNotOurs(document: N8nWorkflow, current: StoredWorkflow): N8nWorkflow {
  const nodes = document.nodes.map((node) => {
    if (node.webhookId) return node;
    const same = current.nodes.find(
      ({ id, name, type }) => type === node.type && (id === node.id || name === node.name),
    );
    return same?.webhookId ? { ...node, webhookId: same.webhookId } : node;
  });
  const marker = markerOf(current);
  const losesMarker = marker !== undefined && 'customTelemetryTags' in document.settings && !markerOf(document);
  const groups = current.nodeGroups?.length ? current.nodeGroups : undefined;
  const kept = { ...document, nodes, nodeGroups: document.nodeGroups ?? groups };
  return losesMarker ? withMarker(kept, marker, { customTelemetryTags: true }) : kept;
}

async function save(
  client: Pick<N8nClient, 'get' | 'update'>,
  document: N8nWorkflow,
  before: StoredWorkflow,
): Promise<UpdateOutcome> {
  try {
    return toUpdated(await client.update(before.id, document, { publishIfActive: false }), before);
  } catch (error) {
    if (!(error instanceof N8nError) || (error.status === undefined && !error.ambiguous)) throw error;
    const now = await client.get(before.id).catch((second: unknown) => {
      if (second instanceof N8nError && second.code === 'n8n_workflow_missing') return undefined;
      throw error;
    });
    if (!now) return { kind: 'missing' };
    if (holdsDocument(now, document)) return toUpdated(now, before);
    if (now.versionId !== before.versionId) return { kind: 'changed', current: now };
    throw error;
  }
}

function toUpdated(workflow: StoredWorkflow, { triggerCount: countBefore }: StoredWorkflow): UpdateOutcome {
  const published = isLive(workflow);
  return { kind: 'updated', workflow, published, earlierIsLive: workflow.active && !published, countBefore };
}
