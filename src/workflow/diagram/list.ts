import { type Arrangement, type Box, hang, heightOf, type RootBox } from './arrange.ts';
import { textWidth } from './font.ts';
import type { Graph, Wire } from './graph.ts';
import { rowsOf } from './in-order.ts';
import type { Route } from './route.ts';
import { labelText } from './text.ts';

/** Width of a list, before it is drawn larger: about that of a card on a phone. */
const listWidth = 320;
/** A list that is longer is drawn from left to right: clients shrink what is much higher than wide. */
export const longestList = 660;

const margin = 12;
const indent = 30;
const deepest = 4;
const boxHeight = 58;
/** Sub-nodes keep clear of the wire that leads on. */
const subIndent = 36;
/** Space above a row; with a label in it; both at least as much as a pill on the edge of a box takes. */
const gap = { plain: 20, labelled: 34 };
/** Where a wire leaves a box downwards. */
const trunk = 16;
/** Wires past other boxes run beside them, on the right. */
const lane = { first: 12, each: 8, most: 4 };

/** Pixels of a label. */
export const mostOfLabel = 150;

interface Run {
  wire: Wire;
  /** Rows. */
  from: number;
  to: number;
  run: 'in' | 'down' | 'beside';
}

export interface DrawnList extends Pick<Arrangement, 'roots' | 'subs' | 'width' | 'height'> {
  routes: Route[];
}

/** Boxes below each other, ways of a branch indented, and the wires between them; nothing lies on anything else. */
export function arrangeList(graph: Graph): DrawnList {
  const rows = rowsOf(graph);
  const depths = rows.map(({ depth }) => Math.min(depth, deepest));
  const place = new Map(rows.map(({ node }, index) => [node.name, index]));
  const placed = graph.wires.flatMap((wire) => {
    const [from, to] = [place.get(wire.from), place.get(wire.to)];
    return from === undefined || to === undefined ? [] : [{ wire, from, to, run: runOf(depths, from, to) }];
  });
  const runs = placed.map((one) =>
    placed.some((other) => crosses(one, other)) ? { ...one, run: 'beside' as const } : one,
  );
  const lanes = lanesOf(runs.filter(({ run }) => run === 'beside'));
  const used = Math.min(lane.most, Math.max(0, ...[...lanes.values()].map((each) => each + 1)));
  const right = listWidth - margin - (used > 0 ? lane.first + used * lane.each : 0);
  const labelled = new Set(
    runs.flatMap(({ wire, from, to, run }) => (wire.label === '' ? [] : [run === 'beside' ? from + 1 : to])),
  );

  const roots: RootBox[] = [];
  const subs: Box[] = [];
  let y = margin;
  for (const [index, { node }] of rows.entries()) {
    if (index > 0) y += labelled.has(index) ? gap.labelled : gap.plain;
    const x = margin + (depths[index] ?? 0) * indent;
    const root: RootBox = { node, x, y, width: right - x, height: boxHeight, band: 0, column: 0, bottom: 0 };
    root.bottom = y + heightOf(node, boxHeight);
    hang(root, 1, y + boxHeight, subs, root, subIndent);
    roots.push(root);
    y = root.bottom;
  }
  const after = labelled.has(rows.length) ? gap.labelled - gap.plain : 0;
  const labels = new Map<number, number>();
  const routes = runs.flatMap(({ wire, from, to, run }) => {
    const [source, target] = [roots[from], roots[to]];
    if (!source || !target) return [];
    if (run === 'beside') return [beside(wire, source, target, right + lane.first + laneAt(lanes, wire) * lane.each)];
    return [downwards(wire, source, target, run, labels)];
  });
  return { roots, subs, routes, width: listWidth, height: y + after + margin };
}

/** Straight down where only deeper rows lie in between, else beside everything. */
function runOf(depths: readonly number[], from: number, to: number): Run['run'] {
  const depth = depths[from] ?? 0;
  if (to <= from || depths.slice(from + 1, to).some((between) => between <= depth)) return 'beside';
  return (depths[to] ?? 0) > depth ? 'in' : 'down';
}

/** Straight down through the label of another one. */
const crosses = ({ wire, to, run }: Run, other: Run): boolean =>
  run === 'down' && other.run === 'down' && to === other.to && wire.from !== other.wire.from && other.wire.label !== '';

/** Wires whose ways overlap run in different lanes, as far as there are lanes. */
function lanesOf(runs: readonly Run[]): Map<Wire, number> {
  const ends: number[] = [];
  const lanes = new Map<Wire, number>();
  const sorted = runs.map(({ wire, from, to }) => ({ wire, top: Math.min(from, to), bottom: Math.max(from, to) }));
  for (const { wire, top, bottom } of sorted.sort((a, b) => a.top - b.top)) {
    const free = ends.findIndex((end) => end < top);
    const at = free < 0 ? ends.length : free;
    ends[at] = bottom;
    lanes.set(wire, at);
  }
  return lanes;
}

const laneAt = (lanes: ReadonlyMap<Wire, number>, wire: Wire): number => (lanes.get(wire) ?? 0) % lane.most;

function downwards(wire: Wire, from: RootBox, to: RootBox, run: Run['run'], labels: Map<number, number>): Route {
  const x = from.x + trunk;
  const start = `M${x} ${from.y + from.height - 4}`;
  const middle = to.y + to.height / 2;
  const left = Math.max(labels.get(to.y) ?? 0, run === 'in' ? to.x : x + 10);
  const width = wire.label === '' ? 0 : textWidth(labelText(wire.label, mostOfLabel), 11, true) + 14;
  if (width > 0) labels.set(to.y, left + width + 6);
  const label = { x: left + width / 2, y: to.y - gap.labelled / 2 };
  return run === 'in'
    ? {
        wire,
        label,
        end: { x: to.x, y: middle },
        path: `${start}V${middle - 10}Q${x} ${middle} ${x + 10} ${middle}H${to.x}`,
      }
    : { wire, label, end: { x, y: to.y }, heading: 'down', path: `${start}V${to.y}` };
}

function beside(wire: Wire, from: RootBox, to: RootBox, x: number): Route {
  const [right, end] = [from.x + from.width, to.x + to.width];
  const down = to.y > from.y;
  const [out, into] = [from.y + from.height * 0.65, to.y + to.height * 0.35];
  const turn = down ? 8 : -8;
  const width = wire.label === '' ? 0 : textWidth(labelText(wire.label, mostOfLabel), 11, true) + 14;
  return {
    wire,
    label: { x: right - width / 2, y: from.bottom + gap.labelled / 2 },
    end: { x: end, y: into },
    heading: 'left',
    path: `M${right} ${out}H${x - 8}Q${x} ${out} ${x} ${out + turn}V${into - turn}Q${x} ${into} ${x - 8} ${into}H${end}`,
  };
}
