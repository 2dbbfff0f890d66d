import type { CatalogDescription, CatalogEntry, NodeProperty, NodeType, NodeTypeSummary } from './catalog.ts';

/**
 * When n8n starts it makes two kinds of node types that no package lists: `…Tool` of every description marked
 * `usableAsTool`, for agents to call, and `…HitlTool` of every one that can send a message and wait for the answer, to
 * ask a person before a tool runs. Read in n8n 2.40.7: 268 and 10 types.
 */
export function toVariantEntries(entries: readonly CatalogEntry[]): CatalogEntry[] {
  return [
    ...entries.flatMap((entry) => variantOf(entry, 'Tool', (each) => each.tool, toTool)),
    ...entries
      .filter(({ summary }) => !summary.name.endsWith('Tool'))
      .flatMap((entry) => variantOf(entry, 'HitlTool', (each) => each.humanTool, toHumanTool)),
  ];
}

/** n8n's name of the operation that asks a person. */
export const sendAndWait = 'sendAndWait';

function variantOf(
  { summary, descriptions }: CatalogEntry,
  suffix: 'Tool' | 'HitlTool',
  fits: (description: CatalogDescription) => boolean,
  convert: (nodeType: NodeType) => NodeType,
): CatalogEntry[] {
  const fitting = descriptions.filter(fits);
  if (fitting.length === 0) return [];
  const versions = [...new Set(fitting.flatMap((each) => each.covers))].sort((a, b) => a - b);
  const isDefault = versions.includes(summary.defaultVersion);
  const own = {
    name: `${summary.name}${suffix}`,
    versions,
    defaultVersion: isDefault ? summary.defaultVersion : (versions.at(-1) ?? summary.defaultVersion),
  };
  return [
    {
      summary: { ...plain(summary), ...own, ...wordsOf(summary, suffix), kind: 'subnode' },
      descriptions: fitting.map((each) => ({
        covers: each.covers,
        tool: false,
        humanTool: false,
        read: () => ({ ...convert(each.read()), ...own, kind: 'subnode', startsByItself: false }),
      })),
    },
  ];
}

const wordsOf = ({ displayName, description }: NodeTypeSummary, suffix: 'Tool' | 'HitlTool') =>
  suffix === 'Tool'
    ? { displayName: `${displayName} Tool`, description }
    : { displayName, description: `Asks a person through ${displayName} before an agent's tool runs` };

/** A summary may be a whole description; only what lists need is taken over. */
function plain({ name, displayName, description, kind, aliases, operations, ...rest }: NodeTypeSummary) {
  const { hidden, versions, defaultVersion } = rest;
  const own = { name, displayName, description, kind, aliases, operations, versions, defaultVersion };
  return hidden ? { ...own, hidden } : own;
}

function toTool({ usableAsTool, asksPeople: _, ...nodeType }: NodeType): NodeType {
  const described = { ...nodeType, ...usableAsTool };
  const properties = asTool(described.properties);
  return {
    ...described,
    ...wordsOf(described, 'Tool'),
    inputs: [],
    outputs: ['ai_tool'],
    properties: properties.some(({ name }) => name === 'toolDescription')
      ? properties
      : withToolDescription(properties, described.description),
  };
}

/** The agent needs to know what the tool does: told by the person, or by n8n from resource and operation. */
function withToolDescription(properties: readonly NodeProperty[], fallback: string): NodeProperty[] {
  const choosable = properties.some(({ name }) => name === 'resource' || name === 'operation');
  const descriptionType: NodeProperty = {
    name: 'descriptionType',
    displayName: 'Where the description comes from',
    type: 'options',
    default: 'auto',
    options: [
      { name: 'From resource and operation', value: 'auto' },
      { name: 'Written here', value: 'manual' },
    ],
  };
  const toolDescription: NodeProperty = {
    name: 'toolDescription',
    displayName: 'Description',
    type: 'string',
    default: fallback,
    required: true,
    description: 'Tells the agent what this tool does and when to use it',
    ...(choosable ? { displayOptions: { show: { descriptionType: ['manual'] } } } : {}),
  };
  const at = properties.findLastIndex(({ type }) => type === 'callout') + 1;
  return properties.toSpliced(at, 0, ...(choosable ? [descriptionType] : []), toolDescription);
}

function toHumanTool({ usableAsTool: _, asksPeople: _asks, ...nodeType }: NodeType): NodeType {
  const fixed = (name: string, value: unknown): NodeProperty => ({
    name,
    displayName: name,
    type: 'hidden',
    default: value,
  });
  const resource = resourceThatAsks(nodeType.properties);
  const message: NodeProperty = {
    name: 'message',
    displayName: 'Message',
    type: 'string',
    default: '=May {{ $tool.name }} run with {{ $tool.parameters }}?',
    required: true,
    description: 'What the person is asked; $tool.name and $tool.parameters say what is about to run',
  };
  const properties = asTool(nodeType.properties).flatMap((property) => {
    if (property.name === 'message') return [];
    if (property.name === 'resource') return resource === undefined ? [] : [fixed('resource', resource)];
    if (property.name === 'operation') return [fixed('operation', sendAndWait)];
    if (property.name === 'responseType') return [fixed('responseType', 'approval')];
    return [property];
  });
  return {
    ...nodeType,
    ...wordsOf(nodeType, 'HitlTool'),
    inputs: ['ai_tool'],
    outputs: ['ai_tool'],
    properties: [message, ...properties],
  };
}

function resourceThatAsks(properties: readonly NodeProperty[]): unknown {
  const asking = properties.find(
    ({ name, options, displayOptions }) =>
      name === 'operation' &&
      options?.some?.((option) => option.value === sendAndWait) &&
      (displayOptions?.show?.['resource']?.length ?? 0) > 0,
  );
  return asking?.displayOptions?.show?.['resource']?.[0];
}

interface Shown {
  displayOptions?: NodeProperty['displayOptions'];
}

/** `@tool` is true for a tool: conditions on it are settled here, so that nobody else needs to know what is a tool. */
function asTool(properties: readonly NodeProperty[]): NodeProperty[] {
  return properties.flatMap((property) => {
    const settled = settle(property);
    if (!settled) return [];
    if (!Array.isArray(property.options)) return [settled];
    return [{ ...settled, options: property.options.flatMap((option) => settle(option) ?? []) }];
  });
}

function settle<T extends Shown>(item: T): T | undefined {
  const { show, hide } = item.displayOptions ?? {};
  const [shown, hidden] = [show?.['@tool'], hide?.['@tool']];
  if (!shown && !hidden) return item;
  if ((shown && !shown.includes(true)) || hidden?.includes(true)) return undefined;
  const without = (conditions: Record<string, unknown[]> = {}) =>
    Object.fromEntries(Object.entries(conditions).filter(([key]) => key !== '@tool'));
  return { ...item, displayOptions: { ...(show && { show: without(show) }), ...(hide && { hide: without(hide) }) } };
}
