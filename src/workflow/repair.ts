import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { visibleProperties, withDefaults } from '#src/catalog/display-options.ts';
import type { DraftNode, Parameters } from './draft.ts';
import { toAssignments, toFilter } from './repair-shapes.ts';
import { isRecord, toWord } from './values.ts';

const deepest = 60;
const codeKeys = new Set(['jsCode', 'pythonCode', 'functionCode', 'query', 'customCss']);

/**
 * The node's parameters in n8n's own shapes, where a model wrote an obvious short form: `=` before expressions,
 * locators, conditions, field assignments, schedule rules. What is not recognised stays as it is. Pure.
 */
export function repairParameters(node: DraftNode, nodeType: NodeType | undefined, createId: () => string): Parameters {
  const copy = copyValue(node.parameters, '', 0);
  if (!nodeType || !isRecord(copy)) return isRecord(copy) ? copy : {};
  const named = applyShortNames(node.type, copy);
  const version = nodeType.defaultVersion;
  const filled = withDefaults(nodeType, named, version);
  const visible = visibleProperties(nodeType.properties, { parameters: filled, version });
  const repaired = Object.entries(named).map(([key, value]) => {
    const property = visible.find((one) => one.name === key) ?? nodeType.properties.find((one) => one.name === key);
    return [key, property ? repairValue(property, value, version, createId) : value];
  });
  return loosen(Object.fromEntries(repaired), named, visible);
}

/** A deep copy without `__proto__` keys and with `=` before every text that holds an expression. */
function copyValue(value: unknown, key: string, depth: number): unknown {
  if (typeof value === 'string') return codeKeys.has(key) ? value : withPrefix(value);
  if (depth > deepest || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => copyValue(entry, key, depth + 1));
  const entries = Object.entries(value).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(entries.map(([name, entry]) => [name, copyValue(entry, name, depth + 1)]));
}

/** n8n only evaluates text that starts with `=`. */
function withPrefix(text: string): string {
  if (text.startsWith('=')) return text;
  const open = text.indexOf('{{');
  if (open < 0) return text;
  const close = text.indexOf('}}', open + 2);
  return close > open + 2 && text.slice(open + 2, close).trim() !== '' ? `=${text}` : text;
}

type ShortNames = (parameters: Parameters) => Parameters;

const shortNames: Record<string, ShortNames> = {
  'n8n-nodes-base.scheduleTrigger': (given) => {
    const cron = given['cronExpression'] ?? given['cron'];
    const { cronExpression: _one, cron: _two, ...rest } = given;
    return typeof cron === 'string' && !('rule' in rest) ? { ...rest, rule: cron } : given;
  },
  'n8n-nodes-base.slack': (given) => {
    const { channel, ...rest } = given;
    const moved = channel !== undefined && rest['channelId'] === undefined ? { ...rest, channelId: channel } : given;
    if (moved['select'] !== undefined) return moved;
    if ((moved['resource'] ?? 'message') !== 'message') return moved;
    if (moved['channelId'] !== undefined) return { ...moved, select: 'channel' };
    return moved['user'] === undefined ? moved : { ...moved, select: 'user' };
  },
  'n8n-nodes-base.httpRequest': (given) => ({
    ...(given['jsonBody'] === undefined ? {} : { sendBody: true, specifyBody: 'json' }),
    ...(given['bodyParameters'] === undefined ? {} : { sendBody: true }),
    ...(given['headerParameters'] === undefined ? {} : { sendHeaders: true }),
    ...(given['queryParameters'] === undefined ? {} : { sendQuery: true }),
    ...given,
    ...(isRecord(given['jsonBody']) ? { jsonBody: JSON.stringify(given['jsonBody'], null, 2) } : {}),
  }),
};

function applyShortNames(type: string, parameters: Parameters): Parameters {
  return Object.hasOwn(shortNames, type) ? (shortNames[type]?.(parameters) ?? parameters) : parameters;
}

function repairValue(property: NodeProperty, value: unknown, version: number, createId: () => string): unknown {
  switch (property.type) {
    case 'resourceLocator':
      return toLocator(property, value);
    case 'workflowSelector':
      return typeof value === 'string' && !value.startsWith('=') ? { __rl: true, mode: 'id', value } : value;
    case 'filter':
      return toFilter(value, version, createId);
    case 'assignmentCollection':
      return toAssignments(value, createId);
    case 'fixedCollection':
      return toGroups(property, value, version, createId);
    default:
      return value;
  }
}

/** A plain id, name or link becomes n8n's `{ __rl, mode, value }`. */
function toLocator(property: NodeProperty, value: unknown): unknown {
  if (isRecord(value)) {
    if (value['__rl'] === true || !('value' in value)) return value;
    return {
      __rl: true,
      mode: value['mode'] ?? modeFor(property, toWord(value['value'] ?? '')),
      value: value['value'],
    };
  }
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  return { __rl: true, mode: modeFor(property, toWord(value)), value };
}

function modeFor(property: NodeProperty, value: string): string {
  const modes = (property.modes ?? []).map((mode) => mode.name);
  const has = (mode: string): boolean => modes.includes(mode);
  if (/^https?:\/\//i.test(value) && has('url')) return 'url';
  if (value.startsWith('@') && has('username')) return 'username';
  if (has('name') && !/^[CGDU][A-Z0-9]{7,}$/.test(value) && !/^\d+$/.test(value)) return 'name';
  return ['id', 'name', 'list'].find(has) ?? 'id';
}

/** A bare list or a single entry where n8n wants `{ group: […] }`; conditions inside the entries are repaired too. */
function toGroups(property: NodeProperty, value: unknown, version: number, createId: () => string): unknown {
  const [group] = property.options ?? [];
  if (!group || (property.options ?? []).length !== 1) return value;
  if (property.name === 'rule' && group.name === 'interval') return toScheduleRule(value);
  const many = property.typeOptions?.['multipleValues'] === true;
  const holder = Array.isArray(value) ? { [group.name]: many ? value : value[0] } : value;
  if (!isRecord(holder) || !many) return holder;
  const inner = holder[group.name];
  const entries = isRecord(inner) ? [inner] : inner;
  if (!Array.isArray(entries)) return holder;
  const conditions = (group.values ?? []).filter((field) => field.type === 'filter').map((field) => field.name);
  return {
    ...holder,
    [group.name]: entries.map((entry: unknown) =>
      isRecord(entry)
        ? Object.fromEntries(
            Object.entries(entry).map(([key, one]) => [
              key,
              conditions.includes(key) ? toFilter(one, version, createId) : one,
            ]),
          )
        : entry,
    ),
  };
}

const fields = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months'];

function toScheduleRule(value: unknown): unknown {
  if (typeof value === 'string') return { interval: [{ field: 'cronExpression', expression: value }] };
  const holder = isRecord(value) && !('interval' in value) ? [value] : isRecord(value) ? value['interval'] : value;
  const entries = Array.isArray(holder) ? holder : [holder];
  if (!entries.every((entry) => isRecord(entry) || typeof entry === 'string')) return value;
  const interval = entries.map(toInterval);
  return isRecord(value) && 'interval' in value ? { ...value, interval } : { interval };
}

function toInterval(entry: unknown): unknown {
  if (typeof entry === 'string') return { field: 'cronExpression', expression: entry };
  if (!isRecord(entry)) return entry;
  const { cronExpression, cron, ...rest } = entry;
  const line = cronExpression ?? cron ?? (rest['field'] === 'cron' ? rest['expression'] : undefined);
  if (typeof line === 'string') return { ...rest, field: 'cronExpression', expression: line };
  const field = fields.find((name) => name === rest['field'] || name === `${toWord(rest['field'])}s`);
  const days = rest['triggerAtDay'];
  return {
    ...rest,
    ...(field ? { field } : {}),
    ...(typeof days === 'number' ? { triggerAtDay: [days] } : {}),
  };
}

/** Conditions written in short form compare loosely: the types of their values were guessed. */
function loosen(repaired: Parameters, given: Parameters, visible: readonly NodeProperty[]): Parameters {
  const guessed = visible.some((property) => {
    const value = repaired[property.name];
    if (property.type !== 'filter' || value === given[property.name]) return false;
    return isRecord(value) && isRecord(value['options']) && value['options']['typeValidation'] === 'loose';
  });
  const can = visible.some((property) => property.name === 'looseTypeValidation');
  return guessed && can && repaired['looseTypeValidation'] === undefined
    ? { ...repaired, looseTypeValidation: true }
    : repaired;
}
