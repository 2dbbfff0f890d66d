import { z } from 'zod';
import type { N8nNode, N8nWorkflow, NodeGroup, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { unset } from './parse.ts';

const nodeGroupSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: unset(z.string()),
  nodeIds: z.array(z.string()),
});
export const nodeGroupsSchema = unset(z.array(nodeGroupSchema));

/** Loose on purpose: what a person set in n8n and we do not know survives our reading and writing it back. */
export const nodeSchema = z.looseObject({
  id: z.string().default(''),
  name: z.string(),
  type: z.string(),
  /** 0 stands for "the node carries none": n8n then picks one at every load, so we write none back. */
  typeVersion: z.number().default(0),
  position: z.tuple([z.number(), z.number()]),
  parameters: z.record(z.string(), z.unknown()).default({}),
  credentials: z
    .record(
      z.string(),
      z.union([
        z.object({ id: z.string().nullish(), name: z.string().default('') }),
        // Older n8n wrote the name alone; one such workflow must not make a whole page unreadable.
        z.string().transform((name) => ({ id: '', name })),
      ]),
    )
    .transform((all) => Object.fromEntries(Object.entries(all).map(([type, c]) => [type, { ...c, id: c.id ?? '' }])))
    .optional(),
  webhookId: unset(z.string()),
  disabled: unset(z.boolean()),
  notes: unset(z.string()),
  onError: z.enum(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput']).optional().catch(undefined),
});

const connectionSchema = z.object({ node: z.string(), type: z.string(), index: z.number() });
/** Connections by the name of the node they start from. */
export const connectionsSchema = z.record(
  z.string(),
  z.record(z.string(), z.array(z.union([z.array(connectionSchema), z.null()]))),
);

/** Reads a workflow as n8n returns it; what each field means is said in the model. */
export const storedWorkflowSchema = z.object({
  id: z.coerce.string(),
  name: z.string(),
  active: z.boolean().default(false),
  isArchived: z.boolean().default(false),
  versionId: unset(z.string()),
  activeVersionId: unset(z.string()),
  triggerCount: z.number().default(0),
  createdAt: z.string().default(''),
  updatedAt: z.string().default(''),
  nodes: z.array(nodeSchema).default([]),
  connections: connectionsSchema.default({}),
  activeVersion: unset(
    z.object({ nodes: z.array(nodeSchema).default([]), connections: connectionsSchema.default({}) }),
  ),
  nodeGroups: nodeGroupsSchema,
  description: unset(z.string()),
  tags: unset(z.array(z.object({ name: z.string() }).transform(({ name }) => name))).catch(undefined),
  pinData: unset(z.record(z.string(), z.unknown())).catch(undefined),
  settings: unset(z.record(z.string(), z.unknown())).transform((value) => value ?? {}),
  staticData: z
    .union([z.record(z.string(), z.unknown()), z.string(), z.null()])
    .transform((value) => (typeof value === 'string' ? parseObject(value) : (value ?? undefined)))
    .optional(),
}) satisfies z.ZodType<StoredWorkflow>;

export const workflowPageSchema = z.object({ data: z.array(storedWorkflowSchema), nextCursor: unset(z.string()) });

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const nodeKeys = [
  'id',
  'name',
  'type',
  'typeVersion',
  'position',
  'parameters',
  'credentials',
  'webhookId',
  'disabled',
  'notes',
  'notesInFlow',
  'executeOnce',
  'alwaysOutputData',
  'retryOnFail',
  'maxTries',
  'waitBetweenTries',
  'onError',
  'continueOnFail',
  'customTelemetryTags',
];

const baseSettings = [
  'saveExecutionProgress',
  'saveManualExecutions',
  'saveDataErrorExecution',
  'saveDataSuccessExecution',
  'executionTimeout',
  'errorWorkflow',
  'timezone',
  'executionOrder',
];
const laterSettings = [
  'callerPolicy',
  'callerIds',
  'timeSavedPerExecution',
  'availableInMCP',
  'customTelemetryTags',
  'redactionPolicy',
  'timeSavedMode',
];

/** Settings every n8n takes; the marker stays too, because losing it silently would lose the promise behind it. */
export const settingsOfOldN8n: readonly string[] = [...baseSettings, 'customTelemetryTags'];

/**
 * The body of an update: only keys the public API takes, so that what n8n returned may be written back. No static
 * data: n8n keeps its own, where triggers remember what they have already seen.
 * @param settingKeys narrower list for an n8n that refused a setting it does not know
 */
export function toUpdateBody(
  workflow: N8nWorkflow,
  settingKeys: readonly string[] = [...baseSettings, ...laterSettings],
): Record<string, unknown> {
  return {
    name: workflow.name,
    nodes: workflow.nodes.map((node) => {
      const kept = pick(node, nodeKeys);
      if (node.typeVersion === 0) delete kept.typeVersion;
      if (node.id === '') delete kept.id;
      return kept;
    }),
    connections: workflow.connections,
    settings: pick(workflow.settings, settingKeys),
    ...toGroups(workflow),
    ...pick(workflow, ['description', 'pinData']),
  };
}

/** The document without what n8n's public API does not take and therefore cannot keep. */
export function asWritten(workflow: N8nWorkflow): N8nWorkflow {
  const nodes = workflow.nodes.map((node) => pick(node, nodeKeys) as N8nNode);
  return { ...workflow, nodes };
}

/** n8n refuses a group that names a node which is gone, and keeps its groups when it is sent none. */
function toGroups({ nodeGroups, nodes }: N8nWorkflow): { nodeGroups?: NodeGroup[] } {
  if (!nodeGroups) return {};
  const ids = new Set(nodes.map(({ id }) => id));
  const kept = nodeGroups.map((group) => ({ ...group, nodeIds: group.nodeIds.filter((id) => ids.has(id)) }));
  return { nodeGroups: kept.filter(({ nodeIds }) => nodeIds.length > 0) };
}

/** The body of a create: an update's, and the static data it starts with. */
export function toCreateBody(workflow: N8nWorkflow, settingKeys?: readonly string[]): Record<string, unknown> {
  const { staticData, description: _updatesOnly, ...rest } = workflow;
  return { ...toUpdateBody(rest, settingKeys), ...(staticData === undefined ? {} : { staticData }) };
}

function pick<T extends object>(from: T, keys: readonly string[]): Partial<T> {
  const entries = Object.entries(from);
  return Object.fromEntries(entries.filter(([key, value]) => keys.includes(key) && value !== undefined)) as Partial<T>;
}
