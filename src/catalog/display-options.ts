import type { NodeProperty, NodeType } from './catalog.ts';
import { meets } from './display-conditions.ts';

type Parameters = Record<string, unknown>;
type DisplayOptions = NodeProperty['displayOptions'];

/** Where a property stands: its siblings, the node's top-level parameters and the node's version. */
export interface Scope {
  parameters: Parameters;
  root?: Parameters;
  version: number;
  /** True for the variant of a node type that an agent uses as a tool (`@tool`). */
  tool?: boolean;
  /** Properties beside it; their defaults stand in for what is not set. */
  siblings?: readonly NodeProperty[];
}

/** What n8n makes of the parameters of one level: a node's, or those of one entry of a collection. */
export interface Resolved {
  /** What is given, plus the default of every visible property that is not set. */
  values: Parameters;
  /** The properties n8n shows. Several of one name are alternatives: a value is right when it suits one of them. */
  visible: readonly NodeProperty[];
}

/**
 * True when n8n would show the property, given the values around it. As in n8n an expression in a value that decides
 * shows the property, since nobody can know.
 */
export function isVisible(property: { displayOptions?: DisplayOptions }, scope: Scope): boolean {
  const { show, hide } = property.displayOptions ?? {};
  for (const key in show) {
    const values = valuesAt(key, scope);
    if (!values || values.some(isExpression)) return true;
    if (!meets(show[key], values)) return false;
  }
  for (const key in hide) {
    const values = valuesAt(key, scope);
    if (values && values.length > 0 && meets(hide[key], values)) return false;
  }
  return true;
}

/** True when no expression decides whether the property is shown, so that it surely is where `isVisible` says so. */
export function isSurelyVisible(property: { displayOptions?: DisplayOptions }, scope: Scope): boolean {
  const { show } = property.displayOptions ?? {};
  for (const key in show) if (valuesAt(key, scope)?.some(isExpression) ?? true) return false;
  return true;
}

/** The properties that n8n would show. */
export function visibleProperties(properties: readonly NodeProperty[], scope: Scope): NodeProperty[] {
  return properties.filter((property) => isVisible(property, { ...scope, siblings: properties }));
}

/** The node's parameters with n8n's defaults filled in for every visible property that is not set. Pure. */
export function withDefaults(nodeType: NodeType, parameters: Parameters, version: number): Parameters {
  return resolveParameters(nodeType.properties, parameters, { version, tool: isTool(nodeType) }).values;
}

/** True for the generated variants that only an agent may use, e.g. `n8n-nodes-base.slackTool`. */
export const isTool = (nodeType: Pick<NodeType, 'name'>): boolean => nodeType.name.endsWith('Tool');

/**
 * Reads one level of parameters as n8n does: properties in the order of what they depend on, each hidden or shown by
 * the values before it. What is hidden counts with its default as long as its name is the only one of its kind. Pure.
 */
export function resolveParameters(
  properties: readonly NodeProperty[],
  given: Parameters,
  where: { version: number; tool?: boolean; root?: Parameters },
): Resolved {
  const filled = { ...given };
  const scope: Scope = { ...where, parameters: filled };
  for (const { property, alone } of orderOf(properties)) {
    if (property.default === undefined || isSet(filled, property.name)) continue;
    if (alone || isVisible(property, scope)) filled[property.name] = property.default;
  }
  const visible = properties.filter((property) => isVisible(property, scope));
  const values = { ...given };
  for (const { name, default: fallback } of visible) {
    if (fallback !== undefined && !isSet(values, name)) values[name] = fallback;
  }
  return { values, visible };
}

const isSet = (holder: Parameters, name: string): boolean => Object.hasOwn(holder, name) && holder[name] !== undefined;

interface Ordered {
  property: NodeProperty;
  /** No other property of the level has its name. */
  alone: boolean;
}

const orders = new WeakMap<readonly NodeProperty[], readonly Ordered[]>();

/** The properties so that each comes after those it depends on; where they depend on each other, as they are listed. */
function orderOf(properties: readonly NodeProperty[]): readonly Ordered[] {
  const cached = orders.get(properties);
  if (cached) return cached;
  const left = new Map<string, number>();
  for (const { name } of properties) left.set(name, (left.get(name) ?? 0) + 1);
  const counts = new Map(left);
  const order: Ordered[] = [];
  let waiting = [...properties];
  while (waiting.length > 0) {
    const ready = waiting.filter((property) => dependenciesOf(property).every((name) => !left.get(name)));
    const now = ready.length > 0 ? ready : waiting;
    for (const property of now) {
      left.set(property.name, (left.get(property.name) ?? 1) - 1);
      order.push({ property, alone: counts.get(property.name) === 1 });
    }
    const placed = new Set(now);
    waiting = waiting.filter((property) => !placed.has(property));
  }
  orders.set(properties, order);
  return order;
}

function dependenciesOf({ name, displayOptions }: NodeProperty): string[] {
  const keys = [...Object.keys(displayOptions?.show ?? {}), ...Object.keys(displayOptions?.hide ?? {})];
  return keys.map((key) => key.split('.')[0] ?? key).filter((key) => key !== name);
}

/** The value or values a condition looks at; undefined where only n8n itself can know. */
function valuesAt(key: string, scope: Scope): unknown[] | undefined {
  if (key === '@version') return [scope.version];
  if (key === '@tool') return [scope.tool === true];
  if (key.startsWith('@')) return undefined;
  const fromRoot = key.startsWith('/');
  const holder = fromRoot ? (scope.root ?? scope.parameters) : scope.parameters;
  const [name = '', ...rest] = (fromRoot ? key.slice(1) : key).split('.');
  let value: unknown = isSet(holder, name) ? holder[name] : fromRoot ? undefined : defaultOf(name, scope);
  for (const part of rest) value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  if (isObject(value) && value['__rl']) value = value['value'];
  return Array.isArray(value) ? value : [value];
}

/** The default of the sibling of that name, for callers that did not fill the defaults in. */
function defaultOf(name: string, scope: Scope): unknown {
  const named = scope.siblings?.filter((sibling) => sibling.name === name) ?? [];
  if (named.length <= 1) return named[0]?.default;
  const shown = named.find((sibling) => isVisible(sibling, { ...scope, siblings: undefined }));
  return (shown ?? named[0])?.default;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** True for a value n8n computes: a text that starts with `=`. */
export const isExpression = (value: unknown): value is string => typeof value === 'string' && value.startsWith('=');
