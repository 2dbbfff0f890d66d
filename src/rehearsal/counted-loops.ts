import type { AnyNode, ForStatement } from 'acorn';
import { simple } from 'acorn-walk';
import { type Assigned, isFunction, nameOf, namesIn, numberOf } from './names-in-code.ts';

/** So many rounds are written down as a number, or entries asked for at once. */
const mostRounds = 1_000;

/** What is known of the program that a loop stands in. */
interface Counted {
  /** What constants were set to. */
  fixed: ReadonlyMap<string, AnyNode>;
  assigned: Assigned;
}

/** `for (let i = …; i < …; i++)` whose body leaves `i` and its limit alone. */
export function countsUp({ init, test, update, body }: ForStatement, { fixed, assigned }: Counted): boolean {
  if (init?.type !== 'VariableDeclaration' || test?.type !== 'BinaryExpression') return false;
  const [counter, ...more] = init.declarations;
  if (more.some((one) => isFunction(one.init))) return false;
  if (counter?.id.type !== 'Identifier' || !/^[<>]=?$/.test(test.operator)) return false;
  const { name } = counter.id;
  if (nameOf(test.left) !== name) return false;
  const up = test.operator.startsWith('<');
  const byOne =
    update?.type === 'UpdateExpression' && nameOf(update.argument) === name && (update.operator === '++') === up;
  const byMore =
    update?.type === 'AssignmentExpression' &&
    nameOf(update.left) === name &&
    update.operator === (up ? '+=' : '-=') &&
    (numberOf(update.right) ?? 0) >= 1;
  const limit = up ? test.right : counter.init;
  const stays = !assigned.all.has(name) && namesIn(limit).every((one) => !assigned.byOthers.has(one));
  return (byOne || byMore) && stays && isLimit(limit, fixed) && !changes(body, [name, ...namesIn(limit)]);
}

/** A number that is not large, or how many there are of something. */
export function isLimit(node: AnyNode | null | undefined, fixed: Counted['fixed'], deep = 0): boolean {
  if (!node || deep > 5) return false;
  const number = numberOf(node);
  if (number !== undefined) return Math.abs(number) <= mostRounds;
  if (node.type === 'Identifier') return isLimit(fixed.get(node.name), fixed, deep + 1);
  if (node.type === 'MemberExpression') return !node.computed && nameOf(node.property) === 'length';
  if (node.type === 'BinaryExpression' && (node.operator === '-' || node.operator === '/'))
    return isLimit(node.left, fixed, deep + 1) && (numberOf(node.right) ?? 0) >= 1;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const least = nameOf(node.callee.object) === 'Math' && nameOf(node.callee.property) === 'min';
  return least && node.arguments.some((one) => isLimit(one, fixed, deep + 1));
}

function changes(body: AnyNode, names: readonly string[]): boolean {
  let found = false;
  simple(body, {
    AssignmentExpression: ({ left }) => {
      found ||= names.includes(nameOf(left) ?? '') || left.type === 'ObjectPattern' || left.type === 'ArrayPattern';
      found ||= left.type === 'MemberExpression' && nameOf(left.property) === 'length';
    },
    UpdateExpression: ({ argument }) => {
      found ||= names.includes(nameOf(argument) ?? '');
    },
  });
  return found;
}
