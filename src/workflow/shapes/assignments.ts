import { isRecord, toText } from '../json/values.ts';
import { isSaid, take } from './take.ts';
import { copyValue, toJsonText } from './text.ts';

const kinds: Record<string, string> = {
  string: 'string',
  text: 'string',
  str: 'string',
  number: 'number',
  int: 'number',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
  bool: 'boolean',
  array: 'array',
  list: 'array',
  object: 'object',
  json: 'object',
};

/** n8n's field assignments out of a full value, a list, a plain object, or the shape of older versions. */
export function toAssignments(value: unknown, createId: () => string): unknown {
  const list = assignmentsOf(value);
  if (!list) return copyValue(value, '');
  const rest = isRecord(value) && Array.isArray(value['assignments']) ? value : {};
  return { ...rest, assignments: list.map((entry) => toAssignment(entry, createId)) };
}

function assignmentsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  const inner = value['assignments'] ?? value['values'];
  if (Array.isArray(inner)) return inner;
  if (isRecord(inner) && Object.keys(value).length === 1) return assignmentsOf(inner);
  const old = ['string', 'number', 'boolean'].filter((kind) => Array.isArray(value[kind]));
  if (old.length > 0 && old.length === Object.keys(value).length) {
    return old.flatMap((type) =>
      (value[type] as unknown[]).map((entry) => (isRecord(entry) ? { type, ...entry } : entry)),
    );
  }
  const keys = Object.keys(value);
  const one = typeof value['name'] === 'string' && 'value' in value;
  if (one && keys.every((key) => ['id', 'name', 'value', 'type'].includes(key))) return [value];
  return Object.entries(value)
    .filter(([name]) => name !== '__proto__')
    .map(([name, each]) => ({ name, value: each }));
}

function toAssignment(entry: unknown, createId: () => string): unknown {
  if (!isRecord(entry)) return entry;
  const { value: name = '', rest } = take(entry, ['name', 'key', 'field']);
  const given = 'value' in rest ? rest['value'] : '';
  const value = typeof given === 'object' && given !== null ? toJsonText(given) : copyValue(given, 'value');
  return { ...rest, id: rest['id'] ?? createId(), name, value, type: toKind(rest['type'], given) };
}

/** A word nobody knows stays, so that validation can speak of it. */
function toKind(stated: unknown, value: unknown): unknown {
  if (!isSaid(stated)) return kindOf(value);
  const word = toText(stated)?.toLowerCase() ?? '';
  return Object.hasOwn(kinds, word) ? kinds[word] : copyValue(stated, '');
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (isRecord(value)) return 'object';
  return typeof value === 'number' || typeof value === 'boolean' ? typeof value : 'string';
}
