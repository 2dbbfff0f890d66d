import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import type { Parameters } from './draft.ts';

/**
 * Parameters in the shapes n8n stores, from the shorter ones people and models write: a plain string where a resource
 * locator is meant, an expression without its leading `=`, assignments as an object, conditions as a list.
 * Never changes its input; what it does not recognize it leaves alone.
 */
export function toStoredParameters(parameters: Parameters, nodeType: NodeType | undefined): Parameters {
  const stored: Parameters = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (name === '__proto__') continue;
    const properties = nodeType?.properties.filter((property) => property.name === name) ?? [];
    stored[name] = toStored(value, properties);
  }
  return stored;
}

function toStored(value: unknown, properties: readonly NodeProperty[]): unknown {
  const types = new Set(properties.map((property) => property.type));
  if (types.has('resourceLocator')) return toLocator(value, properties);
  if (types.has('filter')) return toFilter(value);
  if (types.has('assignmentCollection')) return toAssignments(value);
  const code = properties.some((property) => ['jsCode', 'pythonCode', 'query', 'html'].includes(property.name));
  return code ? structuredClone(value) : withExpressionMarks(value);
}

/** n8n evaluates a string only when it starts with `=`; `{{ }}` inside shows that it was meant to be evaluated. */
function withExpressionMarks(value: unknown): unknown {
  if (typeof value === 'string') return !value.startsWith('=') && /\{\{[\s\S]*?\}\}/.test(value) ? `=${value}` : value;
  if (Array.isArray(value)) return value.map(withExpressionMarks);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withExpressionMarks(field)]));
}

function toLocator(value: unknown, properties: readonly NodeProperty[]): unknown {
  if (typeof value === 'object' && value !== null) {
    return 'mode' in value && !('__rl' in value) ? { __rl: true, ...value } : withExpressionMarks(value);
  }
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const modes = properties.flatMap((property) => property.modes?.map((mode) => mode.name) ?? []);
  return { __rl: true, mode: locatorMode(String(value), modes), value: withExpressionMarks(String(value)) };
}

function locatorMode(value: string, modes: readonly string[]): string {
  if (/^https?:\/\//.test(value) && modes.includes('url')) return 'url';
  if (/^[#@]/.test(value) && modes.includes('name')) return 'name';
  return modes.includes('id') ? 'id' : (modes.find((mode) => mode !== 'list') ?? 'id');
}

const conditionOptions = { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 };

function toFilter(value: unknown): unknown {
  const given = Array.isArray(value) ? { conditions: value } : value;
  if (typeof given !== 'object' || given === null || !Array.isArray((given as { conditions?: unknown }).conditions))
    return given;
  const { options, combinator, conditions } = given as {
    options?: object;
    combinator?: unknown;
    conditions: unknown[];
  };
  return {
    options: { ...conditionOptions, ...options },
    conditions: conditions.map((condition, index) => ({
      id: String(index),
      ...(withExpressionMarks(condition) as object),
    })),
    combinator: combinator ?? 'and',
  };
}

function toAssignments(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const given = Array.isArray(value) ? value : (value as { assignments?: unknown }).assignments;
  if (Array.isArray(given)) {
    return {
      assignments: given.map((each, index) => ({ id: String(index), ...(withExpressionMarks(each) as object) })),
    };
  }
  const assignments = Object.entries(value).map(([name, each], index) => ({
    id: String(index),
    name,
    value: withExpressionMarks(each),
    type: Array.isArray(each) ? 'array' : typeof each,
  }));
  return { assignments };
}
