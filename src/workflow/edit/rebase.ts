import { isEqual } from '../json/equal.ts';
import type { N8nNode, N8nWorkflow } from '../n8n-workflow.ts';
import { connectionKey, connectionsOf, toConnections, type WiredConnection } from '../wiring/connections.ts';
import { findNode } from './match-nodes.ts';

/** A place where both sides changed the same thing in different ways. */
export interface Conflict {
  node: string;
  /** e.g. `parameters.url`, or `node` when one side removed what the other changed. */
  path: string;
}

export interface Rebased {
  workflow: N8nWorkflow;
  /** Ours was taken in each of them. */
  conflicts: Conflict[];
}

/** Keys of a node that travel one by one; ids and positions stay as they are in n8n. */
const nodeKeys = ['type', 'typeVersion', 'name', 'disabled', 'notes', 'onError', 'credentials'] as const;

/**
 * Puts a change on top of a newer version: what leads from `base` to `ours` is done to `theirs`. Nodes are the same by
 * id, else by name; none is guessed by likeness, as a wrong guess would write over somebody's work. Where both changed the same thing, ours counts and is reported. Pure.
 */
export function rebase(base: N8nWorkflow, ours: N8nWorkflow, theirs: N8nWorkflow): Rebased {
  const conflicts: Conflict[] = [];
  const inBase = (node: N8nNode) => findNode(base.nodes, node);
  const inOurs = (node: N8nNode) => findNode(ours.nodes, node);
  const names = new Map<string, string>();
  const nodes = theirs.nodes.flatMap((theirNode) => {
    const before = inBase(theirNode);
    const own = inOurs(before ?? theirNode);
    if (before && !own) {
      if (!sameContent(before, theirNode)) conflicts.push({ node: theirNode.name, path: 'node' });
      return [];
    }
    if (!before || !own) return [theirNode];
    const merged = mergeNode(before, own, theirNode, conflicts);
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
  return {
    workflow: {
      ...theirs,
      name: base.name === ours.name ? theirs.name : ours.name,
      nodes,
      connections: mergeConnections(base, ours, theirs, nodes, names),
      settings: mergeRecord(base.settings, ours.settings, theirs.settings),
    },
    conflicts,
  };
}

const sameContent = (a: N8nNode, b: N8nNode): boolean =>
  isEqual(a.parameters, b.parameters) && nodeKeys.every((key) => isEqual(a[key], b[key]));

function mergeNode(base: N8nNode, ours: N8nNode, theirs: N8nNode, conflicts: Conflict[]): N8nNode {
  const clash = (path: string) => conflicts.push({ node: theirs.name, path });
  const merged: Record<string, unknown> = { ...theirs };
  for (const key of nodeKeys) {
    if (isEqual(base[key], ours[key])) continue;
    if (!isEqual(base[key], theirs[key]) && !isEqual(ours[key], theirs[key])) clash(key);
    if (ours[key] === undefined) delete merged[key];
    else merged[key] = ours[key];
  }
  merged['parameters'] = mergeRecord(base.parameters, ours.parameters, theirs.parameters, (key) =>
    clash(`parameters.${key}`),
  );
  return merged as N8nNode;
}

function mergeRecord(
  base: Record<string, unknown>,
  ours: Record<string, unknown>,
  theirs: Record<string, unknown>,
  clash: (key: string) => void = () => {},
): Record<string, unknown> {
  const merged = new Map(Object.entries(theirs));
  for (const key of new Set([...Object.keys(base), ...Object.keys(ours)])) {
    const [was, own, their] = [base, ours, theirs].map((one) => (Object.hasOwn(one, key) ? one[key] : undefined));
    if (isEqual(was, own)) continue;
    if (!isEqual(was, their) && !isEqual(own, their)) clash(key);
    if (own === undefined) merged.delete(key);
    else merged.set(key, own);
  }
  return Object.fromEntries(merged);
}

function mergeConnections(
  base: N8nWorkflow,
  ours: N8nWorkflow,
  theirs: N8nWorkflow,
  nodes: readonly N8nNode[],
  renamed: ReadonlyMap<string, string>,
): N8nWorkflow['connections'] {
  const now = (name: string) => renamed.get(name) ?? name;
  const toNow = (one: WiredConnection): WiredConnection => ({ ...one, from: now(one.from), to: now(one.to) });
  const [before, own, their] = [connectionsOf(base).map(toNow), connectionsOf(ours), connectionsOf(theirs).map(toNow)];
  const has = (list: readonly WiredConnection[], one: WiredConnection) =>
    list.some((other) => connectionKey(other) === connectionKey(one));
  const kept = their.filter((one) => !has(before, one) || has(own, one));
  const added = own.filter((one) => !has(before, one) && !has(kept, one));
  const known = new Set(nodes.map(({ name }) => name));
  return toConnections([...kept, ...added].filter(({ from, to }) => known.has(from) && known.has(to)));
}
