import type { Edit, Fix } from '#src/model/issue.ts';
import { isRecord, toList, toRecord, toText } from '#src/workflow/json/values.ts';
import { toOperation } from '#src/workflow/shapes/operators.ts';
import { nodeFix, type ViewNode } from '../view.ts';

/** Nothing when the old shape says something the new one cannot. */
type Fixing = { fix?: Fix };

/** What the older versions compared by when nothing was said. */
const defaultOperation: Record<string, string> = {
  string: 'equal',
  number: 'smaller',
  boolean: 'equal',
  dateTime: 'after',
};

const remove = (name: string): Edit => ({ path: ['parameters', name], remove: true });
const set = (name: string, value: unknown): Edit => ({ path: ['parameters', name], value });
const options = { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 };

interface Condition {
  id: string;
  leftValue: unknown;
  rightValue: unknown;
  operator: { type: string; operation: string; singleValue?: true };
}

function toCondition(kind: string, index: number, left: unknown, name: unknown, right: unknown): Condition | undefined {
  const operation = toOperation(kind, toText(name) ?? defaultOperation[kind] ?? 'equal');
  if (operation === undefined) return undefined;
  const single = operation === 'empty' || operation === 'notEmpty';
  const operator = { type: kind, operation, ...(single ? { singleValue: true as const } : {}) };
  return { id: `${kind}-${index + 1}`, leftValue: left ?? '', rightValue: single ? '' : (right ?? ''), operator };
}

/** The conditions of an If or Filter of version 1 as version 2 writes them. It compared loosely, and so does this. */
export function conditionsFix(node: ViewNode): Fixing {
  const old = Object.entries(toRecord(node.parameters['conditions']));
  const conditions = old.flatMap(([kind, entries]) =>
    toList(entries).map((entry, index) => {
      const { value1, operation, value2 } = toRecord(entry);
      return Object.hasOwn(defaultOperation, kind) ? toCondition(kind, index, value1, operation, value2) : undefined;
    }),
  );
  if (conditions.length === 0 || conditions.includes(undefined)) return {};
  const any = node.parameters['combineOperation'] ?? node.parameters['combineConditions'];
  const combinator = any === 'any' || any === 'OR' ? 'or' : 'and';
  const edits = ['combineOperation', 'combineConditions']
    .filter((name) => Object.hasOwn(node.parameters, name))
    .map(remove);
  const value = { options, conditions, combinator };
  return { fix: nodeFix(node, 'Writes the conditions in the present shape.', set('conditions', value), ...edits) };
}

/** The fields of a Set of version 1 as version 3 writes them; what it did not keep it still does not keep. */
export function assignmentsFix(node: ViewNode): Fixing {
  const fields = Object.entries(toRecord(node.parameters['values'])).flatMap(([type, entries]) =>
    toList(entries).map((entry, index) => ({ type, index, ...toRecord(entry) })),
  ) as { type: string; index: number; name?: unknown; value?: unknown }[];
  const known = fields.every(
    ({ type, name }) => ['string', 'number', 'boolean'].includes(type) && typeof name === 'string',
  );
  if (fields.length === 0 || !known) return {};
  const keepOnly = node.parameters['keepOnlySet'] === true;
  const edits = Object.hasOwn(node.parameters, 'keepOnlySet')
    ? [remove('values'), remove('keepOnlySet')]
    : [remove('values')];
  const description = 'Writes the fields in the present shape.';
  if (node.version >= 3.3) {
    const assignments = fields.map(({ type, index, name, value }) => {
      return { id: `${type}-${index + 1}`, name, value: value ?? '', type };
    });
    const others = keepOnly ? [] : [set('includeOtherFields', true)];
    return { fix: nodeFix(node, description, set('assignments', { assignments }), ...others, ...edits) };
  }
  const values = fields.map(({ type, name, value }) => ({ name, type: `${type}Value`, [`${type}Value`]: value ?? '' }));
  const include = set('include', keepOnly ? 'none' : 'all');
  return { fix: nodeFix(node, description, set('fields', { values }), include, ...edits) };
}

/** The fields of a Set of version 3.0 to 3.2 as later ones write them. */
export function fieldsFix(node: ViewNode, fields: readonly unknown[]): Fixing {
  const assignments = fields.map((field, index) => {
    const { name, type = 'stringValue', ...values } = toRecord(field);
    const kind = toText(type)?.replace(/Value$/, '');
    if (typeof name !== 'string' || !kind || !['string', 'number', 'boolean', 'array', 'object'].includes(kind))
      return undefined;
    return { id: `field-${index + 1}`, name, value: values[`${kind}Value`] ?? '', type: kind };
  });
  if (assignments.includes(undefined)) return {};
  const { include } = node.parameters;
  const others = include === undefined || include === 'all' ? [set('includeOtherFields', true)] : [];
  return {
    fix: nodeFix(
      node,
      'Writes the fields in the present shape.',
      set('assignments', { assignments }),
      ...others,
      remove('fields'),
    ),
  };
}

/** Rules under the old key: those that are whole move, those of version 1 and 2 become conditions of their own. */
export function rulesFix(node: ViewNode): Fixing {
  const rules = toList(toRecord(node.parameters['rules'])['rules']);
  const kind = toText(node.parameters['dataType']) ?? 'number';
  const values = rules.map((rule, index) => {
    if (!isRecord(rule)) return undefined;
    if (isRecord(rule['conditions'])) return rule;
    const { operation, value2, output, outputKey } = rule;
    // A rule of version 1 named its output by number; only rules in the order of their outputs stay what they were.
    if (output !== undefined && output !== index) return undefined;
    if (!Object.hasOwn(defaultOperation, kind) || node.parameters['value1'] === undefined) return undefined;
    const condition = toCondition(kind, index, node.parameters['value1'], operation, value2);
    if (!condition) return undefined;
    const key = toText(outputKey);
    return {
      conditions: { options, conditions: [condition], combinator: 'and' },
      ...(key ? { renameOutput: true, outputKey: key } : {}),
    };
  });
  if (values.length === 0 || values.includes(undefined)) return {};
  const edits = ['value1', 'dataType'].filter((name) => Object.hasOwn(node.parameters, name)).map(remove);
  return { fix: nodeFix(node, 'Writes the rules in the present shape.', set('rules', { values }), ...edits) };
}
