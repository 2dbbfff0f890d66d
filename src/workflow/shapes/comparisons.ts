import { isRecord } from '../json/values.ts';

const alone = { exists: null, notExists: null };
const filled = { ...alone, empty: null, notEmpty: null };
const against = <Operation extends string>(right: string, ...operations: Operation[]) =>
  Object.fromEntries(operations.map((operation) => [operation, right])) as Record<Operation, string>;

/**
 * What n8n 2.40.7 evaluates: by the type of the left side, each operation with the type of its right side; null where it
 * has none. Whatever is not here is never true there. A right side of another type than the left one has to be said
 * (`rightType`): else n8n reads it as the left one's type and stops at every item.
 */
export const comparisons: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  string: {
    ...filled,
    ...against('string', 'equals', 'notEquals', 'contains', 'notContains', 'startsWith', 'notStartsWith'),
    ...against('string', 'endsWith', 'notEndsWith', 'regex', 'notRegex'),
  },
  number: { ...filled, ...against('number', 'equals', 'notEquals', 'gt', 'lt', 'gte', 'lte') },
  dateTime: {
    ...filled,
    ...against('dateTime', 'equals', 'notEquals', 'after', 'before', 'afterOrEquals', 'beforeOrEquals'),
  },
  boolean: { ...filled, true: null, false: null, ...against('boolean', 'equals', 'notEquals') },
  array: {
    ...filled,
    ...against('any', 'contains', 'notContains'),
    ...against('number', 'lengthEquals', 'lengthNotEquals', 'lengthGt', 'lengthLt', 'lengthGte', 'lengthLte'),
  },
  object: filled,
  any: alone,
};

/** The type of the right side, null where there is none, undefined where n8n compares nothing that way. */
export function rightTypeOf(type: string, operation: string): string | null | undefined {
  const known = Object.hasOwn(comparisons, type) ? comparisons[type] : undefined;
  return known && Object.hasOwn(known, operation) ? known[operation] : undefined;
}

/** What an operator of n8n says besides type and operation. */
export function sidesOf(type: string, operation: string): { rightType?: string; singleValue?: true } {
  const right = rightTypeOf(type, operation);
  if (right === null) return { singleValue: true };
  return right === undefined || right === type ? {} : { rightType: right };
}

/** How one filter reads its values: as they are, or converted; and the version of its format. */
export interface Reading {
  strict: boolean;
  version: number;
}

/** Whether n8n takes a fixed value for one side of a comparison of this type; where it does not, it stops. */
export function takes(value: unknown, type: string, { strict, version }: Reading): boolean {
  if (value === undefined || value === null) return true;
  switch (type) {
    case 'string':
      return !strict || typeof value === 'string';
    case 'boolean':
      return !strict || typeof value === 'boolean';
    case 'number':
      if (isBlank(value) && version >= 3) return true;
      return strict ? typeof value === 'number' : isNumeric(value);
    case 'dateTime':
      return isDate(typeof value === 'object' ? JSON.stringify(value) : String(value).trim());
    case 'array':
      return Array.isArray(value) || (!strict && typeof value === 'string' && isList(value));
    case 'object':
      return isRecord(value) || (!strict && typeof value === 'string' && isObject(value));
    default:
      return true;
  }
}

const isBlank = (value: unknown): boolean =>
  (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/** JavaScript cannot make a number of an object whose own `toString` is no function. */
function isNumeric(value: unknown): boolean {
  try {
    return !Number.isNaN(Number(value));
  } catch {
    return false;
  }
}

/** ISO 8601 in any of its forms is looked at no closer than this. */
const iso = /^(?:[+-]?\d{4}|T?\d\d(?::\d\d(?::\d\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$)/;
const isDate = (text: string): boolean => iso.test(text) || !Number.isNaN(Date.parse(text));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isList = (text: string): boolean => [text, text.replaceAll("'", '"')].some((one) => Array.isArray(parsed(one)));

/** n8n reads objects as JavaScript writes them, too. */
const isObject = (text: string): boolean => /^\s*\{[\s\S]*\}\s*$/.test(text) || parsed(text) === null;
