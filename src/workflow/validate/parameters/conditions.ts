import { isExpression } from '#src/catalog/display-options.ts';
import type { Issue } from '#src/workflow/draft.ts';
import { error } from '#src/workflow/issues.ts';
import { isRecord, toRecord, toText, toWord } from '#src/workflow/json/values.ts';
import { nodeFix, pathText, type ViewNode } from '../view.ts';

const unary = ['exists', 'notExists', 'empty', 'notEmpty'];
const textual = [
  'contains',
  'notContains',
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'regex',
  'notRegex',
];
const lengths = ['lengthEquals', 'lengthNotEquals', 'lengthGt', 'lengthLt', 'lengthGte', 'lengthLte'];

/** What n8n 2.40.7 evaluates, by the type of the comparison; anything else is never true. */
const operations: Record<string, readonly string[]> = {
  string: [...unary, 'equals', 'notEquals', ...textual],
  number: [...unary, 'equals', 'notEquals', 'gt', 'lt', 'gte', 'lte'],
  dateTime: [...unary, 'equals', 'notEquals', 'after', 'before', 'afterOrEquals', 'beforeOrEquals'],
  boolean: [...unary, 'true', 'false', 'equals', 'notEquals'],
  array: [...unary, 'contains', 'notContains', ...lengths],
  object: unary,
  any: unary,
};

/** What older versions and other languages call these operations. */
const otherNames: Record<string, string> = {
  equal: 'equals',
  eq: 'equals',
  is: 'equals',
  '=': 'equals',
  '==': 'equals',
  '===': 'equals',
  notEqual: 'notEquals',
  ne: 'notEquals',
  neq: 'notEquals',
  isNot: 'notEquals',
  '!=': 'notEquals',
  '!==': 'notEquals',
  larger: 'gt',
  greater: 'gt',
  greaterThan: 'gt',
  '>': 'gt',
  smaller: 'lt',
  less: 'lt',
  lessThan: 'lt',
  '<': 'lt',
  largerEqual: 'gte',
  greaterEqual: 'gte',
  greaterThanOrEqual: 'gte',
  greaterThanOrEquals: 'gte',
  '>=': 'gte',
  smallerEqual: 'lte',
  lessEqual: 'lte',
  lessThanOrEqual: 'lte',
  lessThanOrEquals: 'lte',
  '<=': 'lte',
  isEmpty: 'empty',
  isNotEmpty: 'notEmpty',
  isTrue: 'true',
  isFalse: 'false',
};

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
};

/** The operation's present name for that type; undefined when nothing of the kind exists. */
export function toOperation(type: string, name: string): string | undefined {
  const known = Object.hasOwn(operations, type) ? operations[type] : undefined;
  if (known?.includes(name)) return name;
  const other = Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
  return other !== undefined && known?.includes(other) ? other : undefined;
}

/** One value of a `filter` parameter: it compares something, in ways n8n knows, with values of the right type. */
export function checkConditions(node: ViewNode, filter: unknown, path: (string | number)[]): Issue[] {
  if (isExpression(filter)) return [];
  const at = { node: node.name, path: pathText(path) };
  const { conditions, combinator, options } = toRecord(filter);
  if (Array.isArray(filter) && filter.length > 0 && filter.every((one) => isRecord(one) && 'operator' in one)) {
    const params = { node: node.name, parameter: '', what: 'conditions' } as const;
    const edit = { path, value: { combinator: 'and', conditions: filter } };
    const fix = nodeFix(node, 'Brings the conditions into the shape n8n reads.', edit);
    return [error('malformed-parameter', params, { ...at, fix })];
  }
  if (!Array.isArray(conditions) || conditions.length === 0) {
    return [error('conditions-missing', { node: node.name }, at)];
  }
  const strict = (toRecord(options)['typeValidation'] ?? 'strict') === 'strict';
  return [
    ...checkCombinator(node, combinator, [...path, 'combinator']),
    ...conditions.slice(0, 100).flatMap((condition: unknown, index) => {
      return checkCondition(node, condition, [...path, 'conditions', index], strict);
    }),
  ];
}

function checkCombinator(node: ViewNode, combinator: unknown, path: (string | number)[]): Issue[] {
  if (combinator === undefined || combinator === 'and' || combinator === 'or' || isExpression(combinator)) return [];
  const params = { node: node.name, combinator: (JSON.stringify(combinator) ?? '').slice(0, 40) };
  const issue = error('unknown-combinator', params, { node: node.name, path: pathText(path) });
  const word = String(toText(combinator)).toLowerCase();
  const meant = ['any', 'or', '||'].includes(word) ? 'or' : ['all', 'and', '&&'].includes(word) ? 'and' : undefined;
  return [meant ? { ...issue, fix: nodeFix(node, `Combines them by "${meant}".`, { path, value: meant }) } : issue];
}

function checkCondition(node: ViewNode, condition: unknown, path: (string | number)[], strict: boolean): Issue[] {
  const at = { node: node.name, path: pathText(path) };
  const given = toRecord(condition);
  const operator = toRecord(given['operator']);
  const { type, operation } = operator;
  if (typeof type !== 'string' || typeof operation !== 'string') {
    const issue = error('condition-malformed', { node: node.name }, at);
    const mended = guessOperator(given);
    if (!mended) return [issue];
    const edit = { path: [...path, 'operator'], value: mended };
    return [{ ...issue, fix: nodeFix(node, `Compares ${mended.type} by "${mended.operation}".`, edit) }];
  }
  if (operation.startsWith('=') || type.startsWith('=')) return [];
  const kind = Object.hasOwn(otherTypes, type) ? (otherTypes[type] ?? type) : type;
  const known = toOperation(kind, operation);
  if (known === operation && kind === type) return checkOperands(node, given, { type, operation }, path, strict);
  const params = { node: node.name, type: type.slice(0, 40), operation: operation.slice(0, 40) };
  const issue = error('unknown-operator', params, at);
  if (known === undefined) return [issue];
  const fix = nodeFix(
    node,
    `Compares ${kind} by "${known}".`,
    { path: [...path, 'operator', 'type'], value: kind },
    { path: [...path, 'operator', 'operation'], value: known },
  );
  return [{ ...issue, fix }];
}

/** From `operator: "equals"`, or an operator without a type: the type is that of the value compared with. */
function guessOperator(given: Record<string, unknown>): { type: string; operation: string } | undefined {
  const { operator, operation, rightValue } = given;
  const name = toText(operator) ?? toText(toRecord(operator)['operation']) ?? toText(operation);
  const stated = toText(toRecord(operator)['type']);
  if (name === undefined) return undefined;
  const literal = typeof rightValue;
  const types = stated
    ? [stated]
    : [literal === 'number' || literal === 'boolean' ? literal : 'string', 'number', 'boolean'];
  for (const type of types) {
    const known = toOperation(type, name);
    if (known) return { type, operation: known, ...(isUnary(known) ? { singleValue: true } : {}) };
  }
  return undefined;
}

const isUnary = (operation: string): boolean =>
  unary.includes(operation) || operation === 'true' || operation === 'false';

/** n8n refuses a fixed value that is not of the comparison's type, when it is not told to convert. */
function checkOperands(
  node: ViewNode,
  given: Record<string, unknown>,
  { type, operation }: { type: string; operation: string },
  path: (string | number)[],
  strict: boolean,
): Issue[] {
  const { rightValue: right, operator } = given;
  if (right === undefined || right === null || isExpression(right)) return [];
  const at = { node: node.name, path: pathText([...path, 'rightValue']) };
  const value = (JSON.stringify(right) ?? '').slice(0, 60);
  const no = typeof right === 'string' ? unusable(type, operation, right, strict) : undefined;
  if (no !== undefined) return [error('condition-type', { node: node.name, value, no }, at)];
  if (toRecord(operator)['singleValue'] === true || !['string', 'number', 'boolean'].includes(type)) return [];
  const fits = typeof right === type || (!strict && (type !== 'number' || Number.isFinite(Number(toWord(right)))));
  if (fits || isRecord(right) || Array.isArray(right)) return [];
  const issue = error('condition-type', { node: node.name, value, type }, at);
  if (isUnary(operation)) {
    const edit = { path: [...path, 'operator', 'singleValue'], value: true };
    return [{ ...issue, fix: nodeFix(node, 'Says that this comparison has one value only.', edit) }];
  }
  const mended = toType(right, type);
  if (mended === undefined) return [issue];
  const edit = { path: [...path, 'rightValue'], value: mended };
  return [{ ...issue, fix: nodeFix(node, `Makes it a ${type}.`, edit) }];
}

/** Why a text cannot be compared with: a pattern that cannot be read, a date without any figure. */
function unusable(type: string, operation: string, text: string, strict: boolean): 'date' | 'pattern' | undefined {
  if (type === 'dateTime') {
    return strict && !isUnary(operation) && text.trim() !== '' && !/\d/.test(text) ? 'date' : undefined;
  }
  if (type !== 'string' || !/^(?:notR|r)egex$/.test(operation) || text.length > 2000) return undefined;
  const [, inner, flags] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? [];
  try {
    new RegExp(inner ?? text, flags);
    return undefined;
  } catch {
    return 'pattern';
  }
}

function toType(value: unknown, type: string): unknown {
  const text = String(value).trim();
  if (type === 'string') return text;
  if (type === 'number') return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
