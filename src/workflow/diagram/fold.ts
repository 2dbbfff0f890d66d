import { type Arrangement, arrange, columnsOf } from './arrange.ts';
import type { DiagramNode, Graph } from './graph.ts';

/** A wire back from a later row is hard to follow: as bad as this many that lead on. */
const backwards = 4;
/** What the first fold, each further one, and each wire more than one at a fold take from a picture's worth. */
const cost = { fold: 0.08, row: 0.03, wire: 0.06 };
/** A row of one node before others looks lost: as bad as this many cut wires. */
const lonely = 2.5;
const longestRow = 12;

/**
 * The arrangement that can be read best: drawn as large as it can be, but folded into few rows and where few wires are
 * cut. `scaleOf` says how large an arrangement can be drawn; beyond `enough` larger is not better.
 */
export function foldBest(graph: Graph, scaleOf: (arrangement: Arrangement) => number, enough: number): Arrangement {
  const columns = columnsOf(graph);
  const cuts = cutsOf(graph, columns);
  let best: { arrangement: Arrangement; worth: number } | undefined;
  for (let perRow = Math.min(3, columns.length); perRow <= Math.min(longestRow, columns.length); perRow += 1) {
    const { breaks, cut } = breaksOf(columns.length, Math.max(1, perRow), cuts);
    const rows = [0, ...breaks].map((from, index) => columns.slice(from, breaks[index] ?? columns.length));
    const folds = breaks.length > 0 ? cost.fold + (breaks.length - 1) * cost.row : 0;
    const loss = folds + (cut - breaks.length) * cost.wire;
    for (const tight of [false, true]) {
      const arrangement = arrange(graph, rows, tight);
      const worth = Math.min(scaleOf(arrangement), enough) * (1 - Math.min(0.7, loss)) * (tight ? 0.97 : 1);
      if (!best || worth > best.worth) best = { arrangement, worth };
    }
  }
  return best?.arrangement ?? arrange(graph, [columns], false);
}

/** How many wires a fold before each column would cut; those that lead back count more. */
function cutsOf(graph: Graph, columns: readonly DiagramNode[][]): number[] {
  const columnOf = new Map(columns.flatMap((nodes, index) => nodes.map((node) => [node.name, index] as const)));
  const cuts = columns.map(() => 0);
  for (const { from, to } of graph.wires) {
    const [source, target] = [columnOf.get(from) ?? 0, columnOf.get(to) ?? 0];
    const weight = source < target ? 1 : backwards;
    for (let at = Math.min(source, target) + 1; at <= Math.max(source, target); at += 1)
      cuts[at] = (cuts[at] ?? 0) + weight;
  }
  return cuts;
}

/** Where to fold so that no row has more than `perRow` columns: as few rows as possible, then as few cut wires. */
function breaksOf(count: number, perRow: number, cuts: readonly number[]): { breaks: number[]; cut: number } {
  const least: { rows: number; cut: number; from: number }[] = [{ rows: 0, cut: 0, from: 0 }];
  for (let end = 1; end <= count; end += 1) {
    let best = { rows: Number.POSITIVE_INFINITY, cut: 0, from: 0 };
    for (let from = Math.max(0, end - perRow); from < end; from += 1) {
      const before = least[from];
      if (!before) continue;
      const rows = before.rows + 1;
      const alone = end - from === 1 && end < count && perRow > 1;
      const cut = before.cut + (from > 0 ? Math.max(1, cuts[from] ?? 0) : 0) + (alone ? lonely : 0);
      if (rows < best.rows || (rows === best.rows && cut <= best.cut)) best = { rows, cut, from };
    }
    least.push(best);
  }
  const breaks: number[] = [];
  for (let at = least[count]?.from ?? 0; at > 0; at = least[at]?.from ?? 0) breaks.unshift(at);
  return { breaks, cut: least[count]?.cut ?? 0 };
}
