import { Graph, layout as runDagre } from '@dagrejs/dagre';

export interface LayoutNode {
  name: string;
}
export interface LayoutEdge {
  from: string;
  to: string;
  /** `main`, or an AI connection: then `from` hangs below `to`. */
  kind: string;
}
export type Position = [x: number, y: number];

const grid = 16;
const size = 96;
const subSize = 80;
const gap = { x: 128, y: 96, sub: 48, below: 128 };
const snap = (value: number): number => Math.round(value / grid) * grid;

/** A node with everything that hangs below it. */
interface Cluster {
  width: number;
  height: number;
  children: string[];
}

/**
 * Canvas positions: left to right along main connections, sub-nodes below their parent, on n8n's 16 px grid.
 * Deterministic and pure; the top left corner is at 0, 0.
 */
export function layout(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Map<string, Position> {
  const names = new Set(nodes.map((node) => node.name));
  const known = edges.filter((edge) => names.has(edge.from) && names.has(edge.to) && edge.from !== edge.to);
  const parents = parentsOf(known);
  const clusters = clustersOf([...names], parents);
  const roots = [...names].filter((name) => !parents.has(name));
  const centres = placeRoots(roots, known, clusters);
  const positions = new Map<string, Position>();
  for (const root of roots) place(root, centres.get(root) ?? [0, 0], clusters, positions);
  return moveToOrigin(positions);
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
  const clusters = new Map<string, Cluster>(names.map((name) => [name, { width: 0, height: 0, children: [] }]));
  for (const [child, parent] of parents) clusters.get(parent)?.children.push(child);
  const measure = (name: string): Cluster => {
    const cluster = clusters.get(name) ?? { width: 0, height: 0, children: [] };
    if (cluster.width > 0) return cluster;
    const own = parents.has(name) ? subSize : size;
    const below = cluster.children.map(measure);
    const row = below.reduce((sum, child) => sum + child.width, 0) + gap.sub * Math.max(0, below.length - 1);
    cluster.width = Math.max(own, row);
    cluster.height = own + (below.length > 0 ? gap.below + Math.max(...below.map((child) => child.height)) : 0);
    return cluster;
  };
  for (const name of names) measure(name);
  return clusters;
}

/** Top centre of every root, by dagre. */
function placeRoots(
  roots: readonly string[],
  edges: readonly LayoutEdge[],
  clusters: ReadonlyMap<string, Cluster>,
): Map<string, Position> {
  const inGraph = new Set(roots);
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', ranksep: gap.x, nodesep: gap.y, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  const ids = new Map(roots.map((name, index) => [name, `n${index}`]));
  for (const name of roots) {
    const { width, height } = clusters.get(name) ?? { width: size, height: size };
    graph.setNode(ids.get(name) ?? name, { width, height });
  }
  for (const { from, to, kind } of edges) {
    if (kind === 'main' && inGraph.has(from) && inGraph.has(to))
      graph.setEdge(ids.get(from) ?? from, ids.get(to) ?? to);
  }
  runDagre(graph);
  return new Map(
    roots.map((name) => {
      const { x, y, height } = graph.node(ids.get(name) ?? name) as { x: number; y: number; height: number };
      return [name, [x, y - height / 2]];
    }),
  );
}

function place(
  name: string,
  [centre, top]: Position,
  clusters: ReadonlyMap<string, Cluster>,
  positions: Map<string, Position>,
  own = size,
): void {
  positions.set(name, [snap(centre - own / 2), snap(top)]);
  const cluster = clusters.get(name);
  if (!cluster) return;
  const widths = cluster.children.map((child) => clusters.get(child)?.width ?? subSize);
  let left = centre - (widths.reduce((sum, width) => sum + width, 0) + gap.sub * Math.max(0, widths.length - 1)) / 2;
  for (const [index, child] of cluster.children.entries()) {
    const width = widths[index] ?? subSize;
    place(child, [left + width / 2, top + own + gap.below], clusters, positions, subSize);
    left += width + gap.sub;
  }
}

function moveToOrigin(positions: ReadonlyMap<string, Position>): Map<string, Position> {
  const all = [...positions.values()];
  const left = Math.min(...all.map(([x]) => x));
  const top = Math.min(...all.map(([, y]) => y));
  return new Map([...positions].map(([name, [x, y]]) => [name, [x - left, y - top]]));
}
