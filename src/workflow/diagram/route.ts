import { type Arrangement, type RootBox, sizes } from './arrange.ts';
import type { Wire } from './graph.ts';

/** A wire as it is drawn. */
export interface Route {
  wire: Wire;
  /** SVG path data. */
  path: string;
  /** End of the wire, where its arrow head is. */
  end: Point;
  /** Where the arrow head points [right]. */
  heading?: 'right' | 'down' | 'left';
  /** Centre of the label. */
  label: Point;
}
interface Point {
  x: number;
  y: number;
}

const radius = 12;
/** How far from a box a wire turns. */
const clear = 14;
/** Wires that share a way lie this far apart. */
const lane = 5;

/** Ways for all wires: straight curves where nothing is in between, around the boxes otherwise. */
export function routeWires(arrangement: Arrangement, wires: readonly Wire[]): Route[] {
  const boxes = new Map(arrangement.roots.map((box) => [box.node.name, box]));
  const used = new Map<string, number>();
  const taken: Point[] = [];
  return wires.flatMap((wire) => {
    const [from, to] = [boxes.get(wire.from), boxes.get(wire.to)];
    if (!from || !to) return [];
    const start = { x: from.x + from.width, y: portOf(from, wire.output, from.node.outputs) };
    const end = { x: to.x, y: portOf(to, wire.input, to.node.inputs) };
    const way = wayOf(arrangement, from, to, start, end, used);
    return [{ wire, end, path: way.path, label: wire.label === '' ? way.label : apart(way.label, taken) }];
  });
}

/** Of two labels that would lie on each other the second moves up. */
function apart({ x, y }: Point, taken: Point[]): Point {
  const free = { x, y };
  const hit = (one: Point) => Math.abs(one.x - x) < 60 && Math.abs(one.y - free.y) < 19;
  for (let tries = 0; tries < 8 && taken.some(hit); tries += 1) free.y -= 20;
  taken.push(free);
  return free;
}

/** Ports are spread over the side of the box. */
function portOf(box: RootBox, index: number, count: number): number {
  return box.y + (box.height * (Math.min(index, count - 1) + 1)) / (count + 1);
}

type Way = Pick<Route, 'path' | 'label'>;

function wayOf(
  arrangement: Arrangement,
  from: RootBox,
  to: RootBox,
  start: Point,
  end: Point,
  used: Map<string, number>,
): Way {
  const { gap, bands, roots } = arrangement;
  const shift = (key: string): number => {
    const count = used.get(key) ?? 0;
    used.set(key, count + 1);
    return (count % 4) * lane;
  };
  const out = { x: start.x + clear + shift(`out ${from.band} ${from.column}`), y: start.y };
  const into = { x: end.x - clear - shift(`in ${to.band} ${to.column}`), y: end.y };
  if (from.band !== to.band) {
    const down = from.band < to.band;
    const leaving =
      gutter(bands, down ? from.band : from.band - 1) + shift(`gutter ${down ? from.band : from.band - 1}`);
    const near = down ? to.band - 1 : to.band;
    if (near === (down ? from.band : from.band - 1))
      return along([start, out, { x: out.x, y: leaving }, { x: into.x, y: leaving }, into, end]);
    const arriving = gutter(bands, near) + shift(`gutter ${near}`);
    const side = sizes.margin / 2 - shift('side');
    return along([
      start,
      out,
      { x: out.x, y: leaving },
      { x: side, y: leaving },
      { x: side, y: arriving },
      { x: into.x, y: arriving },
      into,
      end,
    ]);
  }
  if (to.column > from.column) {
    const between = roots.filter(
      ({ band, column }) => band === from.band && column > from.column && column < to.column,
    );
    if (between.length === 0 || !hits(between, start.y, end.y)) return curve(start, end, gap);
    const y = freeHeight(between, (start.y + end.y) / 2) + shift(`${from.band} over`) * 0.5;
    return detour(start, end, between, y, gap);
  }
  const below = roots.filter(({ band, column }) => band === from.band && column >= to.column && column <= from.column);
  const y = Math.max(...below.map(({ bottom }) => bottom)) + clear + shift(`${from.band} back`);
  return along([start, out, { x: out.x, y }, { x: into.x, y }, into, end]);
}

/** Where wires between rows run below a row of the picture: under those that run back within it. */
function gutter(bands: Arrangement['bands'], band: number): number {
  return (bands[Math.max(0, band)]?.bottom ?? 0) + sizes.gap.band / 2;
}

function curve(start: Point, end: Point, gap: number): Way {
  const reach = Math.min(Math.max((end.x - start.x) / 2, 24), gap);
  const path = `M${at(start)}C${at({ x: start.x + reach, y: start.y })} ${at({ x: end.x - reach, y: end.y })} ${at(end)}`;
  return { path, label: { x: end.x - gap / 2, y: heightAt(end.x - gap / 2, start, end, reach) } };
}

/** Height of the curve at this x, which only grows along it. */
function heightAt(x: number, start: Point, end: Point, reach: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 12; step += 1) {
    const t = (low + high) / 2;
    const u = 1 - t;
    const here =
      u ** 3 * start.x + 3 * u * u * t * (start.x + reach) + 3 * u * t * t * (end.x - reach) + t ** 3 * end.x;
    if (here < x) low = t;
    else high = t;
  }
  return start.y + (end.y - start.y) * low * low * (3 - 2 * low);
}

/** A band of heights a wire needs, and whether a box is in it. */
function hits(boxes: readonly RootBox[], one: number, other: number): boolean {
  const [top, bottom] = [Math.min(one, other) - 6, Math.max(one, other) + 6];
  return boxes.some((box) => box.y < bottom && box.bottom > top);
}

/** The height nearest to `wanted` where no box is. */
function freeHeight(boxes: readonly RootBox[], wanted: number): number {
  const edges = boxes.flatMap((box) => [box.y - clear, box.bottom + clear]);
  const free = edges.filter((y) => !boxes.some((box) => box.y - 8 < y && box.bottom + 8 > y));
  return free.reduce((best, y) => (Math.abs(y - wanted) < Math.abs(best - wanted) ? y : best), free[0] ?? wanted);
}

/** Into a free height, along it past the boxes in between, and out of it again. */
function detour(start: Point, end: Point, between: readonly RootBox[], y: number, gap: number): Way {
  const left = Math.min(...between.map((box) => box.x)) - 8;
  const right = Math.max(...between.map((box) => box.x + box.width)) + 8;
  const [a, b] = [(left - start.x) / 2, (end.x - right) / 2];
  const path =
    `M${at(start)}C${at({ x: start.x + a, y: start.y })} ${at({ x: left - a, y })} ${at({ x: left, y })}` +
    `H${round(right)}C${at({ x: right + b, y })} ${at({ x: end.x - b, y: end.y })} ${at(end)}`;
  return { path, label: { x: left + gap / 2, y } };
}

/** A path along these corners, each rounded. */
function along(points: Point[]): Way {
  let path = `M${at(points[0] ?? { x: 0, y: 0 })}`;
  for (let index = 1; index < points.length - 1; index += 1) {
    const [before, corner, after] = [points[index - 1], points[index], points[index + 1]];
    if (!before || !corner || !after) continue;
    const r = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    path += `L${at(towards(corner, before, r))}Q${at(corner)} ${at(towards(corner, after, r))}`;
  }
  path += `L${at(points.at(-1) ?? { x: 0, y: 0 })}`;
  const [, , turn, next] = points;
  const x = turn && next ? turn.x + Math.sign(next.x - turn.x) * Math.min(56, Math.abs(next.x - turn.x) / 2) : 0;
  return { path, label: { x, y: turn?.y ?? 0 } };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;
