import { isRecord, toText, toWord } from '../json/values.ts';
import { comparisons, rightTypeOf, sidesOf } from './comparisons.ts';

/** How n8n compares: `singleValue` when there is no right side, `rightType` when that is of another type. */
export interface Operator {
  type: string;
  operation: string;
  rightType?: string;
  singleValue?: true;
}

/** Ways people and models write n8n's comparisons, without spaces and in lower case. */
const operations: Record<string, string> = {
  '=': 'equals',
  '==': 'equals',
  '===': 'equals',
  equal: 'equals',
  equals: 'equals',
  equalto: 'equals',
  isequalto: 'equals',
  eq: 'equals',
  is: 'equals',
  '!=': 'notEquals',
  '!==': 'notEquals',
  '<>': 'notEquals',
  notequal: 'notEquals',
  notequals: 'notEquals',
  isnotequalto: 'notEquals',
  neq: 'notEquals',
  ne: 'notEquals',
  isnot: 'notEquals',
  '>': 'gt',
  gt: 'gt',
  larger: 'gt',
  greater: 'gt',
  greaterthan: 'gt',
  isgreaterthan: 'gt',
  morethan: 'gt',
  above: 'gt',
  '<': 'lt',
  lt: 'lt',
  smaller: 'lt',
  less: 'lt',
  lessthan: 'lt',
  islessthan: 'lt',
  below: 'lt',
  '>=': 'gte',
  gte: 'gte',
  largerequal: 'gte',
  greaterequal: 'gte',
  greaterthanorequal: 'gte',
  greaterthanorequals: 'gte',
  greaterthanorequalto: 'gte',
  isgreaterthanorequalto: 'gte',
  atleast: 'gte',
  '<=': 'lte',
  lte: 'lte',
  smallerequal: 'lte',
  lessequal: 'lte',
  lessthanorequal: 'lte',
  lessthanorequals: 'lte',
  lessthanorequalto: 'lte',
  islessthanorequalto: 'lte',
  atmost: 'lte',
  contains: 'contains',
  contain: 'contains',
  includes: 'contains',
  has: 'contains',
  notcontains: 'notContains',
  notcontain: 'notContains',
  doesnotcontain: 'notContains',
  notincludes: 'notContains',
  startswith: 'startsWith',
  beginswith: 'startsWith',
  notstartswith: 'notStartsWith',
  doesnotstartwith: 'notStartsWith',
  endswith: 'endsWith',
  notendswith: 'notEndsWith',
  doesnotendwith: 'notEndsWith',
  regex: 'regex',
  matches: 'regex',
  matchesregex: 'regex',
  notregex: 'notRegex',
  notmatches: 'notRegex',
  doesnotmatch: 'notRegex',
  isempty: 'empty',
  empty: 'empty',
  isnotempty: 'notEmpty',
  notempty: 'notEmpty',
  exists: 'exists',
  exist: 'exists',
  isset: 'exists',
  notexists: 'notExists',
  notexist: 'notExists',
  doesnotexist: 'notExists',
  isnotset: 'notExists',
  true: 'true',
  istrue: 'true',
  false: 'false',
  isfalse: 'false',
  after: 'after',
  isafter: 'after',
  before: 'before',
  isbefore: 'before',
  afterorequals: 'afterOrEquals',
  onorafter: 'afterOrEquals',
  beforeorequals: 'beforeOrEquals',
  onorbefore: 'beforeOrEquals',
  lengthequals: 'lengthEquals',
  lengthnotequals: 'lengthNotEquals',
  lengthgt: 'lengthGt',
  lengthlt: 'lengthLt',
  lengthgte: 'lengthGte',
  lengthlte: 'lengthLte',
};
const numeric = new Set(['gt', 'lt', 'gte', 'lte']);
const dates = new Set(['after', 'before', 'afterOrEquals', 'beforeOrEquals']);
const dateTwins: Record<string, string> = { gt: 'after', lt: 'before', gte: 'afterOrEquals', lte: 'beforeOrEquals' };

/** n8n's name of an operation, or undefined when the word is none. */
export function lookUp(word: string): string | undefined {
  const key = word.toLowerCase().replace(/[\s_-]+/g, '');
  return Object.hasOwn(operations, key) ? operations[key] : undefined;
}

/** What other languages call these types. */
const otherTypes: Record<string, string> = {
  text: 'string',
  integer: 'number',
  int: 'number',
  float: 'number',
  bool: 'boolean',
  date: 'dateTime',
  datetime: 'dateTime',
  list: 'array',
  json: 'object',
};

/** n8n's name of a type, the word itself when it is none. */
export const toType = (word: string): string => {
  const key = word.toLowerCase();
  return Object.hasOwn(comparisons, word) || !Object.hasOwn(otherTypes, key) ? word : (otherTypes[key] ?? word);
};

/** The operation's present name for that type; undefined when nothing of the kind exists. */
export function toOperation(type: string, name: string): string | undefined {
  const word = lookUp(name);
  const names = [name, ...(word === undefined ? [] : [word, type === 'dateTime' ? dateTwins[word] : undefined])];
  return names.find((one) => one !== undefined && rightTypeOf(type, one) !== undefined);
}

/**
 * An operator that names type and operation, in n8n's own words and with what n8n has to be told of its right side. One
 * that n8n does not have stays as it is.
 */
export function completed(given: Record<string, unknown>): Record<string, unknown> {
  const type = toType(toWord(given['type']));
  const operation = toOperation(type, toWord(given['operation']));
  if (operation === undefined) return given;
  const { rightType, singleValue, ...rest } = given;
  return { ...rest, type, operation, ...sidesOf(type, operation) };
}

/** The operator meant by a word or sign; its type comes from the statement, the operation, or the right side. */
export function guess(given: unknown, type: string | undefined, right: unknown): Operator {
  const word = isRecord(given) ? given['operation'] : given;
  const operation = lookUp(typeof word === 'string' ? word : 'equals') ?? toWord(word ?? 'equals');
  const stated = isRecord(given) ? toText(given['type']) : type;
  const guessed = stated === undefined ? typeOf(operation, right) : toType(stated);
  if (guessed === 'boolean' && ['equals', 'notEquals'].includes(operation) && typeof right === 'boolean') {
    const wanted = (operation === 'equals') === right;
    return { type: 'boolean', operation: wanted ? 'true' : 'false', singleValue: true };
  }
  const named = toOperation(guessed, operation) ?? operation;
  return { type: guessed, operation: named, ...sidesOf(guessed, named) };
}

/** A fixed value as one of that type, where nothing is lost by it; else as it is. */
export function toSide(value: unknown, type: string | null | undefined): unknown {
  if (type === 'string') return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (type === 'number') return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : value;
  return type === 'boolean' && /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : value;
}

function typeOf(operation: string, right: unknown): string {
  if (dates.has(operation)) return 'dateTime';
  if (operation.startsWith('length')) return 'array';
  if (numeric.has(operation))
    return typeof right === 'string' && /^\d{4}-\d\d-\d\d/.test(right) ? 'dateTime' : 'number';
  if (operation === 'true' || operation === 'false' || typeof right === 'boolean') return 'boolean';
  return typeof right === 'number' ? 'number' : 'string';
}
