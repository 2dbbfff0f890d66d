import { isExpression } from '#src/catalog/display-options.ts';
import type { Issue } from '#src/model/issue.ts';
import { error } from '#src/workflow/issues.ts';
import { isRecord, toRecord, toText } from '#src/workflow/json/values.ts';
import { type Reading, rightTypeOf, sidesOf, takes } from '#src/workflow/shapes/comparisons.ts';
import { toOperation, toSide, toType } from '#src/workflow/shapes/operators.ts';
import { nodeFix, pathText, type ViewNode } from '../view.ts';

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
  // What is left out n8n fills in: strict, in the first version of the format, all of them.
  const { typeValidation = 'strict', version = 1 } = toRecord(options);
  const reading = { strict: typeValidation === 'strict', version: Number(toText(version)) };
  return [
    ...checkCombinator(node, combinator, [...path, 'combinator']),
    ...conditions.slice(0, 100).flatMap((condition: unknown, index) => {
      return checkCondition(node, condition, [...path, 'conditions', index], reading);
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

function checkCondition(node: ViewNode, condition: unknown, path: (string | number)[], reading: Reading): Issue[] {
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
  const kind = toType(type);
  const known = toOperation(kind, operation);
  if (known === operation && kind === type) return checkOperands({ node, given, type, operation, path, reading });
  const params = { node: node.name, type: type.slice(0, 40), operation: operation.slice(0, 40) };
  const issue = error('unknown-operator', params, at);
  if (known === undefined) return [issue];
  const mended = { type: kind, operation: known, ...sidesOf(kind, known) };
  const fix = nodeFix(node, `Compares ${kind} by "${known}".`, { path: [...path, 'operator'], value: mended });
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
    if (known) return { type, operation: known, ...sidesOf(type, known) };
  }
  return undefined;
}

interface Comparing {
  node: ViewNode;
  given: Record<string, unknown>;
  type: string;
  operation: string;
  path: (string | number)[];
  reading: Reading;
}

/** n8n stops at a value that is not of the type it reads that side as, on either side. */
function checkOperands(comparing: Comparing): Issue[] {
  const { node, given, type, operation, path } = comparing;
  const operator = toRecord(given['operator']);
  const wanted = rightTypeOf(type, operation);
  const left = checkSide(comparing, 'leftValue', type);
  if (operator['singleValue'] === true) return left;
  const read = toText(operator['rightType']) ?? type;
  const right = given['rightValue'];
  const typed = wanted !== null && wanted !== undefined && wanted !== read && right !== undefined && right !== null;
  if (typed && operator['rightType'] === undefined) {
    const edit = { path: [...path, 'operator', 'rightType'], value: wanted };
    const at = { node: node.name, path: pathText([...path, 'operator']) };
    const fix = nodeFix(node, `Says that it compares with ${wanted === 'any' ? 'one value' : 'a number'}.`, edit);
    return [...left, error('condition-right-type', { node: node.name }, { ...at, fix })];
  }
  const found = checkSide(comparing, 'rightValue', read);
  if (wanted !== null) return [...left, ...found];
  const edit = { path: [...path, 'operator', 'singleValue'], value: true };
  const fix = nodeFix(node, 'Says that this comparison has one value only.', edit);
  return [...left, ...found.map((issue) => ({ ...issue, fix }))];
}

function checkSide(
  { node, given, operation, path, reading }: Comparing,
  side: 'leftValue' | 'rightValue',
  type: string,
): Issue[] {
  const value = given[side];
  const at = { node: node.name, path: pathText([...path, side]) };
  const told = { node: node.name, value: (JSON.stringify(value) ?? '').slice(0, 60) };
  if (isExpression(value)) {
    // What stands around an expression makes a text of it.
    const text = kinds.has(type) && reading.strict && isText(String(value));
    return text ? [error('condition-type', { ...told, type }, at)] : [];
  }
  if (side === 'rightValue' && typeof value === 'string' && isBadPattern(type, operation, value))
    return [error('condition-type', { ...told, no: 'pattern' }, at)];
  if (takes(value, type, reading)) return [];
  if (type === 'dateTime') return [error('condition-type', { ...told, no: 'date' }, at)];
  const issue = error('condition-type', { ...told, type }, at);
  const mended = toSide(value, type);
  if (!takes(mended, type, reading)) return [issue];
  return [{ ...issue, fix: nodeFix(node, `Makes it a ${type}.`, { path: [...path, side], value: mended }) }];
}

const kinds = new Set(['number', 'boolean', 'array', 'object']);
const isText = (expression: string): boolean => !/^=\{\{[\s\S]*\}\}$/.test(expression);

/** A pattern that cannot be read. */
function isBadPattern(type: string, operation: string, text: string): boolean {
  if (type !== 'string' || !/^(?:notR|r)egex$/.test(operation) || text.length > 2000) return false;
  const [, inner, flags] = /^\/(.*?)\/([gimusy]*)$/.exec(text) ?? [];
  try {
    new RegExp(inner ?? text, flags);
    return false;
  } catch {
    return true;
  }
}
