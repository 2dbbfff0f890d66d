import { type N8nClient, workflowsOf } from './client.ts';
import type { Capabilities } from './instance.ts';
import type { StoredWorkflow, WorkflowDocument } from './schema.ts';

const tagKey = 'flowsmith_creation';
const staticKey = 'flowsmithCreation';

/**
 * Writes the creation's id into the workflow, so that a retry after a lost answer finds what it already made.
 * n8n 2.24 and later keep it in a setting nobody sees; older ones in the static data, which runs may add to but keep.
 */
export function withMarker<T extends WorkflowDocument>(
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
export function markerOf(workflow: Pick<WorkflowDocument, 'settings' | 'staticData'>): string | undefined {
  const tag = tagsOf(workflow.settings).find((each) => each.key === tagKey)?.value;
  if (tag) return tag;
  const value = globalOf(workflow.staticData)[staticKey];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Looks through every workflow for the marker. An archived one counts (`isArchived` says so): it was created.
 * Throws N8nError when a page cannot be read: "not found" is only said after having seen all.
 */
export async function findByMarker(
  client: Pick<N8nClient, 'list'>,
  creationId: string,
  options: { signal?: AbortSignal } = {},
): Promise<StoredWorkflow | undefined> {
  for await (const workflow of workflowsOf(client, {}, options.signal)) {
    if (markerOf(workflow) === creationId) return workflow;
  }
  return undefined;
}

function tagsOf(settings: Record<string, unknown>): { key: string; value: string }[] {
  const tags = settings['customTelemetryTags'];
  if (!Array.isArray(tags)) return [];
  return tags.filter((tag) => typeof tag?.key === 'string' && typeof tag?.value === 'string');
}

function globalOf(staticData: Record<string, unknown> | undefined): Record<string, unknown> {
  const global = staticData?.['global'];
  return typeof global === 'object' && global !== null ? (global as Record<string, unknown>) : {};
}
