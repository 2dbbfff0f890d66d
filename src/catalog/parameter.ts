import type { NodeProperty } from './catalog.ts';
import { isVisible } from './display-options.ts';

/** One parameter as it may be written: n8n's description without what only an editor needs. */
export interface Parameter {
  name: string;
  label: string;
  type: string;
  required: boolean;
  /** What else has to be set for it to count, e.g. `messageType = "block"`; absent when it counts as things are. */
  when?: string;
  description?: string;
  default?: unknown;
  /** Values it may take; absent where the account decides. */
  values?: { value: unknown; name: string; description?: string }[];
  /** For locators: the ways to name the thing, with an example each. */
  modes?: { name: string; example?: string }[];
  /** Named optional fields of a collection. */
  fields?: Parameter[];
  /** Groups of a fixed collection; `many` when each holds a list. */
  groups?: { name: string; many: boolean; fields: Parameter[] }[];
}

const silent = new Set(['notice', 'hidden', 'callout', 'button', 'curlImport', 'icon']);
const deepest = 4;

interface Place {
  parameters: Record<string, unknown>;
  root: Record<string, unknown>;
  version: number;
}

/**
 * The parameters that n8n shows in that place, then those that it would show after another choice, each with that choice.
 * Pure.
 */
export function toParameters(properties: readonly NodeProperty[], place: Place, depth = 0): Parameter[] {
  const open = openSwitches(properties, place);
  const shown = new Map<string, Parameter>();
  const possible = new Map<string, Parameter>();
  for (const property of properties) {
    if (silent.has(property.type)) continue;
    if (isVisible(property, { ...place, siblings: properties })) {
      const key = `${property.name}|${property.type}`;
      if (!shown.has(key)) shown.set(key, toParameter(property, place, depth, undefined));
    } else if (isVisible(property, { ...place, parameters: open, siblings: properties })) {
      const when = toCondition(property, place, properties);
      const bare = toParameter(property, place, depth, undefined);
      const key = `${property.name}|${property.type}|${JSON.stringify([bare.values, bare.fields, bare.groups])}`;
      const known = possible.get(key);
      possible.set(key, { ...bare, ...known, when: joinConditions(known?.when, when) });
    }
  }
  const others = [...possible.values()].filter(({ name, type }) => !shown.has(`${name}|${type}`));
  return [...shown.values(), ...others];
}

/** One condition or the other; a stricter one adds nothing. */
function joinConditions(known: string | undefined, other: string): string {
  if (known === undefined) return other;
  const covered = known.split(' or ').some((each) => other === each || other.startsWith(`${each}, `));
  return covered ? known : `${known} or ${other}`;
}

/** The parameters with everything open that the visibility of others hangs on. */
function openSwitches(
  properties: readonly NodeProperty[],
  { parameters, version, root }: Place,
): Record<string, unknown> {
  const asked = new Set(properties.flatMap(({ displayOptions }) => Object.keys(displayOptions?.show ?? {})));
  const open = { ...parameters };
  for (let round = 0; round < 3; round += 1) {
    for (const { name, type, displayOptions } of properties) {
      if (name === 'resource' || name === 'operation' || !asked.has(name)) continue;
      if (type === 'hidden' || isExpressionText(open[name])) continue;
      if (isVisible({ displayOptions }, { parameters: open, version, root, siblings: properties }))
        open[name] = '={{ }}';
    }
  }
  return open;
}

const isExpressionText = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');

/** What has to hold besides what holds already. */
function toCondition({ displayOptions }: NodeProperty, place: Place, siblings: readonly NodeProperty[]): string {
  const { show = {}, hide = {} } = displayOptions ?? {};
  const wanted = Object.entries(show)
    .filter(
      ([key, values]) =>
        !key.startsWith('@') && !isVisible({ displayOptions: { show: { [key]: values } } }, { ...place, siblings }),
    )
    .map(([key, values]) => `${key.replace(/^\//, '')} = ${termsOf(values)}`);
  const unwanted = Object.entries(hide)
    .filter(
      ([key, values]) =>
        !key.startsWith('@') && !isVisible({ displayOptions: { hide: { [key]: values } } }, { ...place, siblings }),
    )
    .map(([key, values]) => `${key.replace(/^\//, '')} is not ${termsOf(values)}`);
  return [...wanted, ...unwanted].join(', ');
}

const termsOf = (values: readonly unknown[]): string => [...new Set(values.map(toTerm))].slice(0, 6).join(' | ');

function toTerm(value: unknown): string {
  const condition = typeof value === 'object' && value !== null ? (value as { _cnd?: object })['_cnd'] : undefined;
  if (!condition) return JSON.stringify(value);
  return Object.entries(condition)
    .map(([operator, operand]) => (operator === 'exists' ? 'set' : `${operator} ${JSON.stringify(operand)}`))
    .join(' and ');
}

function toParameter(property: NodeProperty, place: Place, depth: number, when: string | undefined): Parameter {
  const description = toPlainText(property.description ?? '');
  const { default: fallback } = property;
  const isPlain = fallback !== undefined && fallback !== '' && fallback !== null && typeof fallback !== 'object';
  return {
    name: property.name,
    label: property.displayName,
    type: property.type,
    required: property.required === true,
    ...(when ? { when } : {}),
    ...(description ? { description } : {}),
    ...(isPlain ? { default: fallback } : {}),
    ...valuesOf(property, place),
    ...(property.modes
      ? {
          modes: property.modes.map(({ name, placeholder }) => ({
            name,
            ...(placeholder && name !== 'list' ? { example: placeholder } : {}),
          })),
        }
      : {}),
    ...(depth < deepest ? insideOf(property, place, depth) : {}),
  };
}

function valuesOf({ type, options = [] }: NodeProperty, place: Place): Pick<Parameter, 'values'> {
  if ((type !== 'options' && type !== 'multiOptions') || options.length === 0) return {};
  const values = options
    .filter((option) => isVisible(option, place))
    .map(({ name, value, description }) => {
      const note = toPlainText(description ?? '');
      return { value: value ?? name, name, ...(note ? { description: note } : {}) };
    });
  return { values };
}

/** Fields of collections; what they hang on is looked for among themselves first. */
function insideOf(property: NodeProperty, place: Place, depth: number): Pick<Parameter, 'fields' | 'groups'> {
  const inner = { parameters: {}, root: place.root, version: place.version };
  if (property.type === 'collection') {
    const fields = (property.options ?? []).map((field) => ({ displayName: field.name, type: 'string', ...field }));
    return { fields: toParameters(fields as NodeProperty[], inner, depth + 1) };
  }
  if (property.type !== 'fixedCollection') return {};
  const many = property.typeOptions?.['multipleValues'] === true;
  const groups = (property.options ?? [])
    .filter((group) => isVisible(group, place))
    .map((group) => ({ name: group.name, many, fields: toParameters(group.values ?? [], inner, depth + 1) }));
  return { groups };
}

/** Without tags, and without the sentence about lists and expressions that only the editor needs. */
function toPlainText(html: string): string {
  return html
    .slice(0, 2000)
    .replace(/<[^>]{0,500}>/g, '')
    .replace(/Choose from the list,? or specify .*?(?:expression|$)\.?/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
