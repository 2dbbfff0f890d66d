import type { AnyNode } from 'acorn';
import { full } from 'acorn-walk';
import { toList, toRecord, toText } from '#src/workflow/json/values.ts';
import { readExpressionTree, readProgram } from '#src/workflow/validate/code/script.ts';
import { blocksOf } from '#src/workflow/validate/expressions/expression-blocks.ts';
import { textsOf } from '#src/workflow/validate/strings.ts';
import type { View, ViewNode } from '#src/workflow/validate/view.ts';
import type { Kind } from './guess.ts';

/** Fields and, where a number stands, places of a list. */
export type FieldPath = (string | number)[];

/** A field that is read, and as what it is compared. */
export interface FieldRead {
  path: FieldPath;
  kind?: Kind | undefined;
}

/** Steps that hand their items on with the fields they came with. */
const passing = new Set(
  'filter if limit merge noOp removeDuplicates respondToWebhook sort splitInBatches switch wait compareDatasets executionData'
    .split(' ')
    .map((name) => `n8n-nodes-base.${name}`),
);

/**
 * What the workflow reads of what each step puts out, by the step's name: of the step that is named, or of the last
 * before the reader that made the item. Bounded.
 */
export function readsOf(view: View): Map<string, FieldRead[]> {
  const reads = new Map<string, FieldRead[]>();
  const add = (name: string, read: FieldRead) => {
    const known = reads.get(name) ?? [];
    if (known.length < 200 && read.path.length > 0) reads.set(name, [...known, read]);
  };
  for (const node of view.nodes) {
    for (const { from, path, kind } of readsIn(node)) {
      for (const [name, whole] of from === undefined ? makersBefore(node, view, path) : makersOf(from, view, path))
        add(name, { path: whole, kind });
    }
  }
  return reads;
}

interface Read {
  /** The step that is named; undefined for the items the reader is given. */
  from: string | undefined;
  path: FieldPath;
  kind?: Kind | undefined;
}

function readsIn(node: ViewNode): Read[] {
  const named = textsOf(node).flatMap(({ value, key, holder }) => {
    if (key === 'jsCode') return pathsIn(readProgram(value));
    const reads = value.includes('{{') ? blocksOf(value).flatMap(({ code }) => pathsIn(readExpressionTree(code))) : [];
    const kind = key === 'leftValue' ? kindOf(toRecord(holder?.['operator'])['type']) : undefined;
    return kind === undefined || reads.length > 1 ? reads : reads.map((read) => ({ ...read, kind }));
  });
  return [...named, ...plainFields(node).map((path) => ({ from: undefined, path }))];
}

const kinds = ['number', 'boolean', 'array', 'object', 'dateTime'] as const;
const kindOf = (type: unknown): Kind | undefined => kinds.find((kind) => kind === type);

/** Fields that are named without an expression. */
function plainFields({ type, values }: ViewNode): FieldPath[] {
  const names = (value: unknown): FieldPath[] =>
    (toText(value) ?? '').split(',').flatMap((name) => {
      const path = name.trim();
      return path === '' || /[={}$]/.test(path) ? [] : [path.split('.')];
    });
  switch (type) {
    case 'n8n-nodes-base.splitOut':
      return names(values['fieldToSplitOut']).map((path) => [...path, 0]);
    case 'n8n-nodes-base.removeDuplicates':
      return names(values['fieldsToCompare']);
    case 'n8n-nodes-base.html':
      return values['operation'] === 'extractHtmlContent' ? names(values['dataPropertyName']) : [];
    case 'n8n-nodes-base.aggregate':
      return toList(toRecord(values['fieldsToAggregate'])['fieldToAggregate']).flatMap((each) =>
        names(toRecord(each)['fieldToAggregate']),
      );
    case 'n8n-nodes-base.sort':
      return toList(toRecord(values['sortFieldsUi'])['sortField']).flatMap((each) =>
        names(toRecord(each)['fieldName']),
      );
    case 'n8n-nodes-base.summarize':
      return toList(toRecord(values['fieldsToSummarize'])['values']).flatMap((each) => names(toRecord(each)['field']));
    default:
      return [];
  }
}

/** Steps that made what a step is given, with the path as they have it. */
function makersBefore(node: ViewNode, view: View, path: FieldPath, seen = new Set<string>()): [string, FieldPath][] {
  if (seen.has(node.name) || seen.size > 100) return [];
  seen.add(node.name);
  const before = view.edges.filter(({ to, kind }) => kind === 'main' && to === node.name);
  return before.flatMap(({ from }) => makersOf(from, view, path, seen));
}

function makersOf(name: string, view: View, path: FieldPath, seen = new Set<string>()): [string, FieldPath][] {
  const node = view.byName.get(name);
  if (!node) return [];
  if (node.disabled || passing.has(node.type)) return makersBefore(node, view, path, seen);
  if (node.type === 'n8n-nodes-base.splitOut') {
    const list = (toText(node.values['fieldToSplitOut']) ?? '').split(',')[0]?.split('.') ?? [];
    return makersBefore(node, view, [...list, 0, ...path], seen);
  }
  if (node.type === 'n8n-nodes-base.set' && node.values['includeOtherFields'] === true) {
    return [[name, path], ...makersBefore(node, view, path, seen)];
  }
  return [[name, path]];
}

const methods = new Set(
  'map filter forEach some every find reduce includes join slice length sort first last at flatMap split trim toLowerCase toUpperCase toString replace replaceAll startsWith endsWith match toFixed concat push keys values entries isEmpty isNotEmpty toDateTime toInt toFloat extractEmail format toFormat'.split(
    ' ',
  ),
);
const ofLists = new Set('map filter forEach some every find reduce join flatMap first last'.split(' '));

function pathsIn(tree: AnyNode | undefined): Read[] {
  const found: Read[] = [];
  if (!tree) return found;
  const inner = new Set<AnyNode>();
  const members: AnyNode[] = [];
  full(tree, (node) => {
    const each = node as AnyNode;
    if (each.type === 'MemberExpression') {
      members.push(each);
      inner.add(each.object);
    }
    if (each.type === 'CallExpression') inner.add(each.callee);
  });
  for (const node of members) {
    if (inner.has(node) && !isCallee(node, members)) continue;
    const read = toRead(node);
    if (read) found.push(read);
  }
  return found;
}

/** A chain that ends in a call is read as what the call is made on. */
function isCallee(node: AnyNode, members: readonly AnyNode[]): boolean {
  const name = nameOf(node);
  return (
    typeof name === 'string' &&
    methods.has(name) &&
    !members.some((each) => each.type === 'MemberExpression' && each.object === node)
  );
}

function toRead(node: AnyNode): Read | undefined {
  const chain: { name: string | number | undefined; node: AnyNode }[] = [];
  let at: AnyNode = node;
  while (at.type === 'MemberExpression' || at.type === 'ChainExpression') {
    if (at.type === 'ChainExpression') at = at.expression;
    else {
      chain.unshift({ name: nameOf(at), node: at });
      at = at.object;
    }
  }
  const names = chain.map(({ name }) => name);
  if (at.type === 'Identifier' && at.name === '$json') return toPath(undefined, names);
  if (at.type === 'Identifier' && at.name === '$input') return afterJson(undefined, names);
  if (at.type === 'Identifier' && at.name === '$node' && typeof names[0] === 'string')
    return afterJson(names[0], names);
  if (at.type !== 'CallExpression') return undefined;
  // $('Step').first().json.a and $input.first().json.a
  if (at.callee.type === 'Identifier' && at.callee.name === '$') return afterJson(literal(at.arguments[0]), names);
  if (at.callee.type !== 'MemberExpression') return undefined;
  const holder = at.callee.object;
  if (holder.type === 'Identifier' && holder.name === '$input') return afterJson(undefined, names);
  const step = holder.type === 'CallExpression' && holder.callee.type === 'Identifier' && holder.callee.name === '$';
  return step ? afterJson(literal(holder.arguments[0]), names) : undefined;
}

function afterJson(from: string | undefined, names: readonly (string | number | undefined)[]): Read | undefined {
  const json = names.indexOf('json');
  return json < 0 ? undefined : toPath(from, names.slice(json + 1));
}

function toPath(from: string | undefined, names: readonly (string | number | undefined)[]): Read | undefined {
  const path: FieldPath = [];
  for (const name of names) {
    if (name === undefined) break;
    if (typeof name === 'string' && methods.has(name)) {
      if (ofLists.has(name)) path.push(0);
      break;
    }
    path.push(name);
  }
  return path.length > 0 && path.length < 12 ? { from, path } : undefined;
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
