import type { NodeProperty } from '#src/catalog/catalog.ts';
import { isSurelyVisible } from '#src/catalog/display-options.ts';
import type { Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { isRecord, toRecord, toText } from '#src/workflow/json/values.ts';
import { pathText } from '../view.ts';
import type { Level } from './level.ts';

/** Types n8n refuses to publish when required and blank; for the others it only marks the field. */
const refused = new Set([
  'string',
  'options',
  'multiOptions',
  'dateTime',
  'resourceLocator',
  'workflowSelector',
  'agentSelector',
]);
const locators = new Set(['resourceLocator', 'workflowSelector', 'agentSelector']);

/**
 * Who gets it, and in whose name: n8n asks for these beside the required ones, by the same empty field, and the service
 * refuses what has none. Found by going over every node type of n8n 2.40.7; a draft that exists has its recipients.
 */
const people = new Set(['user', 'to', 'toEmail', 'fromEmail']);
const isPerson = ({ name, type }: NodeProperty, { kind, values }: Level): boolean =>
  kind === 'node' && people.has(name) && (type === 'string' || locators.has(type)) && values['resource'] !== 'draft';

/** Which fields a row or document gets: none named, and n8n writes an empty one. */
const isColumns = ({ type, description }: NodeProperty, { kind, view, values }: Level): boolean =>
  view.fromDraft &&
  kind === 'node' &&
  type === 'string' &&
  /^comma[- ]separated list of the (?:properties|fields)/i.test(description ?? '') &&
  !reads.test(toText(values['operation']) ?? '');

/** A required parameter that n8n shows and that has no value. */
export function checkMissing(level: Level, twins: readonly NodeProperty[]): Issue[] {
  const [property] = twins;
  if (
    !property ||
    level.kind === 'collection' ||
    !twins.every((twin) => twin.required || isPerson(twin, level) || isColumns(twin, level))
  )
    return [];
  const value = Object.hasOwn(level.values, property.name) ? level.values[property.name] : undefined;
  const emptyExpression = value === '=';
  if (!emptyExpression && !isBlank(property, value) && !restsOnPlaceholder(level, property)) return [];
  const { node, view } = level;
  const scope = { parameters: level.values, root: node.values, version: node.version };
  if (!isSurelyVisible(property, scope)) return [];
  const at = { node: node.name, path: pathText([...level.path, property.name]) };
  const sure = !view.shared && (view.fromDraft || (!emptyExpression && refused.has(property.type)));
  const params = { node: node.name, parameter: property.displayName, key: property.name, blank: view.shared };
  return [(sure ? error : warning)('missing-parameter', params, at)];
}

/**
 * True where a draft leaves what is required to a default that is nobody's choice: the root folder, `/`, a sentence that
 * says what belongs there, columns none of which is mapped, an empty object or list where something is written or
 * deleted, the first of a list that matters.
 */
function restsOnPlaceholder({ view, node, given, values }: Level, property: NodeProperty): boolean {
  if (!view.fromDraft || view.before?.some(({ name }) => name === node.name)) return false;
  const { type, default: usual, typeOptions } = property;
  const operation = toText(values['operation']) ?? '';
  if (type === 'fixedCollection' || type === 'collection')
    return property.required === true && isEmpty(values[property.name]) && !reads.test(operation);
  if (Object.hasOwn(given, property.name)) return false;
  switch (type) {
    case 'resourceLocator':
      return toRecord(usual)['value'] === 'root';
    case 'string':
      return (
        typeof usual === 'string' && !usual.startsWith('=') && (/\/$/.test(usual) || isSentence(property.name, usual))
      );
    case 'json':
      return (
        typeof usual === 'string' && /^\s*(?:\{\s*\}|\[\s*\])\s*$|replace_with/.test(usual) && !reads.test(operation)
      );
    case 'resourceMapper': {
      const mode = toRecord(typeOptions?.['resourceMapper'])['mode'];
      return ['add', 'update', 'upsert'].includes(String(toText(mode))) && toRecord(usual)['value'] === null;
    }
    case 'options':
      return matters.has(property.name) && usual !== undefined && usual === firstOf(property);
    default:
      return false;
  }
}

/**
 * Required choices that n8n fills with the first of the list although they say something of the matter itself: the
 * money a deal is in, how grave an incident is, to whom a task belongs, what is done with an account. Others only say
 * in which form something is given, or how a thing begins (open, low), and stay.
 */
const matters = new Set([
  'currency',
  'severity',
  'urgency',
  'impact',
  'industry',
  'goal_type',
  'targetableType',
  'associateWith',
  'action',
  'actionType',
]);
const firstOf = ({ options }: NodeProperty): unknown => options?.[0]?.value ?? options?.[0]?.name;

/** A list, or lists, with nothing in them. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  (isRecord(value) ? Object.values(value).every(isEmpty) : Array.isArray(value) && value.length === 0);

const reads = /^(?:find|get|search|list|read|aggregate|query)/i;
/** A description is text that stands for itself; elsewhere so many words are an example. */
const isSentence = (name: string, text: string): boolean => text.split(/\s+/).length >= 5 && !/description/i.test(name);

function isBlank(property: NodeProperty, value: unknown): boolean {
  if (locators.has(property.type)) {
    const inner = isRecord(value) ? value['value'] : value;
    return inner === undefined || inner === null || inner === '' || inner === false;
  }
  if (Array.isArray(value)) {
    if (property.type === 'multiOptions') return value.length === 0;
    return property.typeOptions?.['multipleValues'] === true && value.some((one) => one === '');
  }
  return value === undefined || value === null || value === '';
}
