import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  Function as FunctionNode,
  NewExpression,
  Program,
  Property,
} from 'acorn';
import { ancestor, full, simple } from 'acorn-walk';
import { countsUp, isLimit } from './counted-loops.ts';
import {
  type Assigned,
  allNamesIn,
  assignedIn,
  comesBack,
  isFunction,
  nameOf,
  namesIn,
  numberOf,
} from './names-in-code.ts';
import { isLinearPattern } from './patterns.ts';

const mostCharacters = 1_000;
/** Loops in loops, and callbacks of `map` and its like in them. */
const mostWithin = 3;

/**
 * True for a program that comes to its end soon, whatever data it is given: its loops go over what is there or count up
 * to a limit, no function comes back to itself, and no pattern has a repetition within a repetition. Goes by what is
 * known to end: anything else is false. Pure; nothing is run.
 */
export function endsByItself(program: Program): boolean {
  const seen: Seen = {
    lengths: new Set(),
    grown: new Set(),
    looped: new Set(),
    alike: [],
    given: new Set(),
    fixed: new Map(),
    assigned: assignedIn(program),
  };
  try {
    simple(program, {
      VariableDeclaration: ({ kind, declarations }) => {
        for (const { id, init } of declarations)
          if (kind === 'const' && id.type === 'Identifier' && init) seen.fixed.set(id.name, init);
      },
      CallExpression: (node) => {
        if (methodOf(node) === 'from' && node.arguments[0]) seen.lengths.add(node.arguments[0]);
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
  /** Objects `Array.from` is told a length by. */
  lengths: Set<AnyNode>;
  /** What gets more entries. */
  grown: Set<string>;
  /** What is gone over. */
  looped: Set<string>;
  /** Names of one and the same thing. */
  alike: [string[], string][];
  given: Set<string>;
  fixed: Map<string, AnyNode>;
  /** Names that get another value later, `byOthers`: also by a function. */
  assigned: Assigned;
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
    case 'ObjectExpression':
      // Something with a length of its own is gone over as if it were that long.
      return (
        !node.properties.some((each) => each.type === 'Property' && isKey(each, 'length')) || seen.lengths.has(node)
      );
    case 'AssignmentExpression':
      return isModest(node, seen);
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' || !/^(?:Object|Array)Expression$/.test(node.init?.type ?? '');
    case 'Identifier':
      return node.name !== 'BigInt';
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return !node.generator && !callsGiven(node);
    case 'NewExpression':
    case 'CallExpression':
      return (
        isPlainCall(node.callee) && nameOf(node.callee) !== 'RegExp' && !isRoundabout(node) && !asksForMuch(node, seen)
      );
    case 'Literal':
      return !node.bigint && (node.regex === undefined || isLinearPattern(node.regex.pattern));
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
  if (node.type === 'VariableDeclarator') for (const name of valuesOf(node.init)) alike.push([namesIn(node.id), name]);
  if (node.type === 'AssignmentExpression') {
    for (const name of valuesOf(node.right)) alike.push([holderOf(node.left), name]);
    if (node.left.type === 'MemberExpression' && node.left.object.type === 'Identifier')
      grown.add(node.left.object.name);
  }
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const { object, property } = node.callee;
    if (grows.has(nameOf(property) ?? '')) add(holderOf(object), grown);
    if (nameOf(property) === 'forEach') add(allNamesIn(object), looped);
  }
  if (isFunction(node) || node.type === 'FunctionDeclaration')
    for (const parameter of (node as FunctionNode).params)
      if (parameter.type === 'Identifier') given.add(parameter.name);
}

/** Doubles nothing: what grows by itself or by what grows has no end that anybody can wait for. */
function isModest({ left, operator, right }: AssignmentExpression, { assigned }: Seen): boolean {
  if (left.type === 'MemberExpression' && (isFunction(right) || nameOf(left.property) === 'length')) return false;
  const growing = namesIn(right).filter((name) => assigned.all.has(name)).length + (operator === '=' ? 0 : 1);
  return growing < 2 || !joins(right, operator);
}

/** Puts lists or texts together. */
function joins(right: AnyNode, operator: string): boolean {
  let found = operator === '+=';
  full(right, (each) => {
    const node = each as AnyNode;
    found ||= node.type === 'SpreadElement' || node.type === 'TemplateLiteral';
    found ||= node.type === 'CallExpression' && /^(?:concat|repeat|padStart|padEnd)$/.test(methodOf(node));
  });
  return found;
}

/** The name of the method that is called. */
const methodOf = ({ callee }: CallExpression | NewExpression): string =>
  (callee.type === 'MemberExpression' ? nameOf(callee.property) : undefined) ?? '';

/** A call by way of another, of what a call gives, or with a pattern that stands nowhere. */
function isRoundabout(node: CallExpression | NewExpression): boolean {
  const method = methodOf(node);
  if (/^(?:call|apply|bind)$/.test(method)) return true;
  const [first] = node.arguments;
  if (/^(?:match|matchAll|search)$/.test(method)) return first?.type !== 'Literal' || first.regex === undefined;
  return grows.has(method) && node.callee.type === 'MemberExpression' && node.callee.object.type === 'CallExpression';
}

/** Names a value may come from as it is: `a`, `a ?? b`, `c ? a : b`. */
function valuesOf(node: AnyNode | null | undefined): string[] {
  switch (node?.type) {
    case 'Identifier':
      return [node.name];
    case 'LogicalExpression':
      return [...valuesOf(node.left), ...valuesOf(node.right)];
    case 'ConditionalExpression':
      return [...valuesOf(node.consequent), ...valuesOf(node.alternate)];
    case 'AssignmentExpression':
      return valuesOf(node.right);
    case 'SequenceExpression':
      return node.expressions.flatMap((each) => valuesOf(each));
    default:
      return [];
  }
}

const isKey = ({ key }: Property, name: string): boolean =>
  nameOf(key) === name || (key.type === 'Literal' && key.value === name) || key.type === 'TemplateLiteral';

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
