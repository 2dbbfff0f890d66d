import type { DraftNode, Parameters } from '#src/model/draft.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { connectionsOf, type WiredConnection } from '../wiring/connections.ts';

type Node = Pick<DraftNode, 'name' | 'type' | 'parameters'> & { id?: string };

/** A version of a workflow whose nodes are recognised. */
export interface Version<N extends Node = Node> {
  nodes: readonly N[];
  connections: readonly WiredConnection[];
}

/** Stored nodes, all or some of a workflow, as a version to recognise them in. */
export const versionOf = (workflow: Pick<N8nWorkflow, 'nodes' | 'connections'>): Version<N8nNode> => ({
  nodes: workflow.nodes,
  connections: connectionsOf(workflow),
});

/**
 * Which node of `before` each node of `after` is, by index: by what is known to be renamed, by id, by name, and for what
 * is left by likeness: one of the same type with the same neighbours or mostly the same parameters. Each is given once;
 * a node that is like none of them is new. Pure.
 * @param renames new name → name before
 */
export function matchNodes<T extends Node>(
  before: Version<T>,
  after: Version,
  renames: Record<string, string> = {},
): Map<number, T> {
  const left = new Set(before.nodes);
  const matched = new Map<number, T>();
  const pair = (index: number, node: T | undefined): void => {
    if (!node || matched.has(index) || !left.delete(node)) return;
    matched.set(index, node);
  };
  const each = (same: (one: T, node: Node) => boolean): void => {
    for (const [index, node] of after.nodes.entries()) {
      if (!matched.has(index))
        pair(
          index,
          [...left].find((one) => same(one, node)),
        );
    }
  };
  const renamedAway = new Set(Object.values(renames));
  each((one, { name }) => Object.hasOwn(renames, name) && one.name === renames[name]);
  each((one, { id, type }) => Boolean(id) && one.id === id && one.type === type);
  each((one, { name }) => one.name === name && !renamedAway.has(name));
  if (left.size > 0 && matched.size < after.nodes.length) {
    for (const [index, node] of likely(before, after, left, matched)) pair(index, node);
  }
  return matched;
}

/** The same node in another version: by id, else by name. Guesses nothing. */
export const findNode = <T extends { id?: string | undefined; name: string }>(
  nodes: readonly T[],
  wanted: { id?: string | undefined; name: string },
): T | undefined =>
  (wanted.id && nodes.find(({ id }) => id === wanted.id)) || nodes.find(({ name }) => name === wanted.name);

/** Pairs that are alike enough, the likest first. */
function likely<T extends Node>(
  before: Version<T>,
  after: Version,
  left: ReadonlySet<T>,
  matched: ReadonlyMap<number, T>,
): [number, T][] {
  const [then, now] = [neighbours(before.connections), neighbours(after.connections)];
  const names = new Map([...matched].map(([index, node]) => [node.name, after.nodes[index]?.name ?? node.name]));
  const pairs = [...after.nodes.entries()].flatMap(([index, node]) =>
    [...left]
      .filter((one) => !matched.has(index) && one.type === node.type)
      .map((one) => ({ index, one, score: likeness(node, one, now, then, names) })),
  );
  const enough = pairs.filter(({ score }) => score >= 0.5).sort((a, b) => b.score - a.score);
  return enough.map(({ index, one }) => [index, one]);
}

type Neighbours = ReadonlyMap<string, readonly { port: string; name: string }[]>;

function neighbours(connections: readonly WiredConnection[]): Neighbours {
  const all = new Map<string, { port: string; name: string }[]>();
  const add = (node: string, port: string, name: string) => all.set(node, [...(all.get(node) ?? []), { port, name }]);
  for (const { from, to, kind, output, input } of connections) {
    add(from, `to ${kind} ${output}`, to);
    add(to, `from ${kind} ${input}`, from);
  }
  return all;
}

/** 0 to 1 and above: the share of equal parameters, or of equal neighbours, whichever is more; both count a little. */
function likeness(node: Node, old: Node, now: Neighbours, then: Neighbours, names: ReadonlyMap<string, string>) {
  const mine = new Set((now.get(node.name) ?? []).map(({ port, name }) => `${port} ${name}`));
  const theirs = (then.get(old.name) ?? []).map(({ port, name }) => `${port} ${names.get(name) ?? name}`);
  const near = share(theirs.filter((one) => mine.has(one)).length, Math.max(mine.size, theirs.length)) ?? 0;
  const alike = likeParameters(node.parameters, old.parameters);
  return Math.max(near, alike) + Math.min(near, alike) / 10;
}

/** Two nodes that say nothing are just alike enough: better neighbours come first. */
function likeParameters(now: Parameters, then: Parameters): number {
  const keys = new Set([...Object.keys(now), ...Object.keys(then)]);
  const equal = [...keys].filter((key) => withoutIds(now[key]) === withoutIds(then[key]));
  return share(equal.length, keys.size) ?? 0.5;
}

const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

const withoutIds = (value: unknown): string =>
  JSON.stringify(value, (key, one) => (key === 'id' ? undefined : one)) ?? '';
