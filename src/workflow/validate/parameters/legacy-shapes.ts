import type { Fix, Issue } from '#src/workflow/draft.ts';
import { isRecord, toRecord } from '#src/workflow/json/values.ts';
import { error, nodeFix, pathText, type Rule, type ViewNode, warning } from '../view.ts';
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
  const message = `The conditions of "${node.name}" are in the shape of an older version; n8n ignores them.`;
  const issue = error('legacy-conditions', message, { node: node.name, path: 'parameters.conditions' });
  return [{ ...issue, ...conditionsFix(node) }];
}

function checkSwitch(node: ViewNode): Issue[] {
  if ((node.parameters['mode'] ?? 'rules') !== 'rules') return [];
  const at = { node: node.name, path: 'parameters.rules' };
  const rules = toRecord(node.parameters['rules']);
  if (Array.isArray(rules['rules']) && !Array.isArray(rules['values'])) {
    const message = `The rules of "${node.name}" are in the shape of an older version; n8n ignores them.`;
    return [{ ...error('legacy-rules', message, at), ...rulesFix(node) }];
  }
  const values = rules['values'];
  if (!Array.isArray(values) || values.length === 0) {
    return [error('rules-missing', `"${node.name}" has no rules. Say which cases there are.`, at)];
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
    const message = `The fields of "${node.name}" are in the shape of an older version; n8n would set none of them.`;
    const issue = error('legacy-assignments', message, { node: node.name, path: 'parameters.values' });
    return [{ ...issue, ...assignmentsFix(node) }];
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
      const message = `"${node.name}" sets the field "${name.slice(0, 80)}" twice; only the last value is kept.`;
      return [warning('assignment-twice', message, { node: node.name, path })];
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
  const message = `The fields of "${node.name}" are in the shape of another version; n8n would set none of them.`;
  const issue = error('legacy-assignments', message, { node: node.name, path: `parameters.${name}` });
  return [{ ...issue, ...(version >= 3.3 ? fieldsFix(node, given) : newerFix(node)) }];
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
  const message = `The fields of "${node.name}" have the wrong shape; n8n would set none of them.`;
  const issue = error('malformed-parameter', message, { node: node.name, path: 'parameters.assignments' });
  const named = Array.isArray(given) && given.every((entry) => isRecord(entry) && typeof entry['name'] === 'string');
  if (!named) return [issue];
  const edit = { path: ['parameters', 'assignments'], value: { assignments: given } };
  return [{ ...issue, fix: nodeFix(node, 'Brings the fields into the shape n8n reads.', edit) }];
}

function checkAssignment(node: ViewNode, entry: unknown, index: number): Issue[] {
  const path = ['parameters', 'assignments', 'assignments', index];
  const at = { node: node.name, path: pathText(path) };
  if (!isRecord(entry)) return [error('assignment-malformed', `A field of "${node.name}" has the wrong shape.`, at)];
  if (typeof entry['name'] !== 'string' || entry['name'] === '') {
    return [warning('assignment-unnamed', `A field of "${node.name}" has no name.`, at)];
  }
  const { type, value } = entry;
  if (typeof type === 'string') return checkAssigned(node, entry['name'], type, value, path);
  if (value === undefined || value === null) return [];
  const message = `The field "${entry['name'].slice(0, 80)}" of "${node.name}" has no type; n8n stops there.`;
  const kind = Array.isArray(value) ? 'array' : typeof value;
  const edit = { path: [...path, 'type'], value: kind };
  const fix = nodeFix(node, `Makes the field ${kind === 'array' || kind === 'object' ? 'an' : 'a'} ${kind}.`, edit);
  return [{ ...error('assignment-untyped', message, at), fix }];
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
  const message = `The field "${name.slice(0, 80)}" of "${node.name}" is to be ${type === 'array' || type === 'object' ? 'an' : 'a'} ${type}, but is ${JSON.stringify(value.slice(0, 60))}.`;
  return [error('assignment-type', message, { node: node.name, path: pathText([...path, 'value']) })];
}
