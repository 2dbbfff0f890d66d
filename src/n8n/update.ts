import { N8nError } from '#src/errors.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nClient } from './client.ts';
import { markerOf, withMarker } from './marker.ts';
import { holdsDocument } from './same-document.ts';
import { asWritten } from './schema.ts';
import type { N8nVersions } from './versions.ts';

export interface UpdateOptions {
  /** The version the change was made from: n8n must still hold it. Undefined: whatever n8n holds is replaced. */
  expectedVersionId: string | undefined;
  /**
   * Called right before the write with what was read and what would be written: where they differ although nobody asked
   * for it. Anything there refuses the write.
   */
  strays?: (read: StoredWorkflow, written: N8nWorkflow) => string[];
  /** False saves only: what is live stays live. True publishes exactly what was saved. */
  publish: boolean;
  /** False on an n8n before 2.33, which cannot publish a version by its id [true]. */
  publishByVersion?: boolean;
}

export type UpdateOutcome =
  | {
      kind: 'updated';
      workflow: StoredWorkflow;
      /** What was saved is what runs (or would, once its triggers have started: see liveness.ts). */
      published: boolean;
      /** An earlier version goes on running. */
      earlierIsLive: boolean;
      /** `triggerCount` before publishing, for `waitUntilLive`. */
      countBefore: number;
      /** Why it is saved but not published, although that was asked for. */
      refusal?: N8nError;
    }
  /** Somebody saved another version meanwhile; nothing was written. */
  | { kind: 'changed'; current: StoredWorkflow }
  /** What would be written differs where nobody asked for it; nothing was written. */
  | { kind: 'refused'; where: string[] }
  /** It must be taken out of the archive first; nothing was written. */
  | { kind: 'archived'; current: StoredWorkflow }
  | { kind: 'missing' };

/**
 * Makes n8n hold this document, if nobody changed the workflow since `expectedVersionId`; what n8n holds already is
 * success, so it may be called again after a lost answer. n8n has no lock: a save in the few milliseconds between
 * reading and writing is overwritten, and stays in n8n's history.
 *
 * Settings are merged by n8n: what the document leaves out stays; the value `DEFAULT` takes one away. Webhook ids,
 * the marker and groups of nodes are always sent back, whether the document has them or not.
 *
 * n8n's version covers nodes, connections and groups alone. Whoever cares for the rest gives a function that puts the
 * document on top of what n8n holds at this moment, and says `changed` where somebody else changed the same.
 *
 * After an error it looks what really happened (n8n saves before it refuses to publish). Throws N8nError when nothing
 * was written, or when that cannot be found out (`ambiguous`).
 */
export async function ensureUpdated(
  client: Pick<N8nClient, 'get' | 'update' | 'publish'>,
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
  const where = held ? [] : (options.strays?.(current, asWritten(wanted)) ?? []);
  if (where.length > 0) return { kind: 'refused', where };
  const saved = held ? { workflow: current } : await save(client, wanted, current);
  if ('kind' in saved) return saved;
  return await publishIfAsked(client, saved, current.triggerCount, options);
}

/**
 * Makes n8n hold an earlier version again, as a new version; name and settings stay as they are, because n8n's history
 * does not have them. Throws N8nError (`n8n_version_missing`, `n8n_api_missing` on n8n before 2.33, …).
 */
export async function restoreVersion(
  { client, versions }: { client: Pick<N8nClient, 'get' | 'update' | 'publish'>; versions: Pick<N8nVersions, 'get'> },
  workflowId: string,
  versionId: string,
  options: UpdateOptions,
): Promise<UpdateOutcome> {
  const version = await versions.get(workflowId, versionId);
  const current = await read(client, workflowId);
  if (!current) return { kind: 'missing' };
  const { nodes, connections, nodeGroups = [] } = version;
  const document = { name: current.name, nodes, connections, nodeGroups, settings: {} };
  return await ensureUpdated(client, workflowId, document, options);
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

type Saved = { workflow: StoredWorkflow; error?: N8nError };

async function save(
  client: Pick<N8nClient, 'get' | 'update'>,
  document: N8nWorkflow,
  before: StoredWorkflow,
): Promise<Saved | Extract<UpdateOutcome, { kind: 'changed' | 'missing' }>> {
  try {
    return { workflow: await client.update(before.id, document, { publishIfActive: false }) };
  } catch (error) {
    if (!(error instanceof N8nError) || (error.status === undefined && !error.ambiguous)) throw error;
    const now = await client.get(before.id).catch((second: unknown) => {
      if (second instanceof N8nError && second.code === 'n8n_workflow_missing') return undefined;
      throw error;
    });
    if (!now) return { kind: 'missing' };
    if (holdsDocument(now, document)) return { workflow: now, error };
    if (now.versionId !== before.versionId) return { kind: 'changed', current: now };
    throw error;
  }
}

/** An older n8n publishes what is live anew with every update, wanted or not: what it says counts, not what was asked. */
async function publishIfAsked(
  client: Pick<N8nClient, 'get' | 'publish'>,
  { workflow, error }: Saved,
  countBefore: number,
  { publish, publishByVersion = true }: UpdateOptions,
): Promise<UpdateOutcome> {
  if (!publish || (isLive(workflow) && !error)) return toUpdated(workflow, countBefore);
  try {
    const exact = publishByVersion && workflow.versionId ? { versionId: workflow.versionId } : {};
    return toUpdated(await client.publish(workflow.id, exact), countBefore);
  } catch (refusal) {
    if (!(refusal instanceof N8nError)) throw refusal;
    const now = await client.get(workflow.id).catch(() => undefined);
    if (!now && refusal.ambiguous) throw refusal;
    const seen = now ?? workflow;
    const done = refusal.ambiguous && isLive(seen) && seen.versionId === workflow.versionId;
    return toUpdated(seen, countBefore, done ? undefined : refusal);
  }
}

/** Without versions (n8n before 2) whatever is active is the only version there is. */
const isLive = ({ active, activeVersionId, versionId }: StoredWorkflow): boolean =>
  active && (activeVersionId === undefined || activeVersionId === versionId);

function toUpdated(workflow: StoredWorkflow, countBefore: number, refusal?: N8nError): UpdateOutcome {
  const published = isLive(workflow) && !refusal;
  const common = { workflow, published, earlierIsLive: workflow.active && !published, countBefore };
  return { kind: 'updated', ...common, ...(refusal ? { refusal } : {}) };
}
