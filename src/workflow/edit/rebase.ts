import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { isEqual } from '../json/equal.ts';
import { isRecord } from '../json/values.ts';
import { contentKeys } from '../n8n-workflow.ts';
import { connectionKey, connectionsOf, type WiredConnection } from '../wiring/connections.ts';
import { differencesBetween } from './differences.ts';
import { findNode } from './match-nodes.ts';
import { type Operated, pairOf } from './operated.ts';
import { rewire } from './rewire.ts';

/** A place where both sides changed the same thing in different ways. */
export interface Conflict {
  /** Absent: the workflow itself. */
  node?: string;
  /** e.g. `parameters.url`, `settings.timezone`, or `node` when one side removed what the other changed. */
  path: string;
}

export interface Rebased {
  workflow: N8nWorkflow;
  /** Where it may differ from theirs: what ours changed, under their names. */
  operated: Operated;
  /** Ours was taken in each of them. */
  conflicts: Conflict[];
}

/** These stay as they are in n8n: what they say is nothing that was asked for. */
const theirsAlone = new Set(['id', 'position', 'webhookId']);

/**
 * Puts a change on top of a newer version: what leads from `base` to `ours` is done to `theirs`. Nodes are the same by
 * id, else by name; none is guessed by likeness, as a wrong guess would write over somebody's work. Where both changed
 * the same thing, ours counts and is reported. Pure.
 */
export function rebase(base: N8nWorkflow, ours: N8nWorkflow, theirs: N8nWorkflow): Rebased {
  const conflicts: Conflict[] = [];
  const inBase = (node: N8nNode) => findNode(base.nodes, node);
  const inOurs = (node: N8nNode) => findNode(ours.nodes, node);
  const names = new Map<string, string>();
  const gone = new Set<string>();
  const nodes = theirs.nodes.flatMap((theirNode) => {
    const before = inBase(theirNode);
    const own = inOurs(before ?? theirNode);
    if (before && !own) {
      if (!sameContent(before, theirNode)) conflicts.push({ node: theirNode.name, path: 'node' });
      gone.add(theirNode.name);
      return [];
    }
    if (!before || !own) {
      // Both made one of this name: theirs is there already.
      if (own && !sameContent(own, theirNode)) conflicts.push({ node: theirNode.name, path: 'node' });
      return [theirNode];
    }
    const merged = mergeRecord(before, own, theirNode, (path) => conflicts.push({ node: theirNode.name, path }));
    names.set(theirNode.name, merged.name);
    return [merged];
  });
  for (const own of ours.nodes) {
    const before = inBase(own);
    if (findNode(theirs.nodes, before ?? own)) continue;
    // Gone from theirs: ours brings it back only when it is new or was changed by us.
    if (before && sameContent(before, own)) continue;
    if (before) conflicts.push({ node: own.name, path: 'node' });
    nodes.push(own);
  }
  // What a side says nothing of is no wish to have it gone.
  const keys = (['name', 'settings', ...contentKeys] as const).filter((key) => ours[key] !== undefined);
  const only = (side: N8nWorkflow): Partial<N8nWorkflow> => Object.fromEntries(keys.map((key) => [key, side[key]]));
  const head = mergeRecord(only(base), only(ours), only(theirs), (path) => conflicts.push({ path }));
  const connections = mergeConnections({ base, ours, theirs }, nodes, names, gone);
  return {
    workflow: { ...theirs, ...head, nodes, connections },
    conflicts,
    operated: operatedOnTop(),
  };

  function operatedOnTop(): Operated {
    const { places, wires } = differencesBetween(base, ours);
    const theirName = new Map(base.nodes.map((node) => [node.name, findNode(theirs.nodes, node)?.name ?? node.name]));
    const ended = new Map(ours.nodes.map((node) => [node.name, endName(node, { base, theirs }, names)]));
    return {
      places: places.map((place) => (place.node ? { ...place, node: theirName.get(place.node) ?? place.node } : place)),
      wires: new Set(wires.map(({ from, to }) => pairOf(ended.get(from) ?? from, ended.get(to) ?? to))),
      renamed: names,
    };
  }
}

const sameContent = (a: object, b: object): boolean => isEqual(content(a), content(b));
const content = (node: object): object =>
  Object.fromEntries(Object.entries(node).filter(([key]) => !theirsAlone.has(key)));

type Json = Record<string, unknown>;

/** Value by value, as deep as all three are objects; lists are one value. */
function mergeRecord<T extends object>(base: T, ours: T, theirs: T, clash: (path: string) => void, path = ''): T {
  const [was, own, their] = [base as Json, ours as Json, theirs as Json];
  const merged = new Map(Object.entries(their));
  for (const key of new Set([...Object.keys(was), ...Object.keys(own)])) {
    if (path === '' && theirsAlone.has(key)) continue;
    const [before, wanted, now] = [was, own, their].map((one) => (Object.hasOwn(one, key) ? one[key] : undefined));
    if (isEqual(before, wanted)) continue;
    const inner = path === '' ? key : `${path}.${key}`;
    if (isRecord(before) && isRecord(wanted) && isRecord(now)) {
      merged.set(key, mergeRecord(before, wanted, now, clash, inner));
      continue;
    }
    if (!isEqual(before, now) && !isEqual(wanted, now)) clash(inner);
    if (wanted === undefined) merged.delete(key);
    else merged.set(key, wanted);
  }
  return Object.fromEntries(merged) as T;
}

function mergeConnections(
  { base, ours, theirs }: { base: N8nWorkflow; ours: N8nWorkflow; theirs: N8nWorkflow },
  nodes: readonly N8nNode[],
  names: ReadonlyMap<string, string>,
  gone: ReadonlySet<string>,
): N8nWorkflow['connections'] {
  /** Connections of one side under the names the nodes have in the end, whoever renamed them. */
  const ended = (side: N8nWorkflow): WiredConnection[] => {
    const now = new Map(side.nodes.map((node) => [node.name, endName(node, { base, theirs }, names)]));
    const rename = (name: string): string => now.get(name) ?? name;
    return connectionsOf(side).map((one) => ({ ...one, from: rename(one.from), to: rename(one.to) }));
  };
  const [before, own, their] = [ended(base), ended(ours), ended(theirs)];
  const has = (list: readonly WiredConnection[], one: WiredConnection) =>
    list.some((other) => connectionKey(other) === connectionKey(one));
  const known = new Set(nodes.map(({ name }) => name));
  const kept = their.filter((one) => !has(before, one) || has(own, one));
  const added = own.filter((one) => !has(before, one) && !has(kept, one));
  const wanted = [...kept, ...added].filter(({ from, to }) => known.has(from) && known.has(to));
  return rewire(theirs.connections, { was: their, now: wanted, names, gone });
}

/** What a node of any side is called in the end. */
function endName(
  node: N8nNode,
  { base, theirs }: { base: N8nWorkflow; theirs: N8nWorkflow },
  names: ReadonlyMap<string, string>,
): string {
  const before = findNode(base.nodes, node);
  const their = findNode(theirs.nodes, node.id ? node : (before ?? node)) ?? (before && findNode(theirs.nodes, before));
  return their ? (names.get(their.name) ?? their.name) : node.name;
}
