import type { DiagramNode, Graph } from './graph.ts';

/** A step with how far it is indented: what only one way of a branch leads to stands deeper than the branch. */
export interface Row {
  node: DiagramNode;
  depth: number;
}

/** The tree's root: what no single step leads to belongs to it. */
const top = '';

/**
 * Steps as a list to be read from top to bottom: behind each branch its ways, one below the other, each indented; where
 * they meet again, a step stands as deep as the branch did. A way that leads back comes first, what follows a loop last.
 */
export function rowsOf({ roots, wires }: Graph): Row[] {
  const byName = new Map(roots.map((node) => [node.name, node]));
  const ways = new Map<string, string[]>();
  for (const { from, to } of [...wires].sort((a, b) => a.output - b.output)) {
    const targets = ways.get(from) ?? [];
    if (byName.has(to) && !targets.includes(to)) ways.set(from, [...targets, to]);
  }
  const { ahead, loops } = withoutBackwards(roots, ways);
  const waiting = new Map<string, number>();
  for (const targets of ahead.values()) for (const to of targets) waiting.set(to, (waiting.get(to) ?? 0) + 1);

  const rows: Row[] = [];
  const parents = new Map<string, string>();
  const joins = new Map<string, string[]>();

  const visit = (name: string, depth: number, parent: string): void => {
    const node = byName.get(name);
    if (!node || parents.has(name)) return;
    parents.set(name, parent);
    rows.push({ node, depth });
    const own = (ahead.get(name) ?? []).filter((to) => isReady(to, name));
    const looped = own.filter((to) => loops.has(JSON.stringify([name, to])));
    const others = own.filter((to) => !looped.includes(to));
    const straight = (ahead.get(name) ?? []).length - looped.length === 1;
    for (const to of looped) visit(to, depth + 1, name);
    for (const to of others) visit(to, straight ? depth : depth + 1, name);
    meet(name, depth);
  };
  /** Of a step to which several lead, the last of them says where it belongs. */
  const isReady = (to: string, from: string): boolean => {
    const left = (waiting.get(to) ?? 1) - 1;
    waiting.set(to, left);
    const sources = [...ahead].flatMap(([source, targets]) => (targets.includes(to) ? [source] : []));
    if (left === 0 && sources.length > 1) {
      const owner = commonOf(sources, from, parents);
      joins.set(owner, [...(joins.get(owner) ?? []), to]);
    }
    return left === 0 && sources.length === 1;
  };
  const meet = (owner: string, depth: number): void => {
    for (let next = joins.get(owner)?.shift(); next !== undefined; next = joins.get(owner)?.shift())
      visit(next, depth, owner);
  };
  for (const { name } of [...roots.filter(({ name }) => !waiting.has(name)), ...roots]) {
    visit(name, 0, top);
    meet(top, 0);
  }
  return rows;
}

/** Ways that lead on, and which of them come back to where they started. */
function withoutBackwards(
  roots: readonly DiagramNode[],
  ways: ReadonlyMap<string, string[]>,
): { ahead: Map<string, string[]>; loops: Set<string> } {
  const ahead = new Map<string, string[]>();
  const loops = new Set<string>();
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): void => {
    if (done.has(name)) return;
    done.add(name);
    const here = [...path, name];
    for (const to of ways.get(name) ?? []) {
      const at = here.indexOf(to);
      if (at < 0) {
        ahead.set(name, [...(ahead.get(name) ?? []), to]);
        walk(to, here);
      } else if (here[at + 1] !== undefined) loops.add(JSON.stringify([to, here[at + 1]]));
    }
  };
  const reached = new Set([...ways.values()].flat());
  for (const { name } of [...roots.filter((node) => !reached.has(node.name)), ...roots]) walk(name, []);
  return { ahead, loops };
}

/** The last step that all of these come from. */
function commonOf(sources: readonly string[], from: string, parents: ReadonlyMap<string, string>): string {
  const above = (name: string): string[] => {
    const line = [name];
    for (let at = parents.get(name); at !== undefined && at !== top; at = parents.get(at)) line.push(at);
    return line;
  };
  const lines = sources.map(above);
  return above(from).find((name) => lines.every((line) => line.includes(name))) ?? top;
}
