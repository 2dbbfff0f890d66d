import { isTrigger, type View, type ViewEdge } from '../view.ts';

/** Nodes that let nothing, or only a part, through on one of their outputs. */
const choosing = new Set([
  'if',
  'switch',
  'filter',
  'compareDatasets',
  'textClassifier',
  'sentimentAnalysis',
  'guardrails',
  'removeDuplicates',
  'evaluation',
]);

interface Graph {
  next: ReadonlyMap<string, readonly string[]>;
  sureNext: ReadonlyMap<string, readonly string[]>;
  before: ReadonlyMap<string, readonly string[]>;
  upstream: Map<string, ReadonlySet<string>>;
  idle?: ReadonlySet<string>;
  sure?: ReadonlySet<string>;
}

const graphs = new WeakMap<View, Graph>();

/** Names of enabled nodes no trigger leads to; sub-nodes count when their parent is reached. None without a trigger. */
export function idleNodes(view: View): ReadonlySet<string> {
  const graph = graphOf(view);
  graph.idle ??= findIdle(view, graph);
  return graph.idle;
}

/** Names of the nodes that run whenever their trigger fires: no branch, filter, tool call or error leads to them only. */
export function sureNodes(view: View): ReadonlySet<string> {
  const graph = graphOf(view);
  graph.sure ??= walk(triggersOf(view), graph.sureNext);
  return graph.sure;
}

/** Names of the nodes that may have run when this one does; a sub-node sees what its parent sees. */
export function upstreamOf(name: string, view: View): ReadonlySet<string> {
  const graph = graphOf(view);
  const known = graph.upstream.get(name);
  if (known) return known;
  const found = walk(graph.before.get(name) ?? [], graph.before);
  graph.upstream.set(name, found);
  return found;
}

/** Names of the nodes a node leads to, disabled ones too; itself only when a circle leads back. */
export function downstreamOf(name: string, view: View): ReadonlySet<string> {
  const { next } = graphOf(view);
  return walk(next.get(name) ?? [], next);
}

function findIdle(view: View, graph: Graph): ReadonlySet<string> {
  const starts = view.nodes.filter(isTrigger).map((node) => node.name);
  if (starts.length === 0) return new Set();
  const reached = walk(starts, graph.next);
  return new Set(view.nodes.filter((node) => !reached.has(node.name) && !node.disabled).map((node) => node.name));
}

const triggersOf = (view: View): string[] =>
  view.nodes.filter((node) => isTrigger(node) && !node.disabled).map((node) => node.name);

function graphOf(view: View): Graph {
  const known = graphs.get(view);
  if (known) return known;
  const [next, sureNext, before] = [
    new Map<string, string[]>(),
    new Map<string, string[]>(),
    new Map<string, string[]>(),
  ];
  for (const edge of view.edges) {
    const main = edge.kind === 'main';
    add(next, main ? edge.from : edge.to, main ? edge.to : edge.from);
    add(before, edge.to, edge.from);
    if (!main) add(before, edge.from, edge.to);
    if (!main && edge.kind !== 'ai_tool') add(sureNext, edge.to, edge.from);
    if (main && isSure(edge, view)) add(sureNext, edge.from, edge.to);
  }
  const graph = { next, sureNext, before, upstream: new Map() };
  graphs.set(view, graph);
  return graph;
}

function isSure(edge: ViewEdge, view: View): boolean {
  const from = view.byName.get(edge.from);
  if (!from || choosing.has(from.shortType)) return false;
  const outputs = from.ports.outputs?.get('main') ?? 0;
  if (from.shortType === 'splitInBatches') return edge.output < 2;
  const regular = from.onError === 'continueErrorOutput' ? outputs - 1 : outputs;
  return regular === 1 && edge.output === 0;
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function walk(starts: readonly string[], next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(starts);
  const queue = [...reached];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const target of next.get(name) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      queue.push(target);
    }
  }
  return reached;
}
