import type { DraftNode, Parameters } from './draft.ts';
import type { N8nNode, N8nWorkflow } from './n8n-workflow.ts';
import type { WiredConnection } from './wiring.ts';

type Named = Pick<DraftNode, 'name' | 'type' | 'parameters'>;

/**
 * Which node of the previous revision each node is: the one of the same name and type, else one of the same type whose
 * name is gone, when its neighbours or most of its parameters are the same. Each is given once.
 * @returns previous nodes by the new name
 */
export function matchPrevious(
  nodes: readonly Named[],
  connections: readonly WiredConnection[],
  previous: N8nWorkflow | undefined,
): Map<string, N8nNode> {
  const before = previous?.nodes ?? [];
  const matched = new Map<string, N8nNode>();
  const byName = new Map(before.map((node) => [node.name, node]));
  for (const node of nodes) {
    const same = byName.get(node.name);
    if (same?.type === node.type) matched.set(node.name, same);
  }
  const names = new Set(nodes.map((node) => node.name));
  const gone = before.filter((node) => !names.has(node.name));
  const fresh = nodes.filter((node) => !matched.has(node.name) && !byName.has(node.name));
  if (!previous || gone.length === 0 || fresh.length === 0) return matched;
  const oldEdges = neighbours(edgesOf(previous));
  const newEdges = neighbours(connections);
  const renamed = new Map([...matched].map(([name, node]) => [node.name, name]));
  const pairs = fresh.flatMap((node) =>
    gone
      .filter((old) => old.type === node.type)
      .map((old) => ({ node, old, score: likeness(node, old, newEdges, oldEdges, renamed) })),
  );
  const taken = new Set<string>();
  for (const { node, old, score } of pairs.sort((a, b) => b.score - a.score)) {
    if (score < 0.5 || taken.has(old.name) || matched.has(node.name)) continue;
    matched.set(node.name, old);
    taken.add(old.name);
  }
  return matched;
}

/** The connections of a stored workflow, one by one. */
export function edgesOf(workflow: N8nWorkflow): WiredConnection[] {
  return Object.entries(workflow.connections).flatMap(([from, kinds]) =>
    Object.entries(kinds).flatMap(([kind, outputs]) =>
      outputs.flatMap((targets, output) =>
        (targets ?? []).map((target) => ({ from, to: target.node, kind, output, input: target.index })),
      ),
    ),
  );
}

type Neighbours = Map<string, string[]>;

function neighbours(edges: readonly WiredConnection[]): Neighbours {
  const all: Neighbours = new Map();
  const add = (node: string, way: string, other: string) => all.set(node, [...(all.get(node) ?? []), `${way}${other}`]);
  for (const { from, to, kind, output, input } of edges) {
    add(from, `>${kind}${output} `, to);
    add(to, `<${kind}${input} `, from);
  }
  return all;
}

/** 0 to 1 and above: the share of equal parameters, or of equal neighbours, whichever is more; both count a little. */
function likeness(
  node: Named,
  old: N8nNode,
  now: Neighbours,
  then: Neighbours,
  renamed: ReadonlyMap<string, string>,
): number {
  const mine = new Set(now.get(node.name));
  const theirs = (then.get(old.name) ?? []).map((one) => {
    const at = one.indexOf(' ') + 1;
    return one.slice(0, at) + (renamed.get(one.slice(at)) ?? one.slice(at));
  });
  const near = share(theirs.filter((one) => mine.has(one)).length, Math.max(mine.size, theirs.length));
  const alike = likeParameters(node.parameters, old.parameters);
  return Math.max(near, alike) + Math.min(near, alike) / 10;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function likeParameters(now: Parameters, then: Parameters): number {
  const keys = new Set([...Object.keys(now), ...Object.keys(then)]);
  const equal = [...keys].filter((key) => withoutIds(now[key]) === withoutIds(then[key]));
  return share(equal.length, keys.size);
}

const withoutIds = (value: unknown): string =>
  JSON.stringify(value, (key, one) => (key === 'id' ? undefined : one)) ?? '';
