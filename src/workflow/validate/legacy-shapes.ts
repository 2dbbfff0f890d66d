import type { Issue } from '../draft.ts';
import { isRecord, toRecord } from '../values.ts';
import { error, type Rule, type ViewNode, warning } from './view.ts';

const common = ['exists', 'notExists', 'empty', 'notEmpty', 'equals', 'notEquals'];
const operations: Record<string, string[]> = {
  string: [
    ...common,
    'contains',
    'notContains',
    'startsWith',
    'notStartsWith',
    'endsWith',
    'notEndsWith',
    'regex',
    'notRegex',
  ],
  number: [...common, 'gt', 'lt', 'gte', 'lte'],
  dateTime: [...common, 'after', 'before', 'afterOrEquals', 'beforeOrEquals'],
  boolean: [...common, 'true', 'false'],
  array: [
    ...common,
    'contains',
    'notContains',
    'lengthEquals',
    'lengthNotEquals',
    'lengthGt',
    'lengthLt',
    'lengthGte',
    'lengthLte',
  ],
  object: common,
  any: [
    ...common,
    'contains',
    'notContains',
    'startsWith',
    'endsWith',
    'regex',
    'gt',
    'lt',
    'gte',
    'lte',
    'true',
    'false',
  ],
};
const oldKinds = ['string', 'number', 'boolean', 'dateTime'];

/** Shapes of If, Filter, Switch and Set that n8n stores without a word and then ignores. */
export const checkLegacyShapes: Rule = (view) => view.nodes.filter((node) => !node.disabled).flatMap(checkNode);

function checkNode(node: ViewNode): Issue[] {
  switch (node.type) {
    case 'n8n-nodes-base.if':
    case 'n8n-nodes-base.filter':
      return node.version >= 2 ? checkConditions(node, node.parameters['conditions'], 'parameters.conditions') : [];
    case 'n8n-nodes-base.switch':
      return node.version >= 3 ? checkSwitch(node) : [];
    case 'n8n-nodes-base.set':
      return node.version >= 3 ? checkSet(node) : [];
    default:
      return [];
  }
}

function checkConditions(node: ViewNode, given: unknown, path: string): Issue[] {
  const at = { node: node.name, path };
  const conditions = toRecord(given)['conditions'];
  if (typeof given === 'string' && given.startsWith('=')) return [];
  if (isRecord(given) && !Array.isArray(conditions) && oldKinds.some((kind) => Array.isArray(given[kind]))) {
    return [
      error(
        'legacy-conditions',
        `The conditions of "${node.name}" are in the shape of an older version; n8n ignores them.`,
        at,
      ),
    ];
  }
  if (!Array.isArray(conditions) || conditions.length === 0) {
    return [error('conditions-missing', `"${node.name}" has no condition. Say what should be compared.`, at)];
  }
  return conditions.slice(0, 100).flatMap((condition: unknown, index) => {
    return checkCondition(node, condition, `${path}.conditions[${index}]`);
  });
}

function checkCondition(node: ViewNode, condition: unknown, path: string): Issue[] {
  const at = { node: node.name, path };
  const operator = toRecord(toRecord(condition)['operator']);
  const { type, operation } = operator;
  if (typeof type !== 'string' || typeof operation !== 'string') {
    return [error('condition-malformed', `A condition of "${node.name}" does not say how to compare.`, at)];
  }
  const known = Object.hasOwn(operations, type) ? operations[type] : undefined;
  if (known?.includes(operation)) return [];
  return [
    error(
      'unknown-operator',
      `A condition of "${node.name}" compares ${type.slice(0, 40)} by "${operation.slice(0, 40)}", which n8n does not know.`,
      at,
    ),
  ];
}

function checkSwitch(node: ViewNode): Issue[] {
  if ((node.parameters['mode'] ?? 'rules') !== 'rules') return [];
  const at = { node: node.name, path: 'parameters.rules' };
  const rules = toRecord(node.parameters['rules']);
  if (Array.isArray(rules['rules']) && !Array.isArray(rules['values'])) {
    return [
      error('legacy-rules', `The rules of "${node.name}" are in the shape of an older version; n8n ignores them.`, at),
    ];
  }
  const values = rules['values'];
  if (!Array.isArray(values) || values.length === 0) {
    return [error('rules-missing', `"${node.name}" has no rules. Say which cases there are.`, at)];
  }
  return values.slice(0, 50).flatMap((rule: unknown, index) => {
    return checkConditions(node, toRecord(rule)['conditions'], `parameters.rules.values[${index}].conditions`);
  });
}

function checkSet(node: ViewNode): Issue[] {
  const { parameters } = node;
  const at = { node: node.name, path: 'parameters.assignments' };
  const hasNew = parameters['assignments'] !== undefined || parameters['fields'] !== undefined;
  if (!hasNew && isRecord(parameters['values'])) {
    return [
      error(
        'legacy-assignments',
        `The fields of "${node.name}" are in the shape of an older version; n8n would set none of them.`,
        { ...at, path: 'parameters.values' },
      ),
    ];
  }
  const assignments = toRecord(parameters['assignments'])['assignments'];
  if (!Array.isArray(assignments)) return [];
  return assignments.slice(0, 200).flatMap((entry: unknown, index) => {
    const path = `parameters.assignments.assignments[${index}]`;
    if (!isRecord(entry))
      return [error('assignment-malformed', `A field of "${node.name}" has the wrong shape.`, { ...at, path })];
    if (typeof entry['name'] !== 'string' || entry['name'] === '') {
      return [warning('assignment-unnamed', `A field of "${node.name}" has no name.`, { ...at, path })];
    }
    return [];
  });
}
