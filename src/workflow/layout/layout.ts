import { Graph, layout as runDagre } from '@dagrejs/dagre';

export interface LayoutNode {
  name: string;
}
export interface LayoutEdge {
  from: string;
  to: string;
  /** `main`, or an AI connection: then `from` hangs below `to`. */
  kind: string;
  /** Index of the output; branches lie in this order. */
  output?: number;
}
export type Position = [x: number, y: number];

/** The size n8n draws a node in, on its canvas. */
export interface Size {
  width: number;
  height: number;
}

const grid = 16;
export const plain: Size = { width: 96, height: 96 };
const hanging: Size = { width: 80, height: 80 };
/** With ports for sub-nodes below, n8n draws it wider. */
const wide = 256;
/** Distances of neighbours; `past` is the room a wire needs that passes a column. */
export const gap = { x: 128, y: 96, sub: 48, below: 128, past: 16 };
export const snap = (value: number): number => Math.round(value / grid) * grid;

/** A node with everything that hangs below it. */
interface Cluster extends Size {
  own: Size;
  children: string[];
}
type Clusters = ReadonlyMap<string, Cluster>;

/**
 * Canvas positions: left to right along main connections, the first branch straight on and the others below it,
 * sub-nodes below their parent, on n8n's 16 px grid, without overlaps. Deterministic and pure; the top left corner is
 * at 0, 0.
 */
export function layout(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Map<string, Position> {
  const names = new Set(nodes.map((node) => node.name));
  const known = edges.filter((edge) => names.has(edge.from) && names.has(edge.to) && edge.from !== edge.to);
  const parents = parentsOf(known);
  const clusters = clustersOf([...names], parents);
  const roots = [...names].filter((name) => !parents.has(name));
  const inGraph = new Set(roots);
  const mains = known
    .filter((edge) => edge.kind === 'main' && inGraph.has(edge.from) && inGraph.has(edge.to))
    .sort((a, b) => (a.output ?? 0) - (b.output ?? 0));
  const positions = new Map<string, Position>();
  let top = 0;
  for (const part of partsOf(roots, mains)) {
    const members = new Set(part);
    const centres = placePart(
      part,
      mains.filter((edge) => members.has(edge.from)),
      clusters,
      top,
    );
    for (const [name, at] of centres) {
      hang(name, at, clusters, positions);
      top = Math.max(top, at[1] + (clusters.get(name)?.height ?? 0) + gap.y);
    }
  }
  return moveToOrigin(positions);
}

/** How large n8n draws each node. */
export function sizesOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Map<string, Size> {
  const names = new Set(nodes.map((node) => node.name));
  const known = edges.filter((edge) => names.has(edge.from) && names.has(edge.to) && edge.from !== edge.to);
  return new Map([...clustersOf([...names], parentsOf(known))].map(([name, { own }]) => [name, own]));
}

/** The parent of every sub-node; chains that close on themselves are cut. */
function parentsOf(edges: readonly LayoutEdge[]): Map<string, string> {
  const parents = new Map<string, string>();
  for (const { from, to, kind } of edges) {
    if (kind === 'main' || parents.has(from)) continue;
    let above: string | undefined = to;
    while (above !== undefined && above !== from) above = parents.get(above);
    if (above === undefined) parents.set(from, to);
  }
  return parents;
}

function clustersOf(names: readonly string[], parents: ReadonlyMap<string, string>): Map<string, Cluster> {
  const clusters = new Map<string, Cluster>(
    names.map((name) => [name, { width: 0, height: 0, own: parents.has(name) ? hanging : plain, children: [] }]),
  );
  for (const [child, parent] of parents) clusters.get(parent)?.children.push(child);
  const measure = (cluster: Cluster): Cluster => {
    if (cluster.width > 0) return cluster;
    if (cluster.children.length > 0) cluster.own = { ...cluster.own, width: wide };
    const below = cluster.children.map((child) => measure(clusters.get(child) ?? cluster));
    const row = below.reduce((sum, child) => sum + child.width, 0) + gap.sub * Math.max(0, below.length - 1);
    cluster.width = Math.max(cluster.own.width, row);
    const deepest = Math.max(0, ...below.map((child) => child.height));
    cluster.height = cluster.own.height + (below.length > 0 ? gap.below + deepest : 0);
    return cluster;
  };
  for (const cluster of clusters.values()) measure(cluster);
  return clusters;
}

/** Nodes that hang together, in the order of their first node. */
function partsOf(roots: readonly string[], edges: readonly LayoutEdge[]): string[][] {
  const near = new Map<string, string[]>(roots.map((name) => [name, []]));
  for (const { from, to } of edges) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  const seen = new Set<string>();
  return roots.flatMap((root) => {
    if (seen.has(root)) return [];
    const part = new Set([root]);
    for (const name of part) for (const other of near.get(name) ?? []) part.add(other);
    for (const name of part) seen.add(name);
    return [roots.filter((name) => part.has(name))];
  });
}

/** Something in a column: a node, or the wire that passes it. */
interface Item {
  id: string;
  /** Dagre's height, which gives the order. */
  order: number;
  height: number;
  gap: number;
}

/** Top centre of every root: columns and their order by dagre, heights so that main lines are straight. */
function placePart(
  part: readonly string[],
  edges: readonly LayoutEdge[],
  clusters: Clusters,
  top: number,
): Map<string, Position> {
  const graph = arrange(part, edges, clusters);
  const columns = new Map<number, Item[]>();
  const before = new Map<string, string[]>();
  const into = (x: number, item: Item) => columns.set(x, [...(columns.get(x) ?? []), item]);
  for (const [name, { x, y }] of graph.nodes) {
    into(x, { id: name, order: y, height: clusters.get(name)?.height ?? plain.height, gap: gap.y });
  }
  const xs = [...columns.keys()].sort((a, b) => a - b);
  for (const [index, { from, to }] of edges.entries()) {
    const [start, end] = [graph.nodes.get(from), graph.nodes.get(to)];
    if (!start || !end || start.x >= end.x) continue;
    let last = from;
    for (const x of xs.filter((one) => one > start.x && one < end.x)) {
      const id = `\n${index} ${x}`;
      into(x, {
        id,
        order: start.y + ((end.y - start.y) * (x - start.x)) / (end.x - start.x),
        height: 0,
        gap: gap.past,
      });
      before.set(id, [last]);
      last = id;
    }
    before.set(to, [...(before.get(to) ?? []), last]);
  }
  const tops = new Map<string, number>();
  for (const x of xs) {
    let free = top;
    for (const item of (columns.get(x) ?? []).sort((a, b) => a.order - b.order)) {
      const wanted = (before.get(item.id) ?? []).map((id) => tops.get(id)).filter((one) => one !== undefined);
      const y = Math.max(free, wanted.length > 0 ? Math.min(...wanted) : top);
      tops.set(item.id, y);
      free = y + item.height + item.gap;
    }
  }
  return new Map([...graph.nodes].map(([name, { x }]) => [name, [x, tops.get(name) ?? top]]));
}

/** Dagre's columns (`x`) and order within them (`y`). */
function arrange(part: readonly string[], edges: readonly LayoutEdge[], clusters: Clusters) {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', ranksep: gap.x, nodesep: gap.y, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  const ids = new Map(part.map((name, index) => [name, `n${index}`]));
  for (const [name, id] of ids) {
    graph.setNode(id, { width: clusters.get(name)?.width ?? plain.width, height: plain.height });
  }
  const targets = edges.map(({ to }) => to);
  for (const { from, to } of edges) graph.setEdge(ids.get(from) ?? from, ids.get(to) ?? to);
  // Where nothing joins there is nothing to untangle: the order of the outputs stays.
  runDagre(graph, { disableOptimalOrderHeuristic: new Set(targets).size === targets.length });
  const nodes = [...ids].map(([name, id]): [string, { x: number; y: number }] => {
    const { x, y } = graph.node(id) as { x: number; y: number };
    return [name, { x: Math.round(x), y }];
  });
  return { nodes: new Map(nodes) };
}

/** Puts a node and what hangs below it. */
function hang(name: string, [centre, top]: Position, clusters: Clusters, positions: Map<string, Position>): void {
  const cluster = clusters.get(name);
  if (!cluster) return;
  const { own, children } = cluster;
  positions.set(name, [snap(centre - own.width / 2), snap(top)]);
  const widths = children.map((child) => clusters.get(child)?.width ?? hanging.width);
  let left = centre - (widths.reduce((sum, width) => sum + width, 0) + gap.sub * Math.max(0, widths.length - 1)) / 2;
  for (const [index, child] of children.entries()) {
    const width = widths[index] ?? hanging.width;
    hang(child, [left + width / 2, top + own.height + gap.below], clusters, positions);
    left += width + gap.sub;
  }
}

function moveToOrigin(positions: ReadonlyMap<string, Position>): Map<string, Position> {
  const all = [...positions.values()];
  const left = Math.min(...all.map(([x]) => x));
  const top = Math.min(...all.map(([, y]) => y));
  return new Map([...positions].map(([name, [x, y]]) => [name, [x - left, y - top]]));
}
