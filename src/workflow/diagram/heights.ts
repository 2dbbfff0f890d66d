import type { DiagramNode, Graph, Wire } from './graph.ts';

/** Distance on n8n's canvas of two nodes that our layout puts below each other. */
export const rowPitch = 192;
/** Nodes whose heights differ less than this are meant to stand on one line … */
const straight = 150;
/** … and for each level of sub-nodes below one of them a layout may have moved it this much further. */
const level = 104;

/**
 * Heights on the canvas, tidied up: nodes in a row behind each other stand on one line, and branches lie in the order
 * of their outputs, so that wires can be followed.
 */
export function heightsOf(graph: Graph): Map<DiagramNode, number> {
  const byName = new Map(graph.roots.map((node) => [node.name, node]));
  const wires = graph.wires.filter(({ from, to }) => byName.has(from) && byName.has(to));
  const outgoing = Map.groupBy(wires, ({ from }) => from);
  const incoming = Map.groupBy(wires, ({ to }) => to);
  const line = new Map<DiagramNode, DiagramNode[]>(graph.roots.map((node) => [node, [node]]));
  for (const { from, to } of wires) {
    const [source, target] = [byName.get(from), byName.get(to)];
    if (!source || !target || outgoing.get(from)?.length !== 1 || incoming.get(to)?.length !== 1) continue;
    const [before, after] = [line.get(source), line.get(target)];
    if (!before || !after || before === after) continue;
    const most = straight + level * Math.max(levelsOf(source), levelsOf(target));
    if (Math.abs(source.position[1] - target.position[1]) > most) continue;
    before.push(...after);
    for (const node of after) line.set(node, before);
  }
  const heights = new Map<DiagramNode, number>();
  for (const nodes of new Set(line.values())) {
    const plain = nodes.filter((node) => node.children.length === 0);
    const all = (plain.length > 0 ? plain : nodes).map((node) => node.position[1]).sort((a, b) => a - b);
    for (const node of nodes) heights.set(node, all[Math.floor(all.length / 2)] ?? 0);
  }
  turnUpright(graph, byName, outgoing, incoming, heights);
  return heights;
}

const levelsOf = (node: DiagramNode): number =>
  node.children.reduce((most, { node: child }) => Math.max(most, 1 + levelsOf(child)), 0);

type Wires = ReadonlyMap<string, Wire[]>;

/** Mirrors everything when most branches lie in the opposite order of their outputs, then what follows single nodes. */
function turnUpright(
  { roots }: Graph,
  byName: ReadonlyMap<string, DiagramNode>,
  outgoing: Wires,
  incoming: Wires,
  heights: Map<DiagramNode, number>,
): void {
  const balanceOf = (name: string): number => {
    const sorted = (outgoing.get(name) ?? []).toSorted((a, b) => a.output - b.output);
    return sorted.slice(1).reduce((sum, wire, index) => {
      const before = sorted[index];
      const [above, below] = [byName.get(before?.to ?? ''), byName.get(wire.to)];
      if (!before || before.output === wire.output || !above || !below) return sum;
      return sum + Math.sign((heights.get(below) ?? 0) - (heights.get(above) ?? 0));
    }, 0);
  };
  const mirror = (nodes: readonly DiagramNode[]): void => {
    const all = nodes.map((node) => heights.get(node) ?? 0);
    const sum = Math.min(...all) + Math.max(...all);
    for (const node of nodes) heights.set(node, sum - (heights.get(node) ?? 0));
  };
  if (roots.reduce((sum, { name }) => sum + balanceOf(name), 0) < 0) mirror(roots);
  for (const { name } of roots.toSorted((a, b) => a.position[0] - b.position[0])) {
    if (balanceOf(name) >= 0) continue;
    const after = followersOf(name, outgoing, incoming);
    if (after) mirror([...after].flatMap((each) => byName.get(each) ?? []));
  }
}

/** Everything behind a node; undefined when something else leads there too. */
function followersOf(name: string, outgoing: Wires, incoming: Wires): Set<string> | undefined {
  const after = new Set<string>();
  const queue = [name];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const { to } of outgoing.get(next) ?? []) {
      if (to === name || after.has(to)) continue;
      after.add(to);
      queue.push(to);
    }
  }
  for (const each of after) {
    if (incoming.get(each)?.some(({ from }) => from !== name && !after.has(from))) return undefined;
  }
  return after;
}
