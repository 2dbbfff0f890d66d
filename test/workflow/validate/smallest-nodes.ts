import type { Catalog, NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { patternOf } from '#src/catalog/display-conditions.ts';
import { isTool, resolveParameters } from '#src/catalog/display-options.ts';
import { isRecord } from '#src/workflow/json/values.ts';

type Parameters = Record<string, unknown>;

/** The least a node type needs for one of its operations, and what n8n shows then. */
export interface SmallestNode {
  nodeType: NodeType;
  version: number;
  parameters: Parameters;
  visible: readonly NodeProperty[];
}

const samples = [
  'x',
  '0123456789abcdef0123456789abcdef',
  'abcdefgh',
  '1234567890',
  '12345678901234567890',
  'https://example.com/abc',
  'a@example.com',
];

/** Every node type in every version a catalogue describes, with every resource and operation it offers. */
export function* smallestNodes(catalog: Catalog): Generator<SmallestNode> {
  for (const { name, versions } of catalog.all()) {
    const described = new Set(versions.map((version) => catalog.get(name, version)));
    for (const nodeType of described) {
      const version = nodeType?.covers.at(-1);
      if (!nodeType || version === undefined) continue;
      for (const resource of choices(nodeType, version, 'resource', {})) {
        for (const operation of choices(nodeType, version, 'operation', resource)) {
          yield fill(nodeType, version, { ...resource, ...operation });
        }
      }
    }
  }
}

function choices(nodeType: NodeType, version: number, name: string, given: Parameters): Parameters[] {
  const shown = resolve(nodeType, version, given).visible.filter((one) => one.name === name && one.type === 'options');
  const values = shown.flatMap((one) => one.options ?? []).map((option) => option.value);
  return values.length > 0 ? values.map((value) => ({ [name]: value })) : [{}];
}

const resolve = (nodeType: NodeType, version: number, given: Parameters) =>
  resolveParameters(nodeType.properties, given, { version, tool: isTool(nodeType) });

/** Gives every required parameter a value; a value may show others, which are filled in turn. */
function fill(nodeType: NodeType, version: number, chosen: Parameters): SmallestNode {
  const parameters = { ...chosen };
  for (let round = 0; round < 6; round += 1) {
    const { values, visible } = resolve(nodeType, version, parameters);
    const lacking = visible.filter((one) => one.required && isBlank(values[one.name]));
    if (lacking.length === 0) break;
    for (const one of lacking) parameters[one.name] = sampleOf(one);
  }
  return { nodeType, version, parameters, visible: resolve(nodeType, version, parameters).visible };
}

function isBlank(value: unknown): boolean {
  const inner = isRecord(value) && 'mode' in value ? value['value'] : value;
  return inner === undefined || inner === null || inner === '' || (Array.isArray(inner) && inner.length === 0);
}

/** A value of the property's type that n8n takes. */
function sampleOf(property: NodeProperty): unknown {
  const first = property.options?.map((option) => option.value).find((value) => value !== '');
  switch (property.type) {
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'dateTime':
      return '2026-01-31T09:00:00';
    case 'options':
      return first ?? 'x';
    case 'multiOptions':
      return [first ?? 'x'];
    case 'json':
      return '{}';
    case 'collection':
    case 'fixedCollection':
      return {};
    case 'resourceMapper':
      return { mappingMode: 'autoMapInputData', value: {}, schema: [] };
    case 'resourceLocator':
    case 'workflowSelector':
      return sampleLocator(property);
    default:
      return property.typeOptions?.['multipleValues'] ? ['x'] : 'x';
  }
}

function sampleLocator(property: NodeProperty): unknown {
  for (const mode of property.modes ?? []) {
    const patterns = (Array.isArray(mode.validation) ? mode.validation : []).map(
      (one: { properties?: { regex?: string } }) => patternOf(`^${one.properties?.regex ?? ''}$`),
    );
    const value = samples.find((sample) => patterns.every((pattern) => pattern?.test(sample) !== false));
    if (value) return { __rl: true, mode: mode.name, value };
  }
  return { __rl: true, mode: 'list', value: 'x' };
}
