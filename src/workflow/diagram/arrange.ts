import { textWidth } from './font.ts';
import type { DiagramNode, Graph } from './graph.ts';
import { heightsOf, rowPitch } from './heights.ts';

/** Sizes in pixels of the finished picture where it is not scaled down. */
export const sizes = {
  box: { width: 204, height: 66 },
  sub: { height: 42, gap: 8, indent: 24 },
  margin: 32,
  gap: { plain: 56, labelled: 84, widest: 124, row: 38, tightRow: 20, band: 64 },
} as const;

/** Nodes of one column lie less than this apart on n8n's canvas, from left to right. */
const columnWidth = 100;

export interface Box {
  node: DiagramNode;
  x: number;
  y: number;
  width: number;
  height: number;
  /** What it is to the box it hangs below; only sub-nodes have one. */
  kind?: string;
  parent?: Box;
}

/** A node that stands on its own, with its place in the rows the picture is folded into. */
export interface RootBox extends Box {
  band: number;
  column: number;
  /** Lower edge of everything that hangs below it. */
  bottom: number;
}

export interface Arrangement {
  roots: RootBox[];
  subs: Box[];
  /** Upper and lower edge of each row of the folded picture. */
  bands: { top: number; bottom: number }[];
  width: number;
  height: number;
  /** Space between two columns. */
  gap: number;
}

/** Columns from the canvas positions: nodes not much further right than the first of a column belong to it. */
export function columnsOf(graph: Graph): DiagramNode[][] {
  const sorted = [...graph.roots].sort((a, b) => a.position[0] - b.position[0]);
  const columns: DiagramNode[][] = [];
  let left = Number.NEGATIVE_INFINITY;
  for (const node of sorted) {
    if (node.position[0] - left >= columnWidth) {
      columns.push([]);
      left = node.position[0];
    }
    columns.at(-1)?.push(node);
  }
  return columns;
}

/** Boxes for every node, in the given rows of columns; no two boxes overlap. `tight` leaves less space between them. */
export function arrange(graph: Graph, rows: readonly DiagramNode[][][], tight: boolean): Arrangement {
  const gap = gapFor(graph);
  const heights = heightsOf(graph);
  const arrangement: Arrangement = { roots: [], subs: [], bands: [], width: 0, height: 0, gap };
  let top: number = sizes.margin;
  for (const [band, here] of rows.entries()) {
    const tops = stack(here, heights, tight ? sizes.gap.tightRow : sizes.gap.row);
    let bottom = top + sizes.box.height;
    for (const [column, nodes] of here.entries()) {
      for (const node of nodes) {
        const x = sizes.margin + column * (sizes.box.width + gap);
        const box: RootBox = { node, x, y: top + (tops.get(node) ?? 0), ...sizes.box, band, column, bottom: 0 };
        box.bottom = box.y + heightOf(node);
        bottom = Math.max(bottom, box.bottom);
        arrangement.roots.push(box);
        hang(box, 1, box.y + box.height, arrangement.subs, box);
      }
    }
    arrangement.bands.push({ top, bottom });
    top = bottom + sizes.gap.band;
  }
  const widest = Math.max(1, ...rows.map((columns) => columns.length));
  arrangement.width = 2 * sizes.margin + widest * sizes.box.width + (widest - 1) * gap;
  arrangement.height = top - sizes.gap.band + sizes.margin;
  return arrangement;
}

/** Room for the longest label between two columns, within reason. */
function gapFor({ wires }: Graph): number {
  const labels = new Set(wires.map(({ label }) => label.slice(0, 40)).filter((label) => label !== ''));
  if (labels.size === 0) return sizes.gap.plain;
  const longest = Math.max(...[...labels].map((label) => textWidth(label, 11, true)));
  return Math.round(Math.min(sizes.gap.widest, Math.max(sizes.gap.labelled, longest + 46)));
}

/** A box of this height and everything that hangs below it. */
export function heightOf(node: DiagramNode, height: number = sizes.box.height): number {
  const below = (each: DiagramNode): number => each.children.reduce((sum, child) => sum + 1 + below(child.node), 0);
  return height + below(node) * (sizes.sub.height + sizes.sub.gap);
}

/** Sub-nodes as a list below their parent, indented by level. Returns where the list ends. */
export function hang(
  root: Box,
  level: number,
  from: number,
  subs: Box[],
  parent: Box,
  indent: number = sizes.sub.indent,
): number {
  let bottom = from;
  for (const { kind, node } of parent.node.children) {
    const right = indent + sizes.sub.indent * (level - 1);
    const y = bottom + sizes.sub.gap;
    const { height } = sizes.sub;
    const box: Box = { node, x: root.x + right, y, width: root.width - right, height, kind, parent };
    subs.push(box);
    bottom = hang(root, level + 1, y + height, subs, box, indent);
  }
  return bottom;
}

/**
 * Tops within one row of the picture. What is on one height on the canvas stays on one line, what is above stays above;
 * empty space shrinks, and lines move apart where boxes of a column would overlap.
 */
function stack(
  columns: readonly DiagramNode[][],
  heights: ReadonlyMap<DiagramNode, number>,
  gap: number,
): Map<DiagramNode, number> {
  const pitch = sizes.box.height + gap;
  const wanted = new Map<DiagramNode, number>();
  for (const nodes of columns) {
    let last = Number.NEGATIVE_INFINITY;
    for (const node of nodes.toSorted((a, b) => (heights.get(a) ?? 0) - (heights.get(b) ?? 0))) {
      last = Math.max(heights.get(node) ?? 0, last + 1);
      wanted.set(node, last);
    }
  }
  const lines = [...Map.groupBy(wanted.keys(), (node) => wanted.get(node) ?? 0)].sort(([a], [b]) => a - b);
  const columnOf = new Map(columns.flatMap((nodes, index) => nodes.map((node) => [node, index] as const)));
  const filledTo = columns.map(() => Number.NEGATIVE_INFINITY);
  const tops = new Map<DiagramNode, number>();
  let top = 0;
  let previous: number | undefined;
  for (const [height, nodes] of lines) {
    const step = previous === undefined ? 0 : ((height - previous) / rowPitch) * pitch;
    const free = nodes.map((node) => filledTo[columnOf.get(node) ?? 0] ?? 0);
    top = Math.round(Math.max(top + Math.min(step, pitch), ...free, 0));
    previous = height;
    for (const node of nodes) {
      tops.set(node, top);
      filledTo[columnOf.get(node) ?? 0] = top + heightOf(node) + gap;
    }
  }
  return tops;
}
