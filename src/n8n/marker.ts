import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { type N8nClient, workflowsOf } from './client.ts';
import type { Capabilities } from './instance.ts';

const tagKey = 'flowsmith_creation';
const staticKey = 'flowsmithCreation';

/**
 * Writes the creation's id into the workflow, so that a retry after a lost answer finds what it already made.
 * n8n 2.24 and later keep it in a setting nobody sees; older ones in the static data, which runs may add to but keep.
 */
export function withMarker<T extends N8nWorkflow>(
  workflow: T,
  creationId: string,
  capabilities: Pick<Capabilities, 'customTelemetryTags'>,
): T {
  if (!capabilities.customTelemetryTags) {
    const global = { ...globalOf(workflow.staticData), [staticKey]: creationId };
    return { ...workflow, staticData: { ...workflow.staticData, global } };
  }
  const others = tagsOf(workflow.settings).filter((tag) => tag.key !== tagKey);
  const customTelemetryTags = [...others, { key: tagKey, value: creationId }];
  return { ...workflow, settings: { ...workflow.settings, customTelemetryTags } };
}

/** The creation's id a workflow carries, wherever the n8n of its day kept it. */
export function markerOf(workflow: Pick<N8nWorkflow, 'settings' | 'staticData'>): string | undefined {
  const tag = tagsOf(workflow.settings).find((each) => each.key === tagKey)?.value;
  if (tag) return tag;
  const value = globalOf(workflow.staticData)[staticKey];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Every workflow with the marker; there are several when a request had its effect twice. Archived ones count
 * (`isArchived` says so): they were created. Throws N8nError when a page cannot be read: "not found" is only said after
 * having seen all.
 * @param options.name looks only where n8n finds this in the name: quick, and misses what somebody renamed
 */
export async function findAllByMarker(
  client: Pick<N8nClient, 'list'>,
  creationId: string,
  { name, signal }: { name?: string; signal?: AbortSignal } = {},
): Promise<StoredWorkflow[]> {
  const found: StoredWorkflow[] = [];
  const part = name === undefined ? undefined : plainPart(name);
  for await (const workflow of workflowsOf(client, part ? { name: part } : {}, signal)) {
    if (markerOf(workflow) === creationId) found.push(workflow);
  }
  return found;
}

/** The one of them that counts, the same for everybody who looks. */
export async function findByMarker(
  client: Pick<N8nClient, 'list'>,
  creationId: string,
  options: { signal?: AbortSignal } = {},
): Promise<StoredWorkflow | undefined> {
  return chooseMarked(await findAllByMarker(client, creationId, options));
}

/** What somebody uses before what nobody does, then the oldest. Pure. */
function chooseMarked(all: readonly StoredWorkflow[]): StoredWorkflow | undefined {
  const rank = (workflow: StoredWorkflow) =>
    workflow.isArchived ? 3 : workflow.active ? 0 : isAsMade(workflow) ? 2 : 1;
  const age = ({ createdAt, id }: StoredWorkflow) => `${createdAt} ${id}`;
  return [...all].sort((a, b) => rank(a) - rank(b) || (age(a) < age(b) ? -1 : 1))[0];
}

/** Nobody saved it again since it was made: n8n moves `updatedAt` with every save, not with publishing (2.40.7). Pure. */
export function isAsMade({ createdAt, updatedAt, active, triggerCount }: StoredWorkflow): boolean {
  const apartMs = Math.abs(Date.parse(updatedAt) - Date.parse(createdAt));
  return !active && triggerCount === 0 && apartMs <= 1000;
}

/** n8n compares names in its database, and not every database knows that "É" is "é". */
const plainPart = (name: string): string | undefined =>
  (name.match(/[\x20-\x24\x26-\x5e\x60-\x7e]+/g) ?? []).sort((a, b) => b.length - a.length)[0]?.trim();

function tagsOf(settings: Record<string, unknown>): { key: string; value: string }[] {
  const tags = settings['customTelemetryTags'];
  if (!Array.isArray(tags)) return [];
  return tags.filter((tag) => typeof tag?.key === 'string' && typeof tag?.value === 'string');
}

function globalOf(staticData: Record<string, unknown> | undefined): Record<string, unknown> {
  const global = staticData?.['global'];
  return typeof global === 'object' && global !== null ? (global as Record<string, unknown>) : {};
}
