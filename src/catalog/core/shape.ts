import type { NodeProperty, NodeType } from '../catalog.ts';

type Extra = Partial<Omit<NodeProperty, 'name' | 'displayName' | 'type'>>;
type Show = Record<string, unknown[]>;

const property =
  (type: string, fallback: unknown) =>
  (name: string, displayName: string, extra: Extra = {}): NodeProperty => ({
    name,
    displayName,
    type,
    default: fallback,
    ...extra,
  });

/** Builders for the property types that the core node types use; `extra` overrides the usual default. */
export const text = property('string', '');
export const number = property('number', 0);
export const flag = property('boolean', false);
export const json = property('json', '');
export const moment = property('dateTime', '');
export const filter = property('filter', {});
export const assignments = property('assignmentCollection', {});
export const mapper = property('resourceMapper', { mappingMode: 'defineBelow', value: null });
export const credentialType = property('credentialsSelect', '');

/** Marks a property as required. */
export const required = (given: NodeProperty): NodeProperty => ({ ...given, required: true });

/** One value out of a list; the first one is the default unless `extra` says otherwise. */
export function choice(name: string, displayName: string, values: readonly unknown[], extra: Extra = {}): NodeProperty {
  const options = values.map((value) => ({ name: String(value), value }));
  return { name, displayName, type: 'options', default: values[0], options, ...extra };
}

/** Several values out of a list. */
export function choices(
  name: string,
  displayName: string,
  values: readonly unknown[],
  extra: Extra = {},
): NodeProperty {
  return { ...choice(name, displayName, values), type: 'multiOptions', default: [], ...extra };
}

/** Optional named fields. */
export function collection(name: string, displayName: string, fields: NodeProperty[], extra: Extra = {}): NodeProperty {
  return { name, displayName, type: 'collection', default: {}, options: fields, ...extra };
}

/** A list of entries with the same fields, kept under `group`. */
export function list(
  name: string,
  displayName: string,
  group: string,
  fields: NodeProperty[],
  extra: Extra = {},
): NodeProperty {
  const options = [{ name: group, displayName, values: fields }];
  return {
    name,
    displayName,
    type: 'fixedCollection',
    default: {},
    options,
    typeOptions: { multipleValues: true },
    ...extra,
  };
}

/** A thing named by id, name, link or from a list. */
export function locator(name: string, displayName: string, modes: readonly string[], extra: Extra = {}): NodeProperty {
  return {
    name,
    displayName,
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    modes: modes.map((mode) => ({ name: mode })),
    ...extra,
  };
}

/** The same properties, shown only when `show` holds. */
export function when(show: Show, properties: NodeProperty[]): NodeProperty[] {
  return properties.map((given) => ({
    ...given,
    displayOptions: { ...given.displayOptions, show: { ...show, ...given.displayOptions?.show } },
  }));
}

/** The same properties, gone when `hide` holds. */
export function unless(hide: Show, properties: NodeProperty[]): NodeProperty[] {
  return properties.map((given) => ({ ...given, displayOptions: { ...given.displayOptions, hide } }));
}

/** A credential; `show` limits it to an authentication choice. */
export function credential(name: string, displayName: string, show?: Show): NodeType['credentials'][number] {
  return { name, displayName, required: true, ...(show ? { displayOptions: { show } } : {}) };
}

type Required = Pick<NodeType, 'displayName' | 'description' | 'versions'> & Partial<Omit<NodeType, 'name' | 'kind'>>;

/** Completes a node type; its newest version comes last in `versions`. */
function complete(name: string, kind: NodeType['kind'], given: Required): NodeType {
  const newest = given.versions.at(-1) ?? 1;
  return {
    name,
    kind,
    covers: given.versions.filter((version) => Math.floor(version) === Math.floor(newest)),
    aliases: [],
    operations: operationsOf(given.properties ?? []),
    inputs: kind === 'action' ? ['main'] : [],
    outputs: ['main'],
    credentials: [],
    properties: [],
    webhook: false,
    startsByItself: kind === 'trigger',
    defaultVersion: newest,
    ...given,
  };
}

const operationsOf = (properties: readonly NodeProperty[]): string[] =>
  properties
    .filter(({ name }) => name === 'operation' || name === 'resource' || name === 'event')
    .flatMap(({ options }) => (options ?? []).map((option) => `${option.name} ${String(option.value ?? '')}`));

export const trigger = (name: string, given: Required): NodeType =>
  complete(`n8n-nodes-base.${name}`, 'trigger', given);
export const action = (name: string, given: Required): NodeType => complete(`n8n-nodes-base.${name}`, 'action', given);
export const ai = (name: string, kind: NodeType['kind'], given: Required): NodeType =>
  complete(`@n8n/n8n-nodes-langchain.${name}`, kind, given);

/** n8n's condition on the node's version. */
export const version = (condition: Record<string, unknown>): Show => ({ '@version': [{ _cnd: condition }] });

const notClocked = ['custom', 'everyX'];

/** When a polling trigger looks for news. */
export const pollTimes = list(
  'pollTimes',
  'Poll times',
  'item',
  [
    choice(
      'mode',
      'How often',
      ['everyMinute', 'everyHour', 'everyDay', 'everyWeek', 'everyMonth', 'everyX', 'custom'],
      {
        default: 'everyDay',
      },
    ),
    ...unless({ mode: [...notClocked, 'everyHour', 'everyMinute'] }, [
      number('hour', 'Hour', { default: 14, typeOptions: { minValue: 0, maxValue: 23 } }),
    ]),
    ...unless({ mode: [...notClocked, 'everyMinute'] }, [
      number('minute', 'Minute', { typeOptions: { minValue: 0, maxValue: 59 } }),
    ]),
    ...when({ mode: ['everyMonth'] }, [
      number('dayOfMonth', 'Day of the month', { default: 1, typeOptions: { minValue: 1, maxValue: 31 } }),
    ]),
    ...when({ mode: ['everyWeek'] }, [choice('weekday', 'Weekday', ['1', '2', '3', '4', '5', '6', '0'])]),
    ...when({ mode: ['custom'] }, [text('cronExpression', 'Cron expression', { default: '* * * * * *' })]),
    ...when({ mode: ['everyX'] }, [
      number('value', 'Every', { default: 2, typeOptions: { minValue: 0, maxValue: 1000 } }),
      choice('unit', 'Unit', ['minutes', 'hours'], { default: 'hours' }),
    ]),
  ],
  { default: { item: [{ mode: 'everyMinute' }] } },
);
