import type { NodeProperty, NodeType } from './catalog.ts';
import { visibleProperties, withDefaults } from './display-options.ts';

export interface Slice {
  resource?: string;
  operation?: string;
}

const longest = 12_000;

/**
 * Compact text about a node type for a model: the properties n8n shows for that resource and operation, `*` marks
 * required ones, choices are listed. At most 12,000 characters.
 */
export function describeNode(nodeType: NodeType, slice: Slice = {}): string {
  const filled = withDefaults(nodeType, chosen(slice), nodeType.defaultVersion);
  const open = nodeType.properties.filter((property) => property.type === 'options' && filled[property.name] === '');
  const parameters = { ...filled, ...Object.fromEntries(open.map((property) => [property.name, '={{ }}'])) };
  const scope = { parameters, version: nodeType.defaultVersion };
  const seen = new Set<string>();
  const lines = visibleProperties(nodeType.properties, scope)
    .filter((property) => !seen.has(property.name) && seen.add(property.name))
    .flatMap((property) => describeProperty(property, 1));
  const text = [...heading(nodeType), 'parameters:', ...(lines.length > 0 ? lines : ['  none'])].join('\n');
  return text.length > longest ? `${text.slice(0, longest)}\n…` : text;
}

const chosen = (slice: Slice): Record<string, unknown> => ({
  ...(slice.resource ? { resource: slice.resource } : {}),
  ...(slice.operation ? { operation: slice.operation } : {}),
});

function heading(nodeType: NodeType): string[] {
  const credentials = nodeType.credentials.map((credential) => credential.name).join(' or ');
  return [
    `${nodeType.name} "${nodeType.displayName}" (${nodeType.kind}): ${nodeType.description}`,
    `inputs: ${nodeType.inputs.join(', ') || 'none'}; outputs: ${nodeType.outputs.join(', ') || 'none'}`,
    ...(credentials ? [`credential: ${credentials} (bound later, never in the draft)`] : []),
  ];
}

function describeProperty(property: NodeProperty, depth: number): string[] {
  if (property.type === 'notice' || property.type === 'hidden' || property.type === 'callout') return [];
  const head = `${'  '.repeat(depth)}${property.name}${property.required ? '*' : ''}: ${shapeOf(property)}${fallback(property)}`;
  const note = property.description ? ` — ${clip(property.description, 120)}` : '';
  return [head + note, ...(depth < 4 ? fieldsOf(property, depth + 1) : [])];
}

function shapeOf(property: NodeProperty): string {
  switch (property.type) {
    case 'options':
    case 'multiOptions': {
      const values = (property.options ?? []).map((option) => JSON.stringify(option.value)).slice(0, 40);
      const list = values.length > 0 ? ` one of ${values.join(' | ')}` : '';
      return property.type === 'options' ? `option${list}` : `list of options${list}`;
    }
    case 'resourceLocator': {
      const modes = (property.modes ?? []).map((mode) => mode.name).join(' | ');
      return `{ "__rl": true, "mode": ${modes || 'id'}, "value": … }`;
    }
    case 'fixedCollection':
      return property.typeOptions?.['multipleValues'] ? 'object of lists' : 'object of groups';
    case 'filter':
      return '{ "combinator": "and" | "or", "conditions": [{ "leftValue", "operator": { "type", "operation" }, "rightValue" }] }';
    case 'assignmentCollection':
      return '{ "assignments": [{ "name", "type": "string" | "number" | "boolean" | "array" | "object", "value" }] }';
    case 'resourceMapper':
      return '{ "mappingMode": "autoMapInputData" | "defineBelow", "value": { column: value } | null }';
    case 'json':
      return 'JSON as text';
    default:
      return property.type;
  }
}

function fallback(property: NodeProperty): string {
  const value = property.default;
  if (value === undefined || value === '' || value === null) return '';
  if (typeof value === 'object' && property.type !== 'multiOptions') return '';
  return ` = ${clip(JSON.stringify(value), 60)}`;
}

/** Fields of collections; a fixed collection names its groups first. */
function fieldsOf(property: NodeProperty, depth: number): string[] {
  if (property.type === 'collection') {
    return (property.options ?? []).flatMap((field) => describeProperty(toProperty(field), depth));
  }
  if (property.type !== 'fixedCollection') return [];
  const many = property.typeOptions?.['multipleValues'] === true;
  return (property.options ?? []).flatMap((group) => [
    `${'  '.repeat(depth)}${group.name}: ${many ? 'list of' : 'object with'}`,
    ...(group.values ?? []).flatMap((field) => describeProperty(field, depth + 1)),
  ]);
}

function toProperty(field: NonNullable<NodeProperty['options']>[number]): NodeProperty {
  return { displayName: field.name, type: 'string', ...field } as NodeProperty;
}

const clip = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);
