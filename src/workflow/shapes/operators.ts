import { isRecord, toText, toWord } from '../json/values.ts';

/** How n8n compares: a type and an operation; `singleValue` when there is no right side. */
export interface Operator {
  type: string;
  operation: string;
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
  greaterthanorequal: 'gte',
  greaterthanorequalto: 'gte',
  isgreaterthanorequalto: 'gte',
  atleast: 'gte',
  '<=': 'lte',
  lte: 'lte',
  smallerequal: 'lte',
  lessthanorequal: 'lte',
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
const single = new Set(['empty', 'notEmpty', 'exists', 'notExists', 'true', 'false']);
const numeric = new Set(['gt', 'lt', 'gte', 'lte']);
const dates = new Set(['after', 'before', 'afterOrEquals', 'beforeOrEquals']);
const dateTwins: Record<string, string> = { gt: 'after', lt: 'before', gte: 'afterOrEquals', lte: 'beforeOrEquals' };

/** n8n's name of an operation, or undefined when the word is none. */
export function lookUp(word: string): string | undefined {
  const key = word.toLowerCase().replace(/[\s_-]+/g, '');
  return Object.hasOwn(operations, key) ? operations[key] : undefined;
}

/** An operator that names type and operation: only another spelling of the operation is mended. */
export function completed(given: Record<string, unknown>): Record<string, unknown> {
  const operation = toWord(given['operation']);
  const known = lookUp(operation);
  const mended = known && known !== operation && !operation.includes('Equals') ? { ...given, operation: known } : given;
  return single.has(toWord(mended['operation'])) ? { ...mended, singleValue: true } : mended;
}

/** The operator meant by a word or sign; its type comes from the statement, the operation, or the right side. */
export function guess(given: unknown, type: string | undefined, right: unknown): Operator {
  const word = isRecord(given) ? given['operation'] : given;
  const operation = lookUp(typeof word === 'string' ? word : 'equals') ?? toWord(word ?? 'equals');
  const stated = isRecord(given) ? toText(given['type']) : type;
  const guessed = stated ?? typeOf(operation, right);
  if (guessed === 'boolean' && ['equals', 'notEquals'].includes(operation) && typeof right === 'boolean') {
    const wanted = (operation === 'equals') === right;
    return { type: 'boolean', operation: wanted ? 'true' : 'false', singleValue: true };
  }
  const named = guessed === 'dateTime' ? (dateTwins[operation] ?? operation) : operation;
  return { type: guessed, operation: named, ...(single.has(named) ? { singleValue: true as const } : {}) };
}

function typeOf(operation: string, right: unknown): string {
  if (dates.has(operation)) return 'dateTime';
  if (operation.startsWith('length')) return 'array';
  if (numeric.has(operation))
    return typeof right === 'string' && /^\d{4}-\d\d-\d\d/.test(right) ? 'dateTime' : 'number';
  if (operation === 'true' || operation === 'false' || typeof right === 'boolean') return 'boolean';
  return typeof right === 'number' ? 'number' : 'string';
}
