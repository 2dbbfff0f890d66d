import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isRecord, toList, toText, toWord } from '../json/values.ts';
import { rightTypeOf } from './comparisons.ts';
import type { ShapeContext } from './context.ts';
import { completed, guess, lookUp, toSide } from './operators.ts';
import { take } from './take.ts';
import { copyValue, toExpression } from './text.ts';

const oldKinds = ['string', 'number', 'boolean', 'dateTime'];
const leftKeys = ['leftValue', 'left', 'value1', 'field', 'variable', 'path', 'lhs'];
const rightKeys = ['rightValue', 'right', 'value2', 'value', 'rhs', 'expected', 'compareTo'];
const operatorKeys = ['operator', 'op', 'operation', 'comparison', 'comparator', 'condition'];

/** True for what reads like one condition in any of its short forms. */
export const isCondition = (value: unknown): boolean =>
  isRecord(value) &&
  leftKeys.some((key) => key in value) &&
  (operatorKeys.some((key) => key in value) || rightKeys.some((key) => key in value));

/** n8n's filter value out of a full one, a list of conditions, one condition, text, or the shape of version 1. */
export function toFilter(property: NodeProperty, value: unknown, context: ShapeContext): unknown {
  const holder = unwrap(isRecord(value) ? value : { conditions: typeof value === 'string' ? [value] : value });
  const list = conditionsOf(holder);
  const options = holder['options'] ?? {};
  if (!list || !isRecord(options) || (typeof value === 'string' && readText(value) === undefined)) {
    return copyValue(value, '');
  }
  const read = list.map((condition) => toCondition(condition, context));
  const guessed = read.some((condition) => condition.guessed);
  context.guessed ||= guessed;
  const joined = take(holder, joinKeys);
  const defaults = {
    caseSensitive: true,
    leftValue: '',
    typeValidation: guessed ? 'loose' : 'strict',
    version: filterVersion(property, context.version),
  };
  const used = ['conditions', joined.key, ...('conditions' in holder ? [] : listsOf(holder))];
  const rest = Object.entries(isHolder(holder) ? holder : {}).filter(([key]) => !used.includes(key));
  return {
    ...Object.fromEntries(rest),
    options: { ...defaults, ...options },
    conditions: read.map((condition) => condition.value),
    combinator: toCombinator(joined.value ?? 'and'),
  };
}

const joinKeys = ['combinator', 'combineOperation', 'logic'];
const holderKeys = new Set([...oldKinds, ...joinKeys, 'conditions', 'options']);
const listsOf = (value: Record<string, unknown>): string[] => oldKinds.filter((kind) => Array.isArray(value[kind]));
const isHolder = (value: Record<string, unknown>): boolean => 'conditions' in value || listsOf(value).length > 0;

/** A word nobody knows stays, so that validation can speak of it. */
function toCombinator(stated: unknown): unknown {
  const word = toText(stated)?.toLowerCase() ?? '';
  if (['or', 'any'].includes(word)) return 'or';
  return ['and', 'all'].includes(word) ? 'and' : copyValue(stated, '');
}

/** Conditions that stand in conditions once more: `{ conditions: { conditions: […], combinator } }`. */
function unwrap(holder: Record<string, unknown>, depth = 0): Record<string, unknown> {
  const { conditions: inner, ...outer } = holder;
  if (!isRecord(inner) || depth > 5) return holder;
  const keys = Object.keys(inner);
  const same = keys.length > 0 && keys.every((key) => holderKeys.has(key) && (key === 'conditions' || !(key in outer)));
  return same ? unwrap({ ...outer, ...inner }, depth + 1) : holder;
}

/**
 * The version of the filter's format at a type version. n8n gives a number or a text such as
 * `={{ $nodeVersion >= 2.3 ? 3 : $nodeVersion >= 2.2 ? 2 : 1 }}`.
 */
function filterVersion(property: NodeProperty, version: number): number {
  const filter = property.typeOptions?.['filter'];
  const given = isRecord(filter) ? filter['version'] : undefined;
  if (typeof given === 'number') return given;
  if (typeof given !== 'string') return version >= 2.3 ? 3 : version >= 2.2 ? 2 : 1;
  for (const [, from, then] of given.matchAll(/\$nodeVersion\s*>=\s*([\d.]{1,8})\s*\?\s*(\d)/g)) {
    if (version >= Number(from)) return Number(then);
  }
  return Number(/:\s*(\d)\s*\}\}\s*$/.exec(given)?.[1] ?? 1);
}

function conditionsOf(holder: Record<string, unknown>): unknown[] | undefined {
  const inner = holder['conditions'];
  if (Array.isArray(inner)) return inner;
  if (isRecord(inner)) return [inner];
  const old = listsOf(holder).flatMap((type) =>
    toList(holder[type]).map((entry) => (isRecord(entry) ? { ...entry, type } : entry)),
  );
  if (old.length > 0) return old;
  return 'operator' in holder || 'operation' in holder || 'leftValue' in holder || isCondition(holder)
    ? [holder]
    : undefined;
}

function toCondition(given: unknown, context: ShapeContext): { value: unknown; guessed: boolean } {
  const condition = typeof given === 'string' ? readText(given) : given;
  if (!isRecord(condition)) return { value: given, guessed: false };
  const compared = take(condition, operatorKeys);
  const left = take(compared.rest, leftKeys);
  const right = take(left.rest, rightKeys);
  const [operator, to = ''] = [compared.value, right.value];
  const rightValue = typeof to === 'string' ? toExpression(to) : to;
  const id = condition['id'] ?? context.createId();
  if (isOperator(operator)) {
    const meant = completed(operator);
    const type = toWord(meant['type']);
    const leftValue = toSide(asPath(left.value ?? ''), type);
    const sided = toSide(rightValue, rightTypeOf(type, toWord(meant['operation'])));
    return { value: { ...condition, id, leftValue, rightValue: sided, operator: meant }, guessed: false };
  }
  if (!isShort(operator)) return { value: copyValue(condition, ''), guessed: false };
  // What a short form says besides its parts is kept, so that validation can speak of it.
  const stated = isRecord(operator) ? undefined : toText(right.rest['type']);
  const { type, ...others } = right.rest;
  const meant = guess(operator, stated, to);
  return {
    value: {
      ...others,
      ...(type === stated ? {} : { type: copyValue(type, '') }),
      id,
      leftValue: asField(left.value ?? ''),
      rightValue: toSide(rightValue, rightTypeOf(meant.type, meant.operation)),
      operator: meant,
    },
    guessed: true,
  };
}

/** n8n's own way to say how to compare. */
const isOperator = (value: unknown): value is Record<string, unknown> =>
  isRecord(value) && typeof value['type'] === 'string' && typeof value['operation'] === 'string';

/** A word, nothing at all, or n8n's own way with a part missing. */
const isShort = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).every(([key, one]) => ['type', 'operation', 'singleValue'].includes(key) && !isObject(one))
    : true;
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** A bare path such as `$json.amount` is meant as an expression. */
function asPath(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return /^\$[a-zA-Z(][^\n]{0,500}$/.test(value) && !value.includes('{{') ? `={{ ${value} }}` : toExpression(value);
}

/** In a short form a plain word names a field of the item: comparing two literal words means nothing. */
function asField(value: unknown): unknown {
  const field = typeof value === 'string' && /^[A-Za-z_]\w{0,99}(?:\.[A-Za-z_]\w{0,99}){0,10}$/.test(value);
  return field ? `={{ $json.${value} }}` : asPath(value);
}

const comparison = /^(.{1,300}?)\s*(===|==|!==|!=|<>|>=|<=|>|<|=)\s*(.{1,300})$/s;
const inWords =
  /^(.{1,300}?)\s+(is not empty|is empty|does not contain|not contains|contains|does not exist|exists|starts with|ends with|matches|is not|is)(?:\s+(.{1,300}))?$/is;

/** `$json.amount > 100`, `status is open`, or an expression that is true or false. */
function readText(text: string): Record<string, unknown> | undefined {
  const meant = text.length > 1000 ? text : toExpression(text);
  const body = meant.startsWith('={{') ? meant.slice(1) : meant;
  if (body.length > 1000 || body.trim() === '') return undefined;
  if (/^\{\{[^{}]*\}\}$/.test(body.trim())) return { left: body, operator: 'is true' };
  const found = comparison.exec(body) ?? inWords.exec(body);
  const [, left, sign, right] = found ?? [];
  if (left === undefined || sign === undefined || lookUp(sign) === undefined) return undefined;
  return { left: left.trim(), operator: sign, right: literal(right?.trim() ?? '') };
}

function literal(text: string): unknown {
  const quoted = /^(["'])(.*)\1$/s.exec(text)?.[2];
  if (quoted !== undefined) return quoted;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
