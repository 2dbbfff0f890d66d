import type { AnyNode, CallExpression, ForStatement, Function as FunctionNode, NewExpression, Program } from 'acorn';
import { ancestor, full, simple } from 'acorn-walk';
import { allNamesIn, comesBack, nameOf, namesIn, numberOf } from './names-in-code.ts';

/** So many rounds are written down as a number, or entries asked for at once. */
const mostRounds = 1_000;
const mostCharacters = 1_000_000;
/** Loops in loops, and callbacks of `map` and its like in them. */
const mostWithin = 3;

/**
 * True for a program that comes to its end soon, whatever data it is given: its loops go over what is there or count up
 * to a limit, no function comes back to itself, and no pattern has a repetition within a repetition. Goes by what is
 * known to end: anything else is false. Pure; nothing is run.
 */
export function endsByItself(program: Program): boolean {
  const seen: Seen = { grown: new Set(), looped: new Set(), alike: [], given: new Set(), fixed: new Map() };
  try {
    simple(program, {
      VariableDeclaration: ({ kind, declarations }) => {
        for (const { id, init } of declarations)
          if (kind === 'const' && id.type === 'Identifier' && init) seen.fixed.set(id.name, init);
      },
    });
    let fine = true;
    full(program, (each) => {
      fine &&= isBounded(each as AnyNode, seen);
      note(each as AnyNode, seen);
    });
    return fine && !growsUnderWay(seen) && !comesBack(program) && within(program) <= mostWithin;
  } catch {
    return false;
  }
}

interface Seen {
  /** What gets more entries. */
  grown: Set<string>;
  /** What is gone over. */
  looped: Set<string>;
  /** Names of one and the same thing. */
  alike: [string[], string][];
  given: Set<string>;
  fixed: Map<string, AnyNode>;
}

/** Going over something that grows meanwhile, also where both came in under other names. */
function growsUnderWay({ grown, looped, alike, given }: Seen): boolean {
  for (let more = true; more; ) {
    more = false;
    for (const names of [grown, looped])
      for (const [some, one] of alike) {
        const all = [...some, one];
        const fresh = all.filter((name) => !names.has(name));
        if (fresh.length === 0 || fresh.length === all.length) continue;
        for (const name of fresh) names.add(name);
        more = true;
      }
  }
  const both = (names: ReadonlySet<string>) => [...names].some((name) => given.has(name));
  return [...grown].some((name) => looped.has(name)) || (both(grown) && both(looped));
}

function isBounded(node: AnyNode, seen: Seen): boolean {
  switch (node.type) {
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'YieldExpression':
    case 'LabeledStatement':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return false;
    case 'ForStatement':
      return countsUp(node, seen);
    // What a value does when it is read or called is looked for nowhere else.
    case 'Property':
      return node.kind === 'init' && !isFunction(node.value);
    case 'AssignmentExpression':
      return !(node.left.type === 'MemberExpression' && isFunction(node.right));
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return !node.generator && !callsGiven(node);
    case 'NewExpression':
    case 'CallExpression':
      return isPlainCall(node.callee) && nameOf(node.callee) !== 'RegExp' && !asksForMuch(node, seen);
    case 'Literal':
      if (node.bigint) return false;
      return !repeatsWithin(node.regex?.pattern ?? (typeof node.value === 'string' ? node.value : ''));
    default:
      return true;
  }
}

function note(node: AnyNode, { grown, looped, alike, given }: Seen): void {
  const add = (names: readonly string[], to: Set<string>) => {
    for (const name of names) to.add(name);
  };
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') add(sourceOf(node.right), looped);
  if (node.type === 'ForStatement' && node.test?.type === 'BinaryExpression') add(allNamesIn(node.test.right), looped);
  if (node.type === 'VariableDeclarator' && node.init?.type === 'Identifier')
    alike.push([namesIn(node.id), node.init.name]);
  if (node.type === 'AssignmentExpression') {
    if (node.right.type === 'Identifier') alike.push([holderOf(node.left), node.right.name]);
    if (node.left.type === 'MemberExpression' && node.left.object.type === 'Identifier')
      grown.add(node.left.object.name);
  }
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const { object, property } = node.callee;
    if (grows.has(nameOf(property) ?? '')) add(holderOf(object), grown);
  }
  if (isFunction(node) || node.type === 'FunctionDeclaration')
    for (const parameter of (node as FunctionNode).params)
      if (parameter.type === 'Identifier') given.add(parameter.name);
}

const grows = new Set(['push', 'unshift', 'splice', 'add', 'set', 'fill', 'copyWithin']);

/** What a loop goes over as it is at each round; what a call puts together first does not grow. */
function sourceOf(node: AnyNode): string[] {
  if (node.type !== 'CallExpression') return allNamesIn(node);
  const { callee } = node;
  const live = callee.type === 'MemberExpression' && /^(?:entries|keys|values)$/.test(nameOf(callee.property) ?? '');
  return live && nameOf(callee.object) !== 'Object' ? allNamesIn(callee.object) : [];
}

/** `data.rows` of `data.rows.push(…)`; of `rows[0].cells` only what comes after an entry: it grows, not `rows`. */
function holderOf(node: AnyNode): string[] {
  if (node.type === 'Identifier') return [node.name];
  if (node.type !== 'MemberExpression' || node.computed) return [];
  return [...holderOf(node.object), ...namesIn(node.property)];
}

/** `for (let i = …; i < …; i++)` whose body leaves `i` and its limit alone. */
function countsUp({ init, test, update, body }: ForStatement, { fixed }: Seen): boolean {
  if (init?.type !== 'VariableDeclaration' || test?.type !== 'BinaryExpression') return false;
  const [counter] = init.declarations;
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
  return (byOne || byMore) && isLimit(limit, fixed) && !changes(body, [name, ...namesIn(limit)]);
}

/** A number that is not large, or how many there are of something. */
function isLimit(node: AnyNode | null | undefined, fixed: Seen['fixed'], deep = 0): boolean {
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

const goingOver = /^(?:map|forEach|filter|reduce|reduceRight|some|every|find|findIndex|flatMap|sort|from)$/;

/** How deep loops and callbacks that go over something stand in each other. */
function within(program: Program): number {
  let deepest = 0;
  const count = (_node: unknown, _state: unknown, around: readonly AnyNode[]) => {
    const loops = around.filter(
      (one) => /^For(?:|Of|In)Statement$/.test(one.type) || (one.type === 'CallExpression' && isGoingOver(one)),
    );
    deepest = Math.max(deepest, loops.length);
  };
  ancestor(program, {
    ...{ ForStatement: count, ForOfStatement: count, ForInStatement: count, CallExpression: count },
  });
  return deepest;
}

const isGoingOver = ({ callee, arguments: given }: CallExpression): boolean =>
  callee.type === 'MemberExpression' && goingOver.test(nameOf(callee.property) ?? '') && given.some(isFunction);

/** Called by a name, by a method or where it stands: not what a call or an entry turns out to be. */
function isPlainCall(callee: AnyNode): boolean {
  if (callee.type === 'MemberExpression')
    return !callee.computed || (callee.property.type === 'Literal' && typeof callee.property.value === 'string');
  return callee.type === 'Identifier' || callee.type === 'ChainExpression' || isFunction(callee);
}

/** Calls what it is given, which may be itself. */
function callsGiven(node: FunctionNode): boolean {
  const given = new Set(node.params.flatMap((parameter) => namesIn(parameter)));
  let found = false;
  simple(node.body, {
    CallExpression: ({ callee }) => {
      found ||= given.has(nameOf(callee) ?? '');
    },
  });
  return found;
}

/** More than anybody needs of it: `'x'.repeat(1e9)`, `Array.from({ length: 1e9 })`, `new Array(1e9)`. */
function asksForMuch({ callee, arguments: given }: CallExpression | NewExpression, { fixed }: Seen): boolean {
  const called = nameOf(callee) ?? (callee.type === 'MemberExpression' ? nameOf(callee.property) : undefined) ?? '';
  const [first] = given;
  if (/^(?:repeat|padStart|padEnd|alloc)$/.test(called))
    return !((numberOf(first) ?? Infinity) <= mostCharacters) && !isLimit(first, fixed);
  if (/^(?:[A-Z]\w*)?Array$/.test(called) && given.length === 1) return !isLimit(first, fixed);
  if (called !== 'from' || first?.type !== 'ObjectExpression') return false;
  return first.properties.some(
    (each) => each.type !== 'Property' || (nameOf(each.key) === 'length' && !isLimit(each.value, fixed)),
  );
}

const isFunction = (node: { type: string } | null | undefined): boolean =>
  node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression';

/** A repetition of what repeats already, or of alternatives, takes time that doubles with every character. */
const repeatsWithin = (pattern: string): boolean => /\((?:[^()\\]|\\.)*[*+}|](?:[^()\\]|\\.)*\)[*+{]/.test(pattern);
