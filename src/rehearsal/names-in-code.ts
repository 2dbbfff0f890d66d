import type { AnyNode, Program } from 'acorn';
import { ancestor, full, simple } from 'acorn-walk';

/** Every variable that stands in there. */
export function namesIn(node: { type: string } | null | undefined): string[] {
  const names: string[] = [];
  if (node)
    full(node as AnyNode, (each) => {
      const one = each as AnyNode;
      if (one.type === 'Identifier') names.push(one.name);
    });
  return names;
}

/** The same, and the names of properties. */
export function allNamesIn(node: { type: string } | null | undefined): string[] {
  const names = namesIn(node);
  if (node)
    full(node as AnyNode, (each) => {
      const one = each as AnyNode;
      if (one.type === 'MemberExpression' && !one.computed) names.push(nameOf(one.property) ?? '');
    });
  return names;
}

/** The name that this is, and nothing else. */
export const nameOf = (node: { type: string } | null | undefined): string | undefined =>
  node?.type === 'Identifier' ? (node as { name?: string }).name : undefined;

/** The number that is written there. */
export function numberOf(node: AnyNode | null | undefined): number | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'number') return node.value;
  if (node?.type !== 'UnaryExpression' || node.operator !== '-') return undefined;
  const number = numberOf(node.argument);
  return number === undefined ? undefined : -number;
}

/** Whether a function of the program can come back to itself, under whatever names it goes. */
export function comesBack(program: Program): boolean {
  const leadsTo = new Map<string, Set<string>>();
  const functions = new Set<string>();
  const define = (name: string | undefined, value: AnyNode | null | undefined) => {
    if (name === undefined || !value) return;
    const to = leadsTo.get(name) ?? new Set();
    const isFunction = value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression';
    for (const one of namesIn(isFunction ? value.body : value)) to.add(one);
    leadsTo.set(name, to);
    if (isFunction) functions.add(name);
  };
  simple(program, {
    FunctionDeclaration: (node) => define(nameOf(node.id), node.body),
    FunctionExpression: (node) => define(nameOf(node.id), node.body),
    VariableDeclarator: ({ id, init }) => define(nameOf(id), init),
    AssignmentExpression: ({ left, right }) => define(nameOf(left), right),
  });
  simple(program, {
    FunctionDeclaration: ({ id }) => void functions.add(nameOf(id) ?? ''),
    FunctionExpression: ({ id }) => void (id && functions.add(id.name)),
  });
  return [...functions].some((name) => reaches(name, name, leadsTo, new Set()));
}

function reaches(
  from: string,
  to: string,
  leadsTo: ReadonlyMap<string, ReadonlySet<string>>,
  seen: Set<string>,
): boolean {
  for (const next of leadsTo.get(from) ?? []) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    if (reaches(next, to, leadsTo, seen)) return true;
  }
  return false;
}

/** Names that get another value after they were declared, but for the counting of a loop; `byOthers`: in a function. */
export interface Assigned {
  all: ReadonlySet<string>;
  byOthers: ReadonlySet<string>;
}

export function assignedIn(program: Program): Assigned {
  const [all, byOthers] = [new Set<string>(), new Set<string>()];
  const counting = new Set<AnyNode>();
  simple(program, { ForStatement: ({ update }) => void (update && counting.add(update)) });
  const note = (target: AnyNode, around: readonly AnyNode[]) => {
    for (const name of namesIn(target)) {
      all.add(name);
      if (around.some(({ type }) => /Function/.test(type))) byOthers.add(name);
    }
  };
  ancestor(program, {
    AssignmentExpression: (node, _, around) => {
      if (!counting.has(node) && node.left.type !== 'MemberExpression') note(node.left, around as AnyNode[]);
    },
    UpdateExpression: (node, _, around) => {
      if (!counting.has(node)) note(node.argument, around as AnyNode[]);
    },
    ForOfStatement: ({ left }, _, around) => {
      if (left.type !== 'VariableDeclaration') note(left, around as AnyNode[]);
    },
    ForInStatement: ({ left }, _, around) => {
      if (left.type !== 'VariableDeclaration') note(left, around as AnyNode[]);
    },
  });
  return { all, byOthers };
}

/** A function where a value stands. */
export const isFunction = (node: { type: string } | null | undefined): boolean =>
  node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression';
