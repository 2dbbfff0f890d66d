import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { isStickyNote } from '../n8n-workflow.ts';
import { connectionsOf } from '../wiring/connections.ts';
import {
  gap,
  type LayoutEdge,
  type LayoutNode,
  layout,
  type Position,
  plain,
  type Size,
  sizesOf,
  snap,
} from './layout.ts';

interface Placed {
  at: Position;
  size: Size;
}

export interface Arrangement {
  /** Nodes of the previous version, by the index of the node each has become. */
  kept: ReadonlyMap<number, N8nNode>;
  previous: N8nWorkflow | undefined;
  /** True: no node of the previous version moves. */
  fixed?: boolean | undefined;
}

/**
 * Positions of all nodes. What a person arranged stays where it is: only new nodes are put beside the node they hang
 * on, and what stands behind an inserted one moves right. A workflow that still lies as we laid it is laid out anew.
 * Nothing is put on a sticky note's beginning. Pure.
 */
export function arrange(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  { kept, previous, fixed = false }: Arrangement,
): ReadonlyMap<string, Position> {
  if (fixed && nodes.every((_, index) => kept.has(index)))
    return new Map([...kept].map(([index, { position }]) => [nodes[index]?.name ?? '', [...position]]));
  const fresh = layout(nodes, edges);
  if (!previous || kept.size === 0 || (!fixed && isOurs(previous))) return fresh;
  const sizes = sizesOf(nodes, edges);
  const sizeOf = (name: string): Size => sizes.get(name) ?? plain;
  const notes = previous.nodes.filter(isStickyNote).map(({ position }): Placed => ({ at: position, size: plain }));
  const placed = new Map<string, Placed>();
  for (const [index, { position }] of kept) {
    const name = nodes[index]?.name ?? '';
    placed.set(name, { at: [...position], size: sizeOf(name) });
  }
  // Columns first, so that a row of new nodes grows from the node it hangs on.
  const missing = [...fresh].filter(([name]) => !placed.has(name)).sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1]);
  for (const [name, at] of missing) {
    const size = sizeOf(name);
    const wanted = beside(name, at, edges, fresh, placed) ?? below(placed);
    if (!fixed) makeRoom(name, wanted, size, edges, placed);
    placed.set(name, { at: freeFrom(wanted, size, [...notes, ...placed.values()]), size });
  }
  return new Map([...fresh.keys()].map((name) => [name, placed.get(name)?.at ?? [0, 0]]));
}

/** True when every node stands where our own layout would put it. */
function isOurs(workflow: N8nWorkflow): boolean {
  const ours = layout(workflow.nodes, connectionsOf(workflow));
  const left = Math.min(...workflow.nodes.map(({ position }) => position[0]));
  const top = Math.min(...workflow.nodes.map(({ position }) => position[1]));
  return workflow.nodes.every(({ name, position: [x, y] }) => {
    const at = ours.get(name);
    return at?.[0] === x - left && at[1] === y - top;
  });
}

/** As far from a neighbour that has its place as the fresh layout puts it. */
function beside(
  name: string,
  at: Position,
  edges: readonly LayoutEdge[],
  fresh: ReadonlyMap<string, Position>,
  placed: ReadonlyMap<string, Placed>,
): Position | undefined {
  const before = edges.filter(({ to, kind }) => to === name && kind === 'main').map(({ from }) => from);
  const parents = edges.filter(({ from, kind }) => from === name && kind !== 'main').map(({ to }) => to);
  const after = edges.filter(({ from, to }) => from === name || to === name).flatMap(({ from, to }) => [to, from]);
  const anchor = [...before, ...parents, ...after].find((other) => placed.has(other));
  const from = anchor === undefined ? undefined : fresh.get(anchor);
  const there = anchor === undefined ? undefined : placed.get(anchor)?.at;
  return from && there ? [there[0] + snap(at[0] - from[0]), there[1] + snap(at[1] - from[1])] : undefined;
}

function below(placed: ReadonlyMap<string, Placed>): Position {
  const all = [...placed.values()];
  return [Math.min(...all.map(({ at }) => at[0])), Math.max(...all.map(({ at, size }) => at[1] + size.height)) + gap.y];
}

/** Moves everything from the next node on to the right when a node is put in between. */
function makeRoom(
  name: string,
  [x]: Position,
  size: Size,
  edges: readonly LayoutEdge[],
  placed: ReadonlyMap<string, Placed>,
): void {
  const fed = edges.some(({ to, kind }) => to === name && kind === 'main');
  const behind = edges
    .filter(({ from, kind }) => from === name && kind === 'main')
    .flatMap(({ to }) => placed.get(to)?.at[0] ?? [])
    .filter((left) => left >= x - size.width);
  if (!fed || behind.length === 0) return;
  const from = Math.min(...behind);
  const missing = x + size.width + gap.x - from;
  if (missing <= 0) return;
  for (const other of placed.values()) if (other.at[0] >= from) other.at = [other.at[0] + snap(missing), other.at[1]];
}

/** The first place at or below the wanted one that touches nothing. */
function freeFrom(wanted: Position, size: Size, taken: readonly Placed[]): Position {
  let [x, y] = wanted;
  for (let tries = 0; tries <= taken.length; tries += 1) {
    const hit = taken.find(({ at, size: other }) => {
      const apart = x >= at[0] + other.width || at[0] >= x + size.width;
      return !apart && y < at[1] + other.height + gap.sub && at[1] < y + size.height + gap.sub;
    });
    if (!hit) break;
    y = hit.at[1] + hit.size.height + gap.sub;
  }
  return [x, y];
}
