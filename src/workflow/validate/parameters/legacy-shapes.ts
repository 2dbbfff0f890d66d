import type { Fix, Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { isRecord, toRecord } from '#src/workflow/json/values.ts';
import { nodeFix, pathText, type Rule, type ViewNode } from '../view.ts';
import { checkConditions } from './conditions.ts';
import { assignmentsFix, conditionsFix, fieldsFix, rulesFix } from './legacy-fixes.ts';

const oldKinds = ['string', 'number', 'boolean', 'dateTime'];

/** Shapes of If, Filter, Switch and Set that n8n stores without a word and then ignores. */
export const checkLegacyShapes: Rule = (view) =>
  view.nodes.filter((node) => !node.disabled && isKnownVersion(node)).flatMap(checkNode);

/** What a version nobody knows looks like, nobody knows either. */
const isKnownVersion = ({ nodeType, version }: ViewNode): boolean => nodeType?.versions.includes(version) ?? true;

function checkNode(node: ViewNode): Issue[] {
  switch (node.type) {
    case 'n8n-nodes-base.if':
    case 'n8n-nodes-base.filter':
      return node.version >= 2 ? checkIf(node) : [];
    case 'n8n-nodes-base.switch':
      return node.version >= 3 ? checkSwitch(node) : [];
    case 'n8n-nodes-base.set':
      return node.version >= 3 ? checkSet(node) : [];
    default:
      return [];
  }
}

function checkIf(node: ViewNode): Issue[] {
  const given = node.parameters['conditions'];
  const old =
    isRecord(given) && !Array.isArray(given['conditions']) && oldKinds.some((kind) => Array.isArray(given[kind]));
  if (!old) return checkConditions(node, given, ['parameters', 'conditions']);
  const at = { node: node.name, path: 'parameters.conditions', ...conditionsFix(node) };
  return [error('legacy-conditions', { node: node.name }, at)];
}

function checkSwitch(node: ViewNode): Issue[] {
  if ((node.parameters['mode'] ?? 'rules') !== 'rules') return [];
  const at = { node: node.name, path: 'parameters.rules' };
  const rules = toRecord(node.parameters['rules']);
  if (Array.isArray(rules['rules']) && !Array.isArray(rules['values'])) {
    return [error('legacy-rules', { node: node.name }, { ...at, ...rulesFix(node) })];
  }
  const values = rules['values'];
  if (!Array.isArray(values) || values.length === 0) {
    return [error('rules-missing', { node: node.name }, at)];
  }
  return values.slice(0, 50).flatMap((rule: unknown, index) => {
    return checkConditions(node, toRecord(rule)['conditions'], ['parameters', 'rules', 'values', index, 'conditions']);
  });
}

function checkSet(node: ViewNode): Issue[] {
  const { parameters } = node;
  const other = checkOtherSet(node);
  if (other.length > 0) return other;
  const hasNew = parameters['assignments'] !== undefined || parameters['fields'] !== undefined;
  if (!hasNew && isRecord(parameters['values']) && parameters['mode'] !== 'raw') {
    const at = { node: node.name, path: 'parameters.values', ...assignmentsFix(node) };
    return [error('legacy-assignments', { node: node.name, older: true }, at)];
  }
  if (parameters['mode'] === 'raw') return [];
  const assignments = toRecord(parameters['assignments'])['assignments'];
  if (!Array.isArray(assignments)) return checkAssignmentsShape(node);
  return [
    ...checkTwice(node, assignments),
    ...assignments.slice(0, 200).flatMap((entry: unknown, index) => checkAssignment(node, entry, index)),
  ];
}

/** Of two fields of one name only the last is kept. */
function checkTwice(node: ViewNode, assignments: readonly unknown[]): Issue[] {
  const seen = new Set<unknown>();
  for (const [index, entry] of assignments.slice(0, 200).entries()) {
    const name = toRecord(entry)['name'];
    if (typeof name !== 'string' || name === '' || name.startsWith('=')) continue;
    if (seen.has(name)) {
      const path = `parameters.assignments.assignments[${index}].name`;
      return [warning('assignment-twice', { node: node.name, field: name.slice(0, 80) }, { node: node.name, path })];
    }
    seen.add(name);
  }
  return [];
}

/** The fields of version 3.0 to 3.2 in a later one, or the other way round. */
function checkOtherSet(node: ViewNode): Issue[] {
  const { parameters, version } = node;
  const [old, present] = [toRecord(parameters['fields'])['values'], toRecord(parameters['assignments'])['assignments']];
  const [given, wanted, name] = version >= 3.3 ? [old, present, 'fields'] : [present, old, 'assignments'];
  if (!Array.isArray(given) || given.length === 0 || Array.isArray(wanted) || parameters['mode'] === 'raw') return [];
  const fix = version >= 3.3 ? fieldsFix(node, given) : newerFix(node);
  const at = { node: node.name, path: `parameters.${name}`, ...fix };
  return [error('legacy-assignments', { node: node.name, older: false }, at)];
}

/** Whoever writes the newer shape means the newer version. */
function newerFix(node: ViewNode): { fix?: Fix } {
  const newer = node.nodeType?.versions.find((one) => one >= 3.3);
  if (newer === undefined || node.parameters['include'] !== undefined) return {};
  return { fix: nodeFix(node, `Sets the version to ${newer}.`, { path: ['typeVersion'], value: newer }) };
}

/** A plain list, or an object of names and values, where n8n reads `{ assignments: [ … ] }`. */
function checkAssignmentsShape(node: ViewNode): Issue[] {
  const given = node.parameters['assignments'];
  if (given === undefined || given === '' || (isRecord(given) && Object.keys(given).length === 0)) return [];
  const params = { node: node.name, parameter: '', what: 'fields' } as const;
  const issue = error('malformed-parameter', params, { node: node.name, path: 'parameters.assignments' });
  const named = Array.isArray(given) && given.every((entry) => isRecord(entry) && typeof entry['name'] === 'string');
  if (!named) return [issue];
  const edit = { path: ['parameters', 'assignments'], value: { assignments: given } };
  return [{ ...issue, fix: nodeFix(node, 'Brings the fields into the shape n8n reads.', edit) }];
}

function checkAssignment(node: ViewNode, entry: unknown, index: number): Issue[] {
  const path = ['parameters', 'assignments', 'assignments', index];
  const at = { node: node.name, path: pathText(path) };
  if (!isRecord(entry)) return [error('assignment-malformed', { node: node.name }, at)];
  if (typeof entry['name'] !== 'string' || entry['name'] === '')
    return [warning('assignment-unnamed', { node: node.name }, at)];
  const { type, value } = entry;
  if (typeof type === 'string') return checkAssigned(node, entry['name'], type, value, path);
  if (value === undefined || value === null) return [];
  const params = { node: node.name, field: entry['name'].slice(0, 80) };
  const kind = Array.isArray(value) ? 'array' : typeof value;
  const edit = { path: [...path, 'type'], value: kind };
  const fix = nodeFix(node, `Makes the field ${kind === 'array' || kind === 'object' ? 'an' : 'a'} ${kind}.`, edit);
  return [error('assignment-untyped', params, { ...at, fix })];
}

/** A fixed value that is surely not of its field's type: n8n stops there, unless told to ignore it. */
function checkAssigned(node: ViewNode, name: string, type: string, value: unknown, path: (string | number)[]): Issue[] {
  if (typeof value !== 'string' || value.trim() === '' || value.startsWith('=')) return [];
  if (toRecord(node.parameters['options'])['ignoreConversionErrors'] === true) return [];
  const text = value.trim().toLowerCase();
  const wrong =
    (type === 'number' && Number.isNaN(Number(text))) ||
    (type === 'boolean' && !['true', 'false', '0', '1'].includes(text)) ||
    (type === 'array' && !text.startsWith('[')) ||
    (type === 'object' && !text.startsWith('{'));
  if (!wrong || value.includes('{{')) return [];
  const params = { node: node.name, field: name.slice(0, 80), type, value: JSON.stringify(value.slice(0, 60)) };
  return [error('assignment-type', params, { node: node.name, path: pathText([...path, 'value']) })];
}
