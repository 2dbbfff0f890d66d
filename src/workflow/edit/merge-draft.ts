import { type CompileOptions, compile } from '../compile.ts';
import type { Draft, DraftNode } from '../draft.ts';
import { isEqual } from '../json/equal.ts';
import { isRecord } from '../json/values.ts';
import { isStickyNote, type N8nConnections, type N8nNode, type N8nWorkflow } from '../n8n-workflow.ts';
import { toConnections, type WiredConnection } from '../wiring/connections.ts';
import { mendWiring, resolvePorts } from '../wiring/mend-wiring.ts';
import { matchNodes, versionOf } from './match-nodes.ts';
import { toDraft, toDraftNode } from './to-draft.ts';

export interface MergeOptions extends Omit<CompileOptions, 'previous' | 'fixed'> {
  /** Nodes that were renamed, new name → name in the original, as applyOperations reports them. */
  renames?: Record<string, string> | undefined;
}

/**
 * The original with what the draft changed, and nothing else: type versions, ids, positions, credentials, webhook ids
 * and retry settings stay, parameters that were not changed are the very same values, sticky notes are kept. Changed
 * parameters and new nodes come out of compile(). Pure.
 */
export function mergeDraft(original: N8nWorkflow, draft: Draft, options: MergeOptions): N8nWorkflow {
  const { renames, ...compileOptions } = options;
  const before = toDraft(original);
  const stickies = original.nodes.filter(isStickyNote);
  const matched = matchNodes(
    versionOf({ ...original, nodes: original.nodes.filter((node) => !isStickyNote(node)) }),
    { nodes: draft.nodes, connections: draft.connections.map(toWired) },
    renames,
  );
  // The original under the names the draft uses, by which compile() recognises its nodes.
  const newNames = new Map([...matched].map(([index, node]) => [node.name, draft.nodes[index]?.name ?? node.name]));
  const rename = (name: string): string => newNames.get(name) ?? name;
  const renamed = original.nodes.map((node) => ({ ...node, name: newNames.get(node.name) ?? node.name }));
  const compiled = compile(draft, {
    ...compileOptions,
    previous: { ...original, nodes: renamed },
    fixed: true,
  });
  const compiledBefore = compile(before, { ...compileOptions, previous: original });
  const nodes = draft.nodes.map((node, index) => {
    const made = compiled.nodes[index] as N8nNode;
    const kept = matched.get(index);
    if (!kept) return made;
    const same = compiledBefore.nodes.find((one) => one.name === kept.name);
    // Another type in the same place of the canvas: asked for, or what its new connections make of it.
    if (kept.type !== node.type || (made.type !== kept.type && made.type !== same?.type)) {
      return { ...made, id: kept.id, position: kept.position };
    }
    const merged = mergeNode(kept, node, made, same?.parameters ?? {});
    const errorOutput = made.onError && made.onError !== same?.onError && !merged.onError;
    return errorOutput ? { ...merged, onError: made.onError } : merged;
  });
  const was = before.connections.map((one) => toWired({ ...one, from: rename(one.from), to: rename(one.to) }));
  const wired = wire(draft, was, nodes, options.catalog);
  const names = new Set(draft.nodes.map((node) => node.name));
  return {
    ...original,
    name: draft.name === before.name ? original.name : draft.name,
    nodes: inOriginalOrder(
      original,
      nodes,
      matched,
      stickies.map((sticky) => uniquely(sticky, names)),
    ),
    connections: mergeConnections(original.connections, { was, wired }, before, newNames, names),
    settings: mergeTimezone(original.settings, before.timezone, draft.timezone),
  };
}

function mergeNode(kept: N8nNode, node: DraftNode, made: N8nNode, before: Record<string, unknown>): N8nNode {
  const was = toDraftNode(kept);
  const parameters = isEqual(was.parameters, node.parameters)
    ? kept.parameters
    : mergeParameters(kept.parameters, node.parameters, before, made.parameters);
  const merged: N8nNode & { continueOnFail?: unknown } = { ...kept, name: node.name, parameters };
  for (const key of ['notes', 'disabled', 'onError'] as const) {
    if (was[key] === node[key]) continue;
    if (node[key] === undefined) delete merged[key];
    else Object.assign(merged, { [key]: node[key] });
    // The older way to say the same would win.
    if (key === 'onError') delete merged.continueOnFail;
  }
  return merged;
}

/** Key by key: what the draft left alone stays as n8n has it, the rest is what compile() made of it. */
function mergeParameters(
  original: Record<string, unknown>,
  wanted: Record<string, unknown>,
  before: Record<string, unknown>,
  made: Record<string, unknown>,
): Record<string, unknown> {
  const keys = new Set([...Object.keys(original), ...Object.keys(made)]);
  const merged: Record<string, unknown> = {};
  for (const key of keys) {
    const same =
      key in original === key in wanted &&
      (key in wanted ? isEqual(original[key], wanted[key]) : isEqual(before[key], made[key]));
    if (same) {
      if (key in original) merged[key] = original[key];
    } else if (key in made) {
      merged[key] = mergeValue(original[key], wanted[key], made[key]);
    }
  }
  return merged;
}

/** Inside objects the same again, so that one changed field leaves its neighbours alone. */
function mergeValue(original: unknown, wanted: unknown, made: unknown): unknown {
  if (isEqual(original, wanted)) return original;
  if (isRecord(original) && isRecord(wanted) && isRecord(made)) {
    return Object.fromEntries(
      Object.entries(made).map(([key, value]) => [
        key,
        key in wanted ? mergeValue(original[key], wanted[key], value) : value,
      ]),
    );
  }
  if (Array.isArray(original) && Array.isArray(wanted) && Array.isArray(made) && wanted.length === made.length) {
    return made.map((value, index) => mergeValue(original[index], wanted[index], value));
  }
  return made;
}

/** What was there keeps its ports as they are; only what the draft adds is mended and numbered. */
function wire(
  draft: Draft,
  was: readonly WiredConnection[],
  nodes: readonly N8nNode[],
  catalog: CompileOptions['catalog'],
): WiredConnection[] {
  const { connections } = resolvePorts(nodes, mendWiring(draft, catalog).connections, catalog);
  return draft.connections.map((given, index) => {
    return was.find((one) => isEqual(one, given)) ?? connections[index] ?? toWired(given);
  });
}

const toWired = (one: Draft['connections'][number]): WiredConnection => ({
  ...one,
  output: Number(one.output) || 0,
  input: Number(one.input) || 0,
});

/** n8n's own lists stay for every node whose connections did not change. */
function mergeConnections(
  original: N8nConnections,
  { was, wired }: { was: readonly WiredConnection[]; wired: readonly WiredConnection[] },
  before: Draft,
  newNames: ReadonlyMap<string, string>,
  names: ReadonlySet<string>,
): N8nConnections {
  const newName = (name: string): string => newNames.get(name) ?? name;
  if (isEqual(was, wired) && [...newNames].every(([old, now]) => old === now)) return original;
  const made = toConnections(wired);
  const merged: N8nConnections = {};
  const oldNames = new Map([...newNames].map(([old, now]) => [now, old]));
  const dangling = Object.keys(original).filter((name) => !before.nodes.some((node) => node.name === name));
  const sources = [...Object.keys(original).map(newName), ...Object.keys(made), ...dangling];
  for (const from of new Set(sources)) {
    const given = original[oldNames.get(from) ?? from] ?? {};
    const kinds = new Set([...Object.keys(given), ...Object.keys(made[from] ?? {})]);
    const kept: [string, N8nConnections[string][string]][] = [];
    for (const kind of kinds) {
      const of = (all: readonly WiredConnection[]) => all.filter((one) => one.from === from && one.kind === kind);
      const same = isEqual(of(was), of(wired)) && kind in given;
      const outputs = same ? renameTargets(given[kind] ?? [], newName) : made[from]?.[kind];
      if (outputs) kept.push([kind, outputs]);
    }
    if (kept.length > 0 && (names.has(from) || dangling.includes(from))) merged[from] = Object.fromEntries(kept);
  }
  return merged;
}

function renameTargets(
  outputs: N8nConnections[string][string],
  newName: (name: string) => string,
): N8nConnections[string][string] {
  return outputs.map((targets) => targets?.map((target) => ({ ...target, node: newName(target.node) })) ?? targets);
}

function mergeTimezone(
  settings: Record<string, unknown>,
  before: string | undefined,
  after: string | undefined,
): Record<string, unknown> {
  if (before === after) return settings;
  const { timezone: _timezone, ...rest } = settings;
  return after === undefined ? rest : { ...rest, timezone: after };
}

/** Kept nodes and sticky notes in the order n8n had them, new ones last. */
function inOriginalOrder(
  original: N8nWorkflow,
  nodes: readonly N8nNode[],
  matched: ReadonlyMap<number, N8nNode>,
  stickies: readonly N8nNode[],
): N8nNode[] {
  const place = new Map(original.nodes.map((node, index) => [node, index]));
  const left = [...stickies];
  const kept: [number, N8nNode][] = original.nodes.flatMap((node, index) =>
    isStickyNote(node) ? [[index, left.shift() ?? node] as [number, N8nNode]] : [],
  );
  const fresh: N8nNode[] = [];
  for (const [index, node] of nodes.entries()) {
    const from = matched.get(index);
    if (from) kept.push([place.get(from) ?? 0, node]);
    else fresh.push(node);
  }
  return [...kept.sort(([a], [b]) => a - b).map(([, node]) => node), ...fresh];
}

/** Names are unique in n8n, those of sticky notes too; nothing refers to a sticky note. */
function uniquely(sticky: N8nNode, taken: ReadonlySet<string>): N8nNode {
  return taken.has(sticky.name) ? { ...sticky, name: `${sticky.name} (note)` } : sticky;
}
