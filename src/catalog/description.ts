import { z } from 'zod';
import type { CredentialType, NodeProperty, NodeType } from './catalog.ts';
import { sendAndWait } from './tool-variants.ts';

/** What an entry says differently of itself as a tool, as far as we read it. */
const replacementsSchema = z.object({
  displayName: z.string().optional(),
  description: z.string().optional(),
  properties: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** One entry of a package's `dist/types/nodes.json`: what n8n's editor knows of a node type in some of its versions. */
const entrySchema = z.object({
  name: z.string().min(1),
  displayName: z.string(),
  description: z.string().default(''),
  group: z.array(z.string()).default([]),
  version: z.union([z.number(), z.array(z.number()).min(1)]),
  defaultVersion: z.number().optional(),
  inputs: z.unknown(),
  outputs: z.unknown(),
  credentials: z
    .array(
      z.object({
        name: z.string(),
        displayName: z.string().optional(),
        required: z.boolean().optional(),
        displayOptions: z.unknown().optional(),
      }),
    )
    .default([]),
  properties: z.array(z.record(z.string(), z.unknown())).default([]),
  webhooks: z.array(z.unknown()).default([]),
  polling: z.boolean().optional(),
  hidden: z.boolean().optional(),
  deprecated: z.boolean().optional(),
  replacedByNodeType: z.string().optional(),
  usableAsTool: z.union([z.boolean(), z.object({ replacements: replacementsSchema.optional() })]).optional(),
  maxNodes: z.number().optional(),
  codex: z.object({ alias: z.array(z.string()).optional() }).optional(),
});

const neverLive = new Set([
  'n8n-nodes-base.manualTrigger',
  'n8n-nodes-base.errorTrigger',
  'n8n-nodes-base.executeWorkflowTrigger',
  'n8n-nodes-base.start',
  'n8n-nodes-base.evaluationTrigger',
  '@n8n/n8n-nodes-langchain.manualChatTrigger',
]);

/**
 * The node types of one npm package, from the parsed content of its `dist/types/nodes.json`. Entries that are not of
 * the known form are left out. Pure. Whoever changes what is kept raises `format` in pack.ts.
 * @param packageName prefix of the types, e.g. `n8n-nodes-base`
 */
export function toNodeTypes(entries: unknown, packageName: string): NodeType[] {
  const parsed = (Array.isArray(entries) ? entries : []).flatMap((entry) => {
    const result = entrySchema.safeParse(entry);
    return result.success ? [result.data] : [];
  });
  const versionsOf = new Map<string, number[]>();
  const defaultOf = new Map<string, number>();
  for (const entry of parsed) {
    const versions = [...(versionsOf.get(entry.name) ?? []), ...[entry.version].flat()];
    versionsOf.set(entry.name, versions);
    if (entry.defaultVersion !== undefined) defaultOf.set(entry.name, entry.defaultVersion);
  }
  return parsed.map((entry) => {
    const name = `${packageName}.${entry.name}`;
    const versions = [...new Set(versionsOf.get(entry.name))].sort((a, b) => a - b);
    const [inputs, outputs] = [toPorts(entry.inputs), toPorts(entry.outputs)];
    const kind = entry.group.includes('trigger') ? 'trigger' : isSubnode(outputs) ? 'subnode' : 'action';
    const properties = toProperties(entry.properties);
    return {
      name,
      displayName: entry.displayName,
      description: entry.description,
      kind,
      aliases: entry.codex?.alias ?? [],
      operations: operationsOf(properties),
      ...(entry.hidden ? { hidden: true } : {}),
      versions,
      defaultVersion: defaultOf.get(entry.name) ?? versions.at(-1) ?? 1,
      covers: [entry.version].flat(),
      inputs,
      ...limitsOf(entry.inputs),
      outputs,
      credentials: entry.credentials.map((credential) => ({
        name: credential.name,
        displayName: credential.displayName ?? credential.name,
        required: credential.required === true,
        ...(credential.displayOptions ? { displayOptions: credential.displayOptions as never } : {}),
      })),
      properties,
      webhook: entry.webhooks.length > 0,
      ...(entry.polling ? { polling: true } : {}),
      ...(entry.deprecated ? { deprecated: true } : {}),
      ...(entry.replacedByNodeType ? { replacedBy: entry.replacedByNodeType } : {}),
      startsByItself: kind === 'trigger' && !neverLive.has(name),
      ...(entry.maxNodes ? { maxNodes: entry.maxNodes } : {}),
      ...(entry.webhooks.length > 0 && hasOperation(properties, sendAndWait) ? { asksPeople: true } : {}),
      ...(entry.usableAsTool ? { usableAsTool: toToolWords(entry.usableAsTool) } : {}),
    };
  });
}

function hasOperation(properties: readonly NodeProperty[], value: string): boolean {
  return properties.some(
    ({ name, options }) =>
      name === 'operation' && Array.isArray(options) && options.some((each) => each.value === value),
  );
}

function toToolWords(usable: true | { replacements?: z.infer<typeof replacementsSchema> }): NodeType['usableAsTool'] {
  const { properties, ...words } = (usable === true ? undefined : usable.replacements) ?? {};
  return { ...words, ...(properties ? { properties: toProperties(properties) } : {}) } as NodeType['usableAsTool'];
}

/** Read by n8n's editor and engine alone: how a request is put together, when a field is greyed out. */
const unread = new Set(['routing', 'disabledOptions', 'isNodeSetting', 'requiresDataPath', 'envFeatureFlag']);

/** Properties without the fields nobody here reads, at every depth; defaults and values stay as they are. */
function toProperties(properties: readonly unknown[]): NodeProperty[] {
  const slim = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const kept = Object.entries(value).filter(([key]) => !unread.has(key));
    return Object.fromEntries(
      kept.map(([key, inner]) => [
        key,
        (key === 'options' || key === 'values') && Array.isArray(inner) ? inner.map(slim) : inner,
      ]),
    );
  };
  return properties.map(slim) as NodeProperty[];
}

/** Credential kinds from the parsed content of a package's `dist/types/credentials.json`. Pure. */
export function toCredentialTypes(entries: unknown): CredentialType[] {
  const schema = z.object({
    name: z.string().min(1),
    displayName: z.string(),
    extends: z.array(z.string()).default([]),
  });
  return (Array.isArray(entries) ? entries : []).flatMap((entry) => {
    const result = schema.safeParse(entry);
    return result.success ? [result.data] : [];
  });
}

/** `['main', { type: 'ai_tool' }]` → `['main', 'ai_tool']`; a computed list stays the one text that computes it. */
function toPorts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return (Array.isArray(value) ? value : []).flatMap((port: unknown) => {
    if (typeof port === 'string') return [port];
    const type = typeof port === 'object' && port !== null ? (port as { type?: unknown }).type : undefined;
    return typeof type === 'string' ? [type] : [];
  });
}

/** `[{ type: 'ai_memory', maxConnections: 1 }]` → one memory; nothing for a computed list. */
function limitsOf(inputs: unknown): Pick<NodeType, 'inputLimits'> {
  const schema = z.object({ type: z.string(), maxConnections: z.number().positive() });
  const limits = (Array.isArray(inputs) ? inputs : []).flatMap((input): [string, number][] => {
    const { data } = schema.safeParse(input);
    return data ? [[data.type, data.maxConnections]] : [];
  });
  return limits.length > 0 ? { inputLimits: Object.fromEntries(limits) } : {};
}

const isSubnode = (outputs: readonly string[]): boolean =>
  outputs.length > 0 && outputs.every((output) => output.startsWith('ai_'));

/** Names of resources, operations and events; each once. */
function operationsOf(properties: readonly NodeProperty[]): string[] {
  const named = properties.filter(({ name }) => name === 'operation' || name === 'resource' || /^events?$/.test(name));
  return [...new Set(named.flatMap((property) => (property.options ?? []).map((option) => option.name)))];
}
