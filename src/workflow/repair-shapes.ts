import { isRecord, toText, toWord } from './values.ts';

type Id = () => string;
type Operator = { type: string; operation: string; singleValue?: true };

/** Ways people and models write n8n's condition operations. */
const operations: Record<string, string> = {
  '=': 'equals',
  '==': 'equals',
  '===': 'equals',
  equal: 'equals',
  equals: 'equals',
  eq: 'equals',
  is: 'equals',
  '!=': 'notEquals',
  '!==': 'notEquals',
  '<>': 'notEquals',
  notequal: 'notEquals',
  notequals: 'notEquals',
  neq: 'notEquals',
  isnot: 'notEquals',
  '>': 'gt',
  gt: 'gt',
  larger: 'gt',
  greaterthan: 'gt',
  above: 'gt',
  '<': 'lt',
  lt: 'lt',
  smaller: 'lt',
  lessthan: 'lt',
  below: 'lt',
  '>=': 'gte',
  gte: 'gte',
  largerequal: 'gte',
  greaterthanorequal: 'gte',
  atleast: 'gte',
  '<=': 'lte',
  lte: 'lte',
  smallerequal: 'lte',
  lessthanorequal: 'lte',
  atmost: 'lte',
  contains: 'contains',
  includes: 'contains',
  notcontains: 'notContains',
  doesnotcontain: 'notContains',
  startswith: 'startsWith',
  notstartswith: 'notStartsWith',
  endswith: 'endsWith',
  notendswith: 'notEndsWith',
  regex: 'regex',
  matches: 'regex',
  notregex: 'notRegex',
  isempty: 'empty',
  empty: 'empty',
  isnotempty: 'notEmpty',
  notempty: 'notEmpty',
  exists: 'exists',
  notexists: 'notExists',
  doesnotexist: 'notExists',
  true: 'true',
  istrue: 'true',
  false: 'false',
  isfalse: 'false',
  after: 'after',
  before: 'before',
};
const single = new Set(['empty', 'notEmpty', 'exists', 'notExists', 'true', 'false']);
const numeric = new Set(['gt', 'lt', 'gte', 'lte']);
const dates = new Set(['after', 'before', 'afterOrEquals', 'beforeOrEquals']);

/** n8n's filter value out of a full one, a list of conditions, one condition, or the shape of version 1. */
export function toFilter(value: unknown, version: number, createId: Id): unknown {
  if (!isRecord(value) && !Array.isArray(value)) return value;
  const holder = isRecord(value) ? value : { conditions: value };
  const list = conditionsOf(holder);
  if (!list) return value;
  const read = list.map((condition) => toCondition(condition, createId));
  const guessed = read.some((condition) => condition.guessed);
  const given = isRecord(holder['options']) ? holder['options'] : {};
  const filterVersion = version >= 2.3 ? 3 : version >= 2.2 ? 2 : 1;
  const combinator = toText(holder['combinator'] ?? holder['combineOperation'])?.toLowerCase();
  return {
    options: {
      caseSensitive: true,
      leftValue: '',
      typeValidation: guessed ? 'loose' : 'strict',
      version: filterVersion,
      ...given,
    },
    conditions: read.map((condition) => condition.value),
    combinator: combinator === 'or' || combinator === 'any' ? 'or' : 'and',
  };
}

function conditionsOf(holder: Record<string, unknown>): unknown[] | undefined {
  const inner = holder['conditions'];
  if (Array.isArray(inner)) return inner;
  if (isRecord(inner)) return conditionsOf(inner) ?? [inner];
  const kinds = ['string', 'number', 'boolean', 'dateTime'];
  const old = kinds.flatMap((type) => {
    const list = holder[type];
    return Array.isArray(list) ? list.map((entry: unknown) => (isRecord(entry) ? { ...entry, type } : entry)) : [];
  });
  if (old.length > 0) return old;
  return 'operator' in holder || 'operation' in holder || 'leftValue' in holder ? [holder] : undefined;
}

function toCondition(condition: unknown, createId: Id): { value: unknown; guessed: boolean } {
  if (!isRecord(condition)) return { value: condition, guessed: false };
  const { id, operator: given } = condition;
  const left = condition['leftValue'] ?? condition['left'] ?? condition['value1'] ?? condition['field'] ?? '';
  const right = condition['rightValue'] ?? condition['right'] ?? condition['value2'] ?? condition['value'] ?? '';
  const known = isRecord(given) && typeof given['type'] === 'string' && typeof given['operation'] === 'string';
  const operator = known ? completed(given) : guess(given ?? condition['operation'], toText(condition['type']), right);
  const rest = known ? condition : {};
  return {
    value: { ...rest, id: toText(id) ?? createId(), leftValue: asPath(left), rightValue: right, operator },
    guessed: !known,
  };
}

/** A bare path such as `$json.amount` is meant as an expression. */
function asPath(value: unknown): unknown {
  return typeof value === 'string' && /^\$[a-zA-Z(][^\n]{0,500}$/.test(value) ? `={{ ${value} }}` : value;
}

function completed(given: Record<string, unknown>): unknown {
  const operation = toWord(given['operation']);
  const known = lookUp(operation);
  const fixed = known && known !== operation && !operation.includes('Equals') ? { ...given, operation: known } : given;
  return single.has(toWord(fixed['operation'])) ? { ...fixed, singleValue: true } : fixed;
}

function lookUp(word: string): string | undefined {
  const key = word.toLowerCase().replace(/[\s_-]+/g, '');
  return Object.hasOwn(operations, key) ? operations[key] : undefined;
}

function guess(given: unknown, type: string | undefined, right: unknown): Operator {
  const word = isRecord(given) ? given['operation'] : given;
  const operation = lookUp(typeof word === 'string' ? word : 'equals') ?? toWord(word ?? 'equals');
  const stated = isRecord(given) ? toText(given['type']) : type;
  const guessed = stated ?? typeOf(operation, right);
  if (guessed === 'boolean' && operation === 'equals' && typeof right === 'boolean') {
    return { type: 'boolean', operation: right ? 'true' : 'false', singleValue: true };
  }
  return { type: guessed, operation, ...(single.has(operation) ? { singleValue: true as const } : {}) };
}

function typeOf(operation: string, right: unknown): string {
  if (numeric.has(operation)) return 'number';
  if (dates.has(operation)) return 'dateTime';
  if (operation === 'true' || operation === 'false' || typeof right === 'boolean') return 'boolean';
  return typeof right === 'number' ? 'number' : 'string';
}

/** n8n's field assignments out of a full value, a list, a plain object, or the shape of older versions. */
export function toAssignments(value: unknown, createId: Id): unknown {
  const list = assignmentsOf(value);
  return list ? { assignments: list.map((entry) => toAssignment(entry, createId)) } : value;
}

function assignmentsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  const inner = value['assignments'] ?? value['values'];
  if (Array.isArray(inner)) return inner;
  if (isRecord(inner)) return assignmentsOf(inner);
  return Object.entries(value).map(([name, one]) => ({ name, value: one }));
}

function toAssignment(entry: unknown, createId: Id): unknown {
  if (!isRecord(entry)) return entry;
  const named = entry['name'] ?? entry['key'] ?? entry['field'] ?? '';
  const { key: _key, field: _field, ...rest } = entry;
  const value = 'value' in entry ? entry['value'] : '';
  const type = toText(entry['type']) ?? kindOf(value);
  return { ...rest, id: toText(entry['id']) ?? createId(), name: named, value, type };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (isRecord(value)) return 'object';
  return typeof value === 'number' || typeof value === 'boolean' ? typeof value : 'string';
}
