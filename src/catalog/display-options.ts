import type { NodeProperty, NodeType } from './catalog.ts';

type Parameters = Record<string, unknown>;
type DisplayOptions = NodeProperty['displayOptions'];

/** Where a property stands: its siblings, the node's top-level parameters and the node's version. */
export interface Scope {
  parameters: Parameters;
  root?: Parameters;
  version: number;
  /** Properties beside it; their defaults stand in for what is not set. */
  siblings?: readonly NodeProperty[];
}

/** True when n8n would show the property, given the values around it and their defaults. */
export function isVisible(property: { displayOptions?: DisplayOptions }, scope: Scope): boolean {
  const { show, hide } = property.displayOptions ?? {};
  if (show && !Object.entries(show).every(([key, wanted]) => holds(key, wanted, scope))) return false;
  return !(hide && Object.entries(hide).some(([key, wanted]) => holds(key, wanted, scope, true)));
}

/** The properties that n8n would show. */
export function visibleProperties(properties: readonly NodeProperty[], scope: Scope): NodeProperty[] {
  return properties.filter((property) => isVisible(property, { ...scope, siblings: properties }));
}

/** The node's parameters with n8n's defaults filled in for every visible property that is not set. Pure. */
export function withDefaults(nodeType: NodeType, parameters: Parameters, version: number): Parameters {
  const filled = new Map(Object.entries(parameters));
  for (let round = 0; round < 6; round += 1) {
    const before = filled.size;
    const scope = { parameters: Object.fromEntries(filled), version };
    for (const property of nodeType.properties) {
      if (filled.has(property.name) || property.default === undefined) continue;
      if (isVisible(property, scope)) filled.set(property.name, property.default);
    }
    if (filled.size === before) break;
  }
  return Object.fromEntries(filled);
}

function holds(key: string, wanted: readonly unknown[], scope: Scope, hiding = false): boolean {
  if (key === '@version') return wanted.some((one) => matches(scope.version, one));
  if (key === '@tool') return wanted.includes(false);
  if (key.startsWith('@')) return !hiding;
  const value = valueAt(key, scope);
  const values = Array.isArray(value) ? value : [value];
  if (!hiding && values.some(isExpression)) return true;
  return values.some((each) => wanted.some((one) => matches(each, one)));
}

function valueAt(key: string, scope: Scope): unknown {
  const fromRoot = key.startsWith('/');
  const holder = fromRoot ? (scope.root ?? scope.parameters) : scope.parameters;
  const [name = '', ...rest] = (fromRoot ? key.slice(1) : key).split('.');
  let value: unknown = Object.hasOwn(holder, name) ? holder[name] : defaultOf(name, scope);
  for (const part of rest) value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  return isObject(value) && value['__rl'] === true ? value['value'] : value;
}

/** The default of the sibling of that name; only unconditional or same-version ones, so that this cannot run in circles. */
function defaultOf(name: string, scope: Scope): unknown {
  const named = scope.siblings?.filter((sibling) => sibling.name === name) ?? [];
  if (named.length <= 1) return named[0]?.default;
  const shown = named.find((sibling) => isVisible(sibling, { ...scope, siblings: undefined }));
  return (shown ?? named[0])?.default;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
export const isExpression = (value: unknown): value is string => typeof value === 'string' && value.startsWith('=');

function matches(value: unknown, wanted: unknown): boolean {
  if (!isObject(wanted) || !isObject(wanted['_cnd'])) return value === wanted;
  return Object.entries(wanted['_cnd']).every(([operator, operand]) => compare(operator, value, operand));
}

const toNumber = (value: unknown): number =>
  typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;

function compare(operator: string, value: unknown, operand: unknown): boolean {
  const [left, right] = [toNumber(value), toNumber(operand)];
  const word = typeof value === 'object' ? '' : String(value ?? '');
  switch (operator) {
    case 'eq':
      return value === operand;
    case 'not':
      return value !== operand;
    case 'gte':
      return left >= right;
    case 'lte':
      return left <= right;
    case 'gt':
      return left > right;
    case 'lt':
      return left < right;
    case 'between':
      return isObject(operand) && left >= toNumber(operand['from']) && left <= toNumber(operand['to']);
    case 'startsWith':
      return word.startsWith(String(operand));
    case 'endsWith':
      return word.endsWith(String(operand));
    case 'includes':
      return word.includes(String(operand));
    case 'regex':
      return new RegExp(String(operand)).test(word.slice(0, 1000));
    case 'exists':
      return value !== undefined && value !== null && value !== '';
    default:
      return true;
  }
}
