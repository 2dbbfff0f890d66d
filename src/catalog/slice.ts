import type { NodeProperty, NodeType } from './catalog.ts';
import { isVisible, visibleProperties, withDefaults } from './display-options.ts';

/** What of a node type is wanted; values or the names people see, in any case. */
export interface Slice {
  resource?: string | undefined;
  operation?: string | undefined;
}

export interface Operation {
  value: string;
  /** What it does, in n8n's words. */
  description: string;
}

export interface Resource {
  value: string;
  operations: Operation[];
}

/** The part of a node type that the slice means, or why it means none. */
export type Sliced =
  | {
      kind: 'slice';
      parameters: Record<string, unknown>;
      version: number;
      operations: Operation[];
      resources: string[];
    }
  | { kind: 'overview'; resources: Resource[] }
  | { kind: 'unknown'; what: 'resource' | 'operation'; given: string; valid: string[] };

const mostForOneSlice = 6;

/** The version a description is read for: the default one where the description covers it. */
export const versionOf = (nodeType: NodeType): number =>
  nodeType.covers.includes(nodeType.defaultVersion)
    ? nodeType.defaultVersion
    : (nodeType.covers.at(-1) ?? nodeType.defaultVersion);

/**
 * Finds the resource and operation meant. Without a slice a node type with several resources and many operations gives
 * an overview; what is left out otherwise is n8n's default. Pure.
 */
export function toSlice(nodeType: NodeType, slice: Slice): Sliced {
  const version = versionOf(nodeType);
  const resources = resourcesOf(nodeType, version);
  const given = { resource: slice.resource?.trim(), operation: slice.operation?.trim() };
  const unknown = (what: 'resource' | 'operation', valid: string[]): Sliced => {
    return { kind: 'unknown', what, given: given[what] ?? '', valid: nearestFirst(given[what] ?? '', valid) };
  };
  let resource: string | undefined;
  if (given.resource && resources.length > 0) {
    resource = choose(resourceOptions(nodeType, version), given.resource);
    if (resource === undefined)
      return unknown(
        'resource',
        resources.map(({ value }) => value),
      );
  }
  if (resource === undefined && given.operation && resources.length > 0) {
    const having = resources.filter(({ value }) => operationOf(nodeType, version, value, given.operation ?? ''));
    const usual = defaultResource(nodeType, version);
    resource = (having.find(({ value }) => value === usual) ?? having[0])?.value;
    if (resource === undefined) {
      return unknown(
        'operation',
        resources.flatMap(({ value, operations }) => operations.map((each) => `${value}/${each.value}`)),
      );
    }
  }
  const many = resources.reduce((sum, { operations }) => sum + operations.length, 0) > mostForOneSlice;
  if (resource === undefined && resources.length > 1 && many) return { kind: 'overview', resources };
  if (given.resource && given.operation === undefined && resource !== undefined) {
    const operations = resources.find(({ value }) => value === resource)?.operations ?? [];
    if (operations.length > mostForOneSlice && !hasDefault(nodeType, version, resource)) {
      return { kind: 'overview', resources: [{ value: resource, operations }] };
    }
  }
  const chosen: Record<string, unknown> = resource === undefined ? {} : { resource };
  const operations = operationsOf(nodeType, version, chosen);
  if (given.operation && operations.length > 0) {
    const operation = operationOf(nodeType, version, resource, given.operation);
    if (operation === undefined)
      return unknown(
        'operation',
        operations.map(({ value }) => value),
      );
    chosen['operation'] = operation;
  }
  const parameters = withDefaults(nodeType, chosen, version);
  if (operations.length > 0 && !operations.some(({ value }) => value === parameters['operation'])) {
    parameters['operation'] = operations[0]?.value;
  }
  return { kind: 'slice', parameters, version, operations, resources: resources.map(({ value }) => value) };
}

/** Every resource with its operations; a node type without resources has one, called by an empty text. */
export function actsOf(nodeType: NodeType): Resource[] {
  const version = versionOf(nodeType);
  const resources = resourcesOf(nodeType, version);
  return resources.length > 0 ? resources : [{ value: '', operations: operationsOf(nodeType, version, {}) }];
}

type Option = NonNullable<NodeProperty['options']>[number];

/** The options of the properties of that name which n8n shows, given what is chosen already. */
function optionsOf(nodeType: NodeType, version: number, name: string, chosen: Record<string, unknown>): Option[] {
  const parameters = withDefaults(nodeType, chosen, version);
  return visibleProperties(nodeType.properties, { parameters, version })
    .filter((property) => property.name === name && property.type === 'options')
    .flatMap((property) => property.options ?? [])
    .filter((option) => isVisible(option, { parameters, version, siblings: nodeType.properties }));
}

const resourceOptions = (nodeType: NodeType, version: number): Option[] => optionsOf(nodeType, version, 'resource', {});

function resourcesOf(nodeType: NodeType, version: number): Resource[] {
  return resourceOptions(nodeType, version).map((option) => {
    const value = String(option.value ?? option.name);
    return { value, operations: operationsOf(nodeType, version, { resource: value }) };
  });
}

function operationsOf(nodeType: NodeType, version: number, chosen: Record<string, unknown>): Operation[] {
  return optionsOf(nodeType, version, 'operation', chosen).map((option) => ({
    value: String(option.value ?? option.name),
    description: option.action ?? option.description ?? option.name,
  }));
}

function operationOf(nodeType: NodeType, version: number, resource: string | undefined, given: string) {
  const chosen = resource === undefined ? {} : { resource };
  return choose(optionsOf(nodeType, version, 'operation', chosen), given);
}

/** The resource that n8n chooses for a new node: the slice to show somebody who has not said which. */
export function usualSlice(nodeType: NodeType): Slice {
  const resource = defaultResource(nodeType, versionOf(nodeType));
  return typeof resource === 'string' && resource !== '' ? { resource } : {};
}

const defaultResource = (nodeType: NodeType, version: number): unknown =>
  withDefaults(nodeType, {}, version)['resource'];

const hasDefault = (nodeType: NodeType, version: number, resource: string): boolean =>
  Boolean(withDefaults(nodeType, { resource }, version)['operation']);

/** The value of the option that is meant: by value, then by the name or action people see. */
function choose(options: readonly Option[], given: string): string | undefined {
  const plain = (text: unknown): string =>
    String(text)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '');
  const found =
    options.find(({ value }) => value === given) ??
    options.find(({ value }) => plain(value) === plain(given)) ??
    options.find(({ name, action }) => plain(name) === plain(given) || (action && plain(action) === plain(given)));
  return found && String(found.value ?? found.name);
}

/** Sorts words by how much they have in common with the one given, the order kept among equals. */
function nearestFirst(given: string, words: readonly string[]): string[] {
  const pairs = (text: string): Set<string> => {
    const plain = text.toLowerCase().replace(/[^a-z0-9]/g, '');
    return new Set([...plain].slice(1).map((letter, at) => plain.charAt(at) + letter));
  };
  const wanted = pairs(given);
  const likeness = (word: string): number => {
    const own = pairs(word.slice(word.indexOf('/') + 1));
    const shared = [...own].filter((pair) => wanted.has(pair)).length;
    return (2 * shared) / Math.max(1, own.size + wanted.size);
  };
  return words
    .map((word) => ({ word, score: likeness(word) }))
    .sort((a, b) => b.score - a.score)
    .map(({ word }) => word);
}
