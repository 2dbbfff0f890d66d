import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isRecord } from '../json/values.ts';
import { plainName } from '../near.ts';
import { type Shape, type ShapeContext, toProperty } from './context.ts';
import { isCondition } from './filter.ts';
import { toChoice } from './scalars.ts';
import { copyValue } from './text.ts';

type Group = NonNullable<NodeProperty['options']>[number];

const nameLike =
  /^(?:name|key|field|header|parameter|property|column|fieldname|fieldid|propertyname|columnname|label|attribute|option)$/;
const valueLike = /^(?:value|fieldvalue|values|propertyvalue|content|columnvalue|text)$/;

/**
 * n8n's `{ group: … }` out of a list, one entry, a plain `{ name: value }`, or entries whose group is missing. What
 * fits no group stays as it is.
 */
export const toGroups: Shape = (property, value, context) => {
  const groups = property.options ?? [];
  const many = property.typeOptions?.['multipleValues'] === true;
  const holder = toHolder(groups, value, many);
  if (!holder) return copyValue(value, property.name);
  return Object.fromEntries(
    Object.entries(holder).map(([key, inner]) => {
      const group = groups.find((one) => one.name === key);
      if (!group) return [key, copyValue(inner, key)];
      return [key, many ? toEntries(group, inner, context) : toEntry(group, single(inner), context)];
    }),
  );
};

const single = (value: unknown): unknown =>
  Array.isArray(value) && value.length === 1 ? (value as unknown[])[0] : value;

function toHolder(groups: readonly Group[], value: unknown, many: boolean): Record<string, unknown> | undefined {
  if (isRecord(value)) {
    if (Object.keys(value).length === 0) return undefined;
    if (groups.some((group) => Object.hasOwn(value, group.name) && !fitsOne(groups, value))) return value;
    const group = groupOf(groups, [value]);
    const [only] = groups;
    const named = Object.values(value);
    if (groups.length === 1 && only && named.length === 1 && !isEntry(only, value) && isList(named[0], only)) {
      return { [only.name]: named[0] };
    }
    return group ? { [group.name]: many && isEntry(group, value) ? [value] : value } : undefined;
  }
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const group = groupOf(groups, value);
  return group ? { [group.name]: value } : undefined;
}

/** A single group may bear the name of one of its own fields: `{ values: { values: … } }`. */
function fitsOne(groups: readonly Group[], value: Record<string, unknown>): boolean {
  const [only] = groups;
  if (groups.length !== 1 || !only || !Object.hasOwn(value, only.name)) return false;
  const inner = value[only.name];
  return fieldNames(only).has(only.name) && !isRecord(inner) && !Array.isArray(inner);
}

const isList = (value: unknown, group: Group): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((entry) => isRecord(entry) && isEntry(group, entry));

/** The group whose fields the entries use; the only one when there is one. */
function groupOf(groups: readonly Group[], entries: readonly unknown[]): Group | undefined {
  if (groups.length === 1) return groups[0];
  const fitting = groups.filter((group) => entries.every((entry) => isRecord(entry) && isEntry(group, entry)));
  return fitting.length === 1 ? fitting[0] : undefined;
}

const fieldNames = (group: Group): Set<string> => new Set((group.values ?? []).map((field) => field.name));

/** True for one entry of the group; of a name-and-value group it has both sides, else it is a map of names. */
function isEntry(group: Group, entry: Record<string, unknown>): boolean {
  const names = fieldNames(group);
  const keys = Object.keys(entry);
  const pair = pairOf(group);
  if (!pair) return keys.some((key) => names.has(key)) || isCondition(entry);
  if (keys.every((key) => names.has(key))) return keys.length > 1 || (keys[0] !== pair.name && keys[0] !== pair.value);
  const named = keys.some((key) => key === pair.name || /^(?:key|name|field|header)$/.test(key));
  const valued = keys.some((key) => key === pair.value || key === 'value');
  return (
    named && valued && keys.every((key) => names.has(key) || /^(?:key|name|field|header|value|type|id)$/.test(key))
  );
}

/** The two fields of a group that holds names and values, such as headers. */
function pairOf(group: Group): { name: string; value: string } | undefined {
  const fields = (group.values ?? []).filter((field) => field.type !== 'notice');
  const name = fields.find((field) => nameLike.test(plainName(field.name)));
  const value = fields.find((field) => valueLike.test(plainName(field.name)));
  return name && value && fields.length <= 4 ? { name: name.name, value: value.name } : undefined;
}

function toEntries(group: Group, inner: unknown, context: ShapeContext): unknown {
  const pair = pairOf(group);
  const list = isRecord(inner)
    ? pair && !isEntry(group, inner)
      ? Object.entries(inner)
          .filter(([name]) => name !== '__proto__')
          .map(([name, value]) => ({ [pair.name]: name, [pair.value]: value }))
      : [inner]
    : inner;
  if (!Array.isArray(list)) {
    return typeof list === 'string' && !list.startsWith('=') && list !== '' ? [toEntry(group, list, context)] : list;
  }
  return list.map((entry: unknown) => toEntry(group, entry, context));
}

function toEntry(group: Group, entry: unknown, context: ShapeContext): unknown {
  const fields = (group.values ?? []).map(toProperty);
  if (!isRecord(entry)) {
    const scalar = typeof entry === 'string' || typeof entry === 'number';
    const field = scalar && entry !== '' ? (fieldForChoice(fields, entry) ?? fieldForText(fields)) : undefined;
    return field ? context.shapeFields(fields, { [field.name]: entry }, context) : copyValue(entry, '');
  }
  return context.shapeFields(fields, withConditions(fields, entry), context);
}

/** A choice written alone, such as `everyHour` among poll times. */
function fieldForChoice(fields: readonly NodeProperty[], entry: unknown): NodeProperty | undefined {
  return fields.find((field) => {
    const options = field.type === 'options' ? (field.options ?? []) : [];
    const choice = toChoice(options, entry);
    return options.some((option) => option.value === choice);
  });
}

/** Where a bare word goes: the field that names the entry. */
function fieldForText(fields: readonly NodeProperty[]): NodeProperty | undefined {
  const texts = fields.filter((field) => field.type === 'string');
  return texts.find((field) => /label|name|^option$|category/i.test(field.name)) ?? texts[0];
}

/** A condition written straight into an entry, as in `{ field, operator, value, outputKey }`. */
function withConditions(fields: readonly NodeProperty[], entry: Record<string, unknown>): Record<string, unknown> {
  const filters = fields.filter((field) => field.type === 'filter');
  const [filter] = filters;
  if (filters.length !== 1 || !filter || filter.name in entry || !isCondition(entry)) return entry;
  const names = new Set(fields.map((field) => field.name));
  const own = Object.entries(entry).filter(([key]) => names.has(key) || /^(?:output|outputName|name|label)$/.test(key));
  const condition = Object.entries(entry).filter(([key]) => !own.some(([name]) => name === key));
  return { ...Object.fromEntries(own), [filter.name]: [Object.fromEntries(condition)] };
}
