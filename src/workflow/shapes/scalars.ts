import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isRecord } from '../json/values.ts';
import { plainName } from '../near.ts';
import { toExpression, toJsonText } from './text.ts';

type Options = NonNullable<NodeProperty['options']>;

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** What people call an operation, and what nodes call it; the first that the node has is meant. */
const verbs: Record<string, string[]> = {
  list: ['getall', 'getmany', 'list'],
  getmany: ['getall'],
  read: ['get', 'read', 'getall'],
  add: ['create', 'append', 'add', 'insert'],
  insert: ['create', 'append', 'insert'],
  new: ['create'],
  remove: ['delete', 'deletetable', 'remove'],
  edit: ['update', 'edit'],
  modify: ['update'],
  find: ['search', 'getall'],
  send: ['post', 'create', 'sendmessage'],
  post: ['send', 'create', 'sendmessage'],
};

/** The choice that is meant by a value, by its name or another spelling; unknown ones stay. */
export function toChoice(options: Options, value: unknown, name = ''): unknown {
  const [only] = Array.isArray(value) && value.length === 1 ? (value as unknown[]) : [value];
  const given = isScalar(only) ? only : value;
  if (!isScalar(given) || options.some((option) => option.value === given)) return given;
  const text = String(given);
  if (text.startsWith('=') || text.includes('{{')) return toExpression(text);
  const word = plainName(text);
  const tests: ((option: Options[number]) => boolean)[] = [
    (option) => String(option.value) === text,
    (option) => word !== '' && plainName(String(option.value)) === word,
    (option) => word !== '' && plainName(option.displayName ?? option.name) === word,
    (option) => word !== '' && plainName(option.name) === word,
  ];
  if (name === 'operation' && Object.hasOwn(verbs, word)) {
    for (const verb of verbs[word] ?? []) tests.push((option) => plainName(String(option.value)) === verb);
  }
  for (const test of tests) {
    const found = [...new Set(options.filter(test).map((option) => option.value))];
    if (found.length === 1) return found[0];
  }
  return given;
}

/** A list of choices out of one, several in one text, or a list. */
export function toChoices(options: Options, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => toChoice(options, one));
  if (!isScalar(value) || value === '') return value;
  if (typeof value === 'string' && (value.startsWith('=') || value.includes('{{'))) return toExpression(value);
  const known = new Set(options.map((option) => option.value));
  const parts = typeof value === 'string' ? value.split(/\s*[,;]\s*/).filter((part) => part !== '') : [];
  const chosen = parts.map((part) => toChoice(options, part));
  if (parts.length > 1 && (known.size === 0 || chosen.every((one) => known.has(one)))) return chosen;
  return [toChoice(options, value)];
}

const truths: Record<string, boolean> = { true: true, yes: true, on: true, false: false, no: false, off: false };

export function toBoolean(value: unknown): unknown {
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== 'string') return value;
  const word = value.trim().toLowerCase();
  return Object.hasOwn(truths, word) ? truths[word] : toExpression(value);
}

export function toNumberValue(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return /^\s*-?\d{1,15}(?:\.\d{1,15})?\s*$/.test(value) ? Number(value) : toExpression(value);
}

/** Text out of a number, a list of words (joined by commas) or a structure (as JSON). */
export function toTextValue(value: unknown): unknown {
  if (typeof value === 'string') return toExpression(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.length > 0)
    return value.every(isScalar) ? toExpression(joined(value)) : toJsonText(value);
  return isRecord(value) && value['__rl'] !== true ? toJsonText(value) : value;
}

const joined = (values: readonly (string | number | boolean)[]): string =>
  values.map((value) => (typeof value === 'string' && value.startsWith('={{') ? value.slice(1) : value)).join(',');
