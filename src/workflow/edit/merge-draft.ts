import { type CompileOptions, compile } from '../compile.ts';
import type { Draft, DraftNode } from '../draft.ts';
import { isStickyNote, type N8nNode, type N8nWorkflow } from '../n8n-workflow.ts';
import { connectionsOf } from '../wiring/connections.ts';
import { matchDraft } from './match-draft.ts';
import { rewire } from './rewire.ts';
import { nodeSettings, toDraft, toDraftNode } from './to-draft.ts';

export interface MergeOptions extends Omit<CompileOptions, 'previous' | 'fixed' | 'kept'> {
  /** Nodes that were renamed, new name → name in the original, as applyOperations reports them. */
  renames?: Record<string, string> | undefined;
}

/**
 * The original with what the draft changed, and nothing else: type versions, ids, positions, credentials, webhook ids
 * and retry settings stay, what was not changed are the very same values, sticky notes are kept. What was changed in a
 * kept node stands where the draft wrote it, in the shape of the node's own version; new nodes come out of compile().
 * Pure; `straysOf` tells when this is not true of a result.
 */
export function mergeDraft(original: N8nWorkflow, draft: Draft, options: MergeOptions): N8nWorkflow {
  const { renames, ...compileOptions } = options;
  const before = toDraft(original);
  const matched = matchDraft(original, draft, renames);
  // The original under the names the draft uses, by which compile() recognises its nodes.
  const newNames = new Map([...matched].map(([index, node]) => [node.name, draft.nodes[index]?.name ?? node.name]));
  const rename = (name: string): string => newNames.get(name) ?? name;
  const was = connectionsOf({ nodes: before.nodes, connections: original.connections }).map((one) => {
    return { ...one, from: rename(one.from), to: rename(one.to) };
  });
  const compiled = compile(draft, {
    ...compileOptions,
    previous: { ...original, nodes: original.nodes.map((node) => ({ ...node, name: rename(node.name) })) },
    fixed: true,
    kept: { nodes: new Map([...matched].map(([index, node]) => [index, toDraftNode(node)])), connections: was },
  });
  const nodes = draft.nodes.map((node, index) => {
    const made = compiled.nodes[index] as N8nNode;
    const kept = matched.get(index);
    if (!kept) return made;
    // Another type in the same place of the canvas.
    return kept.type === node.type ? mergeNode(kept, node, made) : { ...made, id: kept.id, position: kept.position };
  });
  const names = new Set(draft.nodes.map((node) => node.name));
  const stickies = original.nodes.filter(isStickyNote).map((sticky) => uniquely(sticky, names));
  const gone = new Set(before.nodes.map(({ name }) => name).filter((name) => !newNames.has(name)));
  return {
    ...original,
    name: draft.name === before.name ? original.name : draft.name,
    nodes: inOriginalOrder(original, nodes, matched, stickies),
    connections: rewire(original.connections, { was, now: connectionsOf(compiled), names: newNames, gone }),
    settings: mergeTimezone(original.settings, before.timezone, draft.timezone),
  };
}

/** All of it stays but what was asked for, and what its new connections make of it: its tool variant, an error output. */
function mergeNode(kept: N8nNode, node: DraftNode, made: N8nNode): N8nNode {
  const was = toDraftNode(kept);
  const merged: N8nNode & { continueOnFail?: unknown } = {
    ...kept,
    name: node.name,
    type: made.type,
    parameters: sameText(made.parameters, kept.parameters) ? kept.parameters : made.parameters,
  };
  for (const key of nodeSettings) {
    const wanted = key === 'onError' ? (made.onError ?? node.onError) : node[key];
    if (was[key] === wanted) continue;
    if (wanted === undefined) delete merged[key];
    else Object.assign(merged, { [key]: wanted });
    // The older way to say the same would win.
    if (key === 'onError') delete merged.continueOnFail;
  }
  return merged;
}

const sameText = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

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
