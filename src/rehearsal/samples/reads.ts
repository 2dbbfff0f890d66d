import { toList, toRecord, toText } from '#src/workflow/json/values.ts';
import { readExpressionTree, readProgram } from '#src/workflow/validate/code/script.ts';
import { blocksOf } from '#src/workflow/validate/expressions/expression-blocks.ts';
import { textsOf } from '#src/workflow/validate/strings.ts';
import type { View, ViewNode } from '#src/workflow/validate/view.ts';
import type { Kind } from './guess.ts';
import { type FieldPath, pathsIn, type Read } from './paths.ts';

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

function readsIn(node: ViewNode): Read[] {
  const named = textsOf(node).flatMap(({ value, key, holder }) => {
    if (key === 'jsCode') return pathsIn(readProgram(value));
    const reads = value.includes('{{') ? blocksOf(value).flatMap(({ code }) => pathsIn(readExpressionTree(code))) : [];
    const kind = comparedAs(key, holder);
    const [only] = reads;
    return kind === undefined || !only || reads.length > 1 || !isAlone(value) ? reads : [{ ...only, kind }];
  });
  const kind = node.type === 'n8n-nodes-base.splitOut' ? ('object' as const) : undefined;
  return [...named, ...plainFields(node).map((path) => ({ from: undefined, path, kind }))];
}

/** What a condition compares, or a Set makes of a value. */
function comparedAs(key: string, holder: Record<string, unknown> | undefined): Kind | undefined {
  if (key === 'leftValue') return kindOf(toRecord(holder?.['operator'])['type']);
  return key === 'value' && holder?.['name'] !== undefined ? kindOf(holder['type']) : undefined;
}

/** One field and nothing done with it. */
const isAlone = (value: string): boolean =>
  /^=?\s*\{\{\s*\$[^{}()]*(?:\('[^']*'\)\.item\.json[^{}()]*)?\s*\}\}\s*$/.test(value);

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
export function makersBefore(
  node: ViewNode,
  view: View,
  path: FieldPath,
  seen = new Set<string>(),
): [string, FieldPath][] {
  if (seen.has(node.name) || seen.size > 100) return [];
  seen.add(node.name);
  const before = view.edges.filter(({ to, kind }) => kind === 'main' && to === node.name);
  return before.flatMap(({ from }) => makersOf(from, view, path, seen));
}

export function makersOf(name: string, view: View, path: FieldPath, seen = new Set<string>()): [string, FieldPath][] {
  const node = view.byName.get(name);
  if (!node) return [];
  if (node.disabled || passing.has(node.type)) return makersBefore(node, view, path, seen);
  if (node.type === 'n8n-nodes-base.splitOut') {
    const list = (toText(node.values['fieldToSplitOut']) ?? '').split(',')[0]?.split('.') ?? [];
    return makersBefore(node, view, [...list, 0, ...path], seen);
  }
  if (node.type === 'n8n-nodes-base.aggregate' && node.values['aggregate'] === 'aggregateAllItemData') {
    const [list, place, ...rest] = path;
    return list === (toText(node.values['destinationFieldName']) ?? 'data') && place === 0 && rest.length > 0
      ? makersBefore(node, view, rest, seen)
      : [];
  }
  if (node.type === 'n8n-nodes-base.set' && node.values['includeOtherFields'] === true) {
    return [[name, path], ...makersBefore(node, view, path, seen)];
  }
  return [[name, path]];
}
