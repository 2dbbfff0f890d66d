import type { AnyNode, CallExpression, MemberExpression } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import type { Kind } from './guess.ts';

/** Fields and, where a number stands, places of a list. */
export type FieldPath = (string | number)[];

/** A field that an expression reads. */
export interface Read {
  /** The step that is named; undefined for the items the reader is given. */
  from: string | undefined;
  path: FieldPath;
  /** As what it is used, where that says what it has to be. */
  kind?: Kind | undefined;
}

/** Where a chain of names begins: at the fields of an item, or at items, of which `json` has the fields. */
interface Root {
  from: string | undefined;
  at: 'fields' | 'items';
  path: FieldPath;
}

const methods = new Set(
  'map filter forEach some every find reduce includes join slice length sort first last at flatMap split trim toLowerCase toUpperCase toString replace replaceAll startsWith endsWith match toFixed concat push keys values entries isEmpty isNotEmpty toDateTime toInt toFloat extractEmail format toFormat'.split(
    ' ',
  ),
);
const ofLists = new Set('map filter forEach some every find reduce join flatMap first last sort'.split(' '));
/** They give a list of the same things. */
const keeping = new Set('filter slice sort reverse concat'.split(' '));
const ofTexts = new Set('trim toLowerCase toUpperCase replace replaceAll startsWith endsWith match split'.split(' '));

/** The fields that a program or an expression reads; what a callback gets of a list is an item of that list. Pure. */
export function pathsIn(tree: AnyNode | undefined): Read[] {
  if (!tree) return [];
  const members: { node: MemberExpression; parents: readonly AnyNode[] }[] = [];
  const calls: CallExpression[] = [];
  fullAncestor(tree, (found, _state, ancestors) => {
    const node = found as AnyNode;
    if (node.type === 'MemberExpression') members.push({ node, parents: ancestors.slice(0, -1) as AnyNode[] });
    if (node.type === 'CallExpression') calls.push(node);
  });
  const roots = rootsOf(calls);
  return members.flatMap(({ node, parents }) => {
    if (isPart(node, parents)) return [];
    const read = toRead(node, roots);
    const kind = read && kindOf(node, parents);
    return read ? [kind ? { ...read, kind } : read] : [];
  });
}

/** What is inside a longer chain is read with it. */
function isPart(node: MemberExpression, parents: readonly AnyNode[]): boolean {
  const parent = parents.findLast(({ type }) => type !== 'ChainExpression');
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.object.type === 'ChainExpression';
  if (parent?.type !== 'CallExpression' || parent.callee !== node) return false;
  // A chain that ends in a call is read as what the call is made on.
  const name = nameOf(node);
  return !(typeof name === 'string' && methods.has(name));
}

/** Parameters of callbacks, by name: of `rows.map((row) => …)` a row. Outer calls come first. */
function rootsOf(calls: readonly CallExpression[]): ReadonlyMap<string, Root> {
  const roots = new Map<string, Root>();
  for (const { callee, arguments: given } of [...calls].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const [callback] = given;
    if (callee.type !== 'MemberExpression' || callback?.type !== 'ArrowFunctionExpression') continue;
    const method = nameOf(callee);
    const [first, second] = callback.params;
    const param = method === 'reduce' ? second : first;
    if (param?.type !== 'Identifier' || typeof method !== 'string' || !ofLists.has(method)) continue;
    const list = toRoot(callee.object, roots);
    if (list) roots.set(param.name, list.at === 'items' ? list : { ...list, path: [...list.path, 0] });
  }
  return roots;
}

/** What a list is of, whatever was left out of it. */
function toRoot(node: AnyNode, roots: ReadonlyMap<string, Root>): Root | undefined {
  const whole = unwound(node, roots);
  if (!whole) return undefined;
  const { root, names } = whole;
  if (root.at === 'items') {
    const json = names.indexOf('json');
    return json < 0 ? root : { from: root.from, at: 'fields', path: pathOf(names.slice(json + 1)) };
  }
  return { ...root, path: [...root.path, ...pathOf(names)] };
}

function toRead(node: AnyNode, roots: ReadonlyMap<string, Root>): Read | undefined {
  const root = toRoot(node, roots);
  if (!root || root.at === 'items') return undefined;
  return root.path.length > 0 && root.path.length < 12 ? { from: root.from, path: root.path } : undefined;
}

type Names = readonly (string | number | undefined)[];

function unwound(node: AnyNode, roots: ReadonlyMap<string, Root>): { root: Root; names: Names } | undefined {
  const names: (string | number | undefined)[] = [];
  let at: AnyNode = node;
  for (;;) {
    if (at.type === 'ChainExpression') at = at.expression;
    else if (at.type === 'MemberExpression') {
      names.unshift(nameOf(at));
      at = at.object;
    } else if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && isKeeping(at.callee))
      at = at.callee.object;
    else break;
  }
  const root = rootOf(at, roots, names);
  return (
    root && {
      root,
      names: root.at === 'fields' || at.type !== 'Identifier' || at.name !== '$node' ? names : names.slice(1),
    }
  );
}

const isKeeping = (callee: MemberExpression): boolean => keeping.has(String(nameOf(callee)));

function rootOf(at: AnyNode, roots: ReadonlyMap<string, Root>, names: Names): Root | undefined {
  const items = (from: string | undefined): Root => ({ from, at: 'items', path: [] });
  if (at.type === 'Identifier') {
    if (at.name === '$json') return { from: undefined, at: 'fields', path: [] };
    if (at.name === '$input') return items(undefined);
    if (at.name === '$node' && typeof names[0] === 'string') return items(names[0]);
    return roots.get(at.name);
  }
  if (at.type !== 'CallExpression') return undefined;
  // $('Step').first().json.a and $input.first().json.a
  if (at.callee.type === 'Identifier' && at.callee.name === '$') return items(literal(at.arguments[0]));
  if (at.callee.type !== 'MemberExpression') return undefined;
  const holder = at.callee.object;
  if (holder.type === 'Identifier' && holder.name === '$input') return items(undefined);
  const step = holder.type === 'CallExpression' && holder.callee.type === 'Identifier' && holder.callee.name === '$';
  return step ? items(literal(holder.arguments[0])) : undefined;
}

function pathOf(names: Names): FieldPath {
  const path: FieldPath = [];
  for (const name of names) {
    if (name === undefined) break;
    if (typeof name === 'string' && methods.has(name)) {
      if (ofLists.has(name)) path.push(0);
      break;
    }
    path.push(name);
  }
  // The list itself, not yet one of it.
  return path;
}

const sums = new Set(['-', '*', '/', '%', '**', '<', '>', '<=', '>=']);
const numbers = /^(?:Number|parseFloat|parseInt)$/;

/** A number where it is counted with, text where it is treated as text. */
function kindOf(node: MemberExpression, parents: readonly AnyNode[]): Kind | undefined {
  const parent = parents.findLast(({ type }) => type !== 'ChainExpression' && type !== 'ParenthesizedExpression');
  if (parent?.type === 'CallExpression' && parent.callee === node) {
    const name = String(nameOf(node));
    if (name === 'toFixed') return 'number';
    return ofTexts.has(name) ? 'string' : undefined;
  }
  if (parent?.type === 'BinaryExpression' && sums.has(parent.operator)) {
    const other = parent.left === node ? parent.right : parent.left;
    const isCounted = ['-', '*', '/', '%', '**'].includes(parent.operator);
    return isCounted || (other.type === 'Literal' && typeof other.value === 'number') ? 'number' : undefined;
  }
  if (parent?.type === 'CallExpression' && parent.callee.type === 'Identifier' && numbers.test(parent.callee.name))
    return 'number';
  return undefined;
}

function nameOf(node: AnyNode): string | number | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : undefined;
  if (node.property.type !== 'Literal') return undefined;
  const { value } = node.property;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

const literal = (node: AnyNode | undefined): string | undefined =>
  node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
