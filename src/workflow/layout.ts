import { layout as dagreLayout, Graph } from '@dagrejs/dagre';

export interface LayoutEdge {
  from: string;
  to: string;
  kind: string;
}

const grid = 16;
const size = 96;
const gapX = 128;
const gapY = 96;
const subnodeGap = 48;

/**
 * Canvas positions by node name, in pixels on n8n's 16 px grid: the data flow left to right, AI sub-nodes in a row
 * below the node they serve. Pure and deterministic.
 */
export function layoutNodes(
  names: readonly string[],
  edges: readonly LayoutEdge[],
): Map<string, [x: number, y: number]> {
  const parents = new Map(edges.filter((edge) => edge.kind !== 'main').map((edge) => [edge.from, edge.to]));
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: gapY, ranksep: gapX });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const name of names) if (!parents.has(name)) graph.setNode(name, { width: size, height: size });
  for (const { from, to, kind } of edges) {
    if (kind === 'main' && from !== to && graph.hasNode(from) && graph.hasNode(to)) graph.setEdge(from, to);
  }
  dagreLayout(graph);
  const positions = new Map<string, [number, number]>();
  for (const name of graph.nodes()) {
    const { x, y } = graph.node(name) as { x: number; y: number };
    positions.set(name, [snap(x - size / 2), snap(y - size / 2)]);
  }
  placeSubnodes(names, parents, positions);
  return positions;
}

/** Below their parent, left to right; a sub-node of a sub-node goes one row further down. */
function placeSubnodes(
  names: readonly string[],
  parents: ReadonlyMap<string, string>,
  positions: Map<string, [number, number]>,
): void {
  const placed = new Map<string, number>();
  let waiting = names.filter((name) => !positions.has(name));
  while (waiting.length > 0) {
    const ready = waiting.filter((name) => positions.has(parents.get(name) ?? ''));
    for (const name of ready.length > 0 ? ready : waiting) {
      const parent = parents.get(name) ?? '';
      const [x, y] = positions.get(parent) ?? [0, 0];
      const index = placed.get(parent) ?? 0;
      placed.set(parent, index + 1);
      positions.set(name, [snap(x + index * (size + subnodeGap)), snap(y + size + gapX)]);
    }
    waiting = waiting.filter((name) => !positions.has(name));
  }
}

const snap = (value: number): number => Math.round(value / grid) * grid;
