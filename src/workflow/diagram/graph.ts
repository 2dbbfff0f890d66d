import type { Catalog } from '#src/catalog/catalog.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import { toRecord, toText } from '../json/values.ts';
import { layout } from '../layout/layout.ts';
import { moreName, type RawNode, type RawWire, readNodes, readWires } from './read.ts';
import { appName, captionOf, kindLabel, outputLabels } from './words.ts';

/** What a difference did to a node. */
export type Change = 'added' | 'changed' | 'removed';

/** Names of nodes; removed ones are drawn from `before`, the workflow as it was. */
export interface DiagramChanges {
  added?: readonly string[];
  changed?: readonly string[];
  removed?: readonly string[];
  before?: unknown;
}

export interface DiagramNode {
  name: string;
  type: string;
  /** Display name of its type. */
  app: string;
  caption: string;
  trigger: boolean;
  disabled: boolean;
  change?: Change;
  /** Canvas position of a node that stands on its own. */
  position: [x: number, y: number];
  /** Sub-nodes below it, each with what it is to its parent. */
  children: { kind: string; node: DiagramNode }[];
  /** How many outputs and inputs are wired or named; their ports are spread over the sides of the box. */
  outputs: number;
  inputs: number;
  /** Leads on to nodes that are not shown. */
  cut?: boolean;
  /** Not a node: it stands for this many that are not shown. */
  hidden?: number;
}

export interface Wire {
  from: string;
  to: string;
  output: number;
  input: number;
  label: string;
  /** Removed by the difference, or leading to nodes that are not shown. */
  ghost: boolean;
}

/** What is drawn of a workflow. */
export interface Graph {
  roots: DiagramNode[];
  wires: Wire[];
}

const maxChildren = 8;
/** A layout takes the more time the more wires there are; of a tangle the first ones say enough. */
const wiresPerNode = 4;
const maxDepth = 3;

/** Reads any JSON as a workflow: what is not a node or a connection is left out, and of many nodes the first are kept. */
export function readGraph(
  workflow: unknown,
  options: { catalog: Catalog; changes?: DiagramChanges | undefined; most: number; words: WorkflowWords },
): Graph {
  const { catalog, changes = {}, most, words } = options;
  const removed = new Set(changes.removed);
  const nodes = readNodes(workflow, catalog);
  const wires = readWires(workflow, nodes);
  if (removed.size > 0 && changes.before !== undefined) {
    const before = readNodes(changes.before, catalog);
    for (const [name, node] of before) if (removed.has(name) && !nodes.has(name)) nodes.set(name, node);
    wires.push(...readWires(changes.before, nodes).filter(({ from, to }) => removed.has(from) || removed.has(to)));
  }
  const parents = parentsOf(wires);
  const children = childrenOf(parents);
  const mains = uniqueWires(wires.filter(({ kind }) => kind === 'main'));
  const order = inOrder(
    [...nodes.values()].filter(({ name }) => !parents.has(name)),
    mains,
  );
  const shown = firstOf(order, children, most);
  const positions = positionsOf(shown, mains);
  const timezone = toText(toRecord(toRecord(workflow)['settings'])['timezone']);

  const build = (raw: RawNode, depth = 0): DiagramNode => ({
    name: raw.name,
    type: raw.type,
    app: appName(raw.type, raw.nodeType),
    caption: captionOf(raw, raw.nodeType, timezone, words),
    trigger: isTrigger(raw),
    disabled: raw.disabled,
    ...changeOf(raw.name, changes),
    position: positions.get(raw.name) ?? [0, 0],
    outputs: 1,
    inputs: 1,
    children: (depth < maxDepth ? (children.get(raw.name) ?? []) : []).flatMap(({ from, kind }) => {
      const child = nodes.get(from);
      return child ? [{ kind: kindLabel(kind), node: build(child, depth + 1) }] : [];
    }),
  });
  const roots = shown.map((raw) => build(raw));
  const byName = new Map(roots.map((root) => [root.name, root]));
  const labels = new Map(shown.map((raw) => [raw.name, outputLabels(raw, raw.nodeType, words.diagram)]));
  const drawn: Wire[] = [];
  for (const { from, to, output, input } of mains) {
    const [source, target] = [byName.get(from), byName.get(to)];
    if (!source || !target) continue;
    source.outputs = Math.max(source.outputs, output + 1, labels.get(from)?.length ?? 0);
    target.inputs = Math.max(target.inputs, input + 1);
    const ghost = source.change === 'removed' || target.change === 'removed';
    drawn.push({ from, to, output, input, label: labels.get(from)?.[output] ?? '', ghost });
  }
  const hidden = nodes.size - roots.reduce((sum, root) => sum + countOf(root), 0);
  if (hidden > 0) addMore(hidden, roots, byName, mains, drawn);
  return { roots, wires: drawn };
}

/** Nodes of this one and everything below it. */
const countOf = (node: DiagramNode): number => node.children.reduce((sum, { node: child }) => sum + countOf(child), 1);

/** One box for everything that is not shown; one wire to it where only one leads on, else dots at each that does. */
function addMore(
  hidden: number,
  roots: DiagramNode[],
  shown: ReadonlyMap<string, DiagramNode>,
  mains: readonly RawWire[],
  drawn: Wire[],
): void {
  for (const { from, to } of mains) {
    const node = shown.get(from);
    if (node && !shown.has(to)) node.cut = true;
  }
  const cut = roots.filter((node) => node.cut);
  const last = Math.max(...roots.map(({ position }) => position[0]));
  const before = cut.at(-1) ?? roots.at(-1);
  roots.push({
    name: moreName,
    type: '',
    app: '',
    caption: '',
    trigger: false,
    disabled: false,
    position: [last + 224, before?.position[1] ?? 0],
    children: [],
    outputs: 1,
    inputs: 1,
    hidden,
  });
  if (cut.length !== 1 || !before) return;
  before.cut = false;
  drawn.push({ from: before.name, to: moreName, output: 0, input: 0, label: '', ghost: true });
}

function uniqueWires(wires: readonly RawWire[]): RawWire[] {
  const seen = new Map(wires.map((wire) => [JSON.stringify([wire.from, wire.to, wire.output, wire.input]), wire]));
  return [...seen.values()];
}

/** The connection that hangs each sub-node below its parent; circles are cut. */
function parentsOf(wires: readonly RawWire[]): Map<string, RawWire> {
  const parents = new Map<string, RawWire>();
  for (const wire of wires) {
    if (wire.kind === 'main' || parents.has(wire.from)) continue;
    let above: string | undefined = wire.to;
    while (above !== undefined && above !== wire.from) above = parents.get(above)?.to;
    if (above === undefined) parents.set(wire.from, wire);
  }
  return parents;
}

function childrenOf(parents: ReadonlyMap<string, RawWire>): Map<string, RawWire[]> {
  const children = new Map<string, RawWire[]>();
  for (const wire of parents.values()) {
    const siblings = children.get(wire.to) ?? [];
    if (siblings.length < maxChildren) children.set(wire.to, [...siblings, wire]);
  }
  return children;
}

const isTrigger = ({ type, nodeType }: RawNode): boolean =>
  nodeType ? nodeType.kind === 'trigger' : /trigger$/i.test(type) || /\.webhook$/.test(type);

/** Along the data, from the triggers on: what is cut off are the last steps, not some in the middle. */
function inOrder(nodes: readonly RawNode[], mains: readonly RawWire[]): RawNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const targets = Map.groupBy(mains, ({ from }) => from);
  const reached = new Set(mains.map(({ to }) => to));
  const starts = [...nodes.filter(isTrigger), ...nodes.filter(({ name }) => !reached.has(name)), ...nodes];
  const order = new Set<string>();
  for (const start of starts) {
    const queue = [start.name];
    for (let at = 0; at < queue.length; at += 1) {
      const name = queue[at] ?? '';
      if (order.has(name) || !byName.has(name)) continue;
      order.add(name);
      for (const { to } of targets.get(name) ?? []) queue.push(to);
    }
  }
  return [...order].flatMap((name) => byName.get(name) ?? []);
}

/** As many roots, with everything below them, as `most` nodes allow; at least one. */
function firstOf(order: readonly RawNode[], children: ReadonlyMap<string, RawWire[]>, most: number): RawNode[] {
  const sizeOf = (name: string): number => (children.get(name) ?? []).reduce((sum, { from }) => sum + sizeOf(from), 1);
  let room = most;
  const shown: RawNode[] = [];
  for (const node of order) {
    room -= sizeOf(node.name);
    if (room < 0 && shown.length > 0) break;
    shown.push(node);
  }
  return shown;
}

/** The document's own positions when every node has one of its own, else a fresh layout. */
function positionsOf(roots: readonly RawNode[], mains: readonly RawWire[]): Map<string, [number, number]> {
  const given = new Map(roots.flatMap(({ name, position }) => (position ? [[name, position] as const] : [])));
  const places = new Set([...given.values()].map((position) => position.join()));
  if (given.size === roots.length && places.size === roots.length) return new Map(given);
  const names = new Set(roots.map(({ name }) => name));
  const between = mains.filter(({ from, to }) => names.has(from) && names.has(to));
  return layout(roots, between.slice(0, roots.length * wiresPerNode));
}

function changeOf(name: string, changes: DiagramChanges): { change?: Change } {
  if (changes.removed?.includes(name)) return { change: 'removed' };
  if (changes.added?.includes(name)) return { change: 'added' };
  return changes.changed?.includes(name) ? { change: 'changed' } : {};
}
