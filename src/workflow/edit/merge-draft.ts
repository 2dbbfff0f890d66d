import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { type CompileOptions, compile } from '../compile.ts';
import type { unsaidParts } from '../draft.ts';
import { isEqual } from '../json/equal.ts';
import { isStickyNote } from '../n8n-workflow.ts';
import { connectionsOf } from '../wiring/connections.ts';
import { mergeGroups } from './groups.ts';
import { matchDraft } from './match-draft.ts';
import { rewire } from './rewire.ts';
import { mergeStickyNotes } from './sticky-notes.ts';
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
  const compiled = compile(withoutNotes(draft), {
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
  const createId = options.createId ?? (() => crypto.randomUUID());
  const stickies = mergeStickyNotes(original.nodes, draft.stickyNotes, { nodes, createId }).map((sticky) =>
    uniquely(sticky, names),
  );
  const gone = new Set(before.nodes.map(({ name }) => name).filter((name) => !newNames.has(name)));
  const all = inOriginalOrder(original, nodes, matched, stickies);
  const said = (key: (typeof unsaidParts)[number]) =>
    draft[key] !== undefined && !isEqual(before[key] ?? null, draft[key]);
  return {
    ...original,
    name: draft.name === before.name ? original.name : draft.name,
    nodes: all,
    connections: rewire(original.connections, { was, now: connectionsOf(compiled), names: newNames, gone }),
    settings: mergeSettings(original.settings, before, draft),
    ...(draft.description === before.description ? {} : { description: draft.description }),
    ...(said('tags') ? { tags: draft.tags } : {}),
    ...(draft.groups && !isEqual(renamedGroups(before.groups, rename), draft.groups)
      ? { nodeGroups: mergeGroups(original, draft.groups, { nodes: all, before: before.groups, createId }) }
      : {}),
    ...mergePins(original.pinData, draft, matched),
  };
}

const withoutNotes = ({ stickyNotes: _notes, ...draft }: Draft): Draft => draft;

/** A group that was not touched is called by the names its nodes have now. */
const renamedGroups = (groups: Draft['groups'] = [], rename: (name: string) => string) =>
  groups.map(({ name, nodes }) => ({ name, nodes: nodes.map(rename) }));

/** n8n knows pinned data by the name of their node: they go along when it is renamed, and away with it. */
function mergePins(
  pinData: N8nWorkflow['pinData'],
  draft: Draft,
  matched: ReadonlyMap<number, N8nNode>,
): Pick<N8nWorkflow, 'pinData'> {
  if (!pinData) return {};
  const ends = new Map(
    draft.nodes.flatMap((node, index) => {
      const was = matched.get(index)?.name;
      return was === undefined ? [] : [[was, node] as const];
    }),
  );
  const kept = Object.entries(pinData).flatMap(([name, items]) => {
    const node = ends.get(name);
    return node?.pinned ? [[node.name, items] as const] : [];
  });
  const same = kept.length === Object.keys(pinData).length && kept.every(([name]) => Object.hasOwn(pinData, name));
  return same ? {} : { pinData: Object.fromEntries(kept) };
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

/** Minus one: no end, and n8n itself has none unless it is set up otherwise. */
const noTimeout = -1;

function mergeSettings(settings: Record<string, unknown>, before: Draft, draft: Draft): Record<string, unknown> {
  const merged = { ...settings };
  if (before.timezone !== draft.timezone) set('timezone', draft.timezone);
  const { errorWorkflow, executionTimeout } = draft;
  if (errorWorkflow !== undefined && (before.errorWorkflow ?? null) !== errorWorkflow)
    set('errorWorkflow', errorWorkflow ?? undefined);
  // n8n's API cannot take this one away.
  if (executionTimeout !== undefined && (before.executionTimeout ?? null) !== executionTimeout)
    set('executionTimeout', executionTimeout ?? noTimeout);
  return merged;

  function set(key: string, value: unknown): void {
    if (value === undefined) delete merged[key];
    else merged[key] = value;
  }
}

/** Kept nodes and sticky notes in the order n8n had them, new ones last. */
function inOriginalOrder(
  original: N8nWorkflow,
  nodes: readonly N8nNode[],
  matched: ReadonlyMap<number, N8nNode>,
  stickies: readonly N8nNode[],
): N8nNode[] {
  const place = new Map(original.nodes.map((node, index) => [node, index]));
  const notes = new Map(stickies.map((sticky) => [sticky.id || sticky.name, sticky]));
  const kept: [number, N8nNode][] = original.nodes.flatMap((node, index) => {
    const sticky = isStickyNote(node) ? notes.get(node.id || node.name) : undefined;
    if (!sticky) return [];
    notes.delete(sticky.id || sticky.name);
    return [[index, sticky] as [number, N8nNode]];
  });
  const fresh: N8nNode[] = [];
  for (const [index, node] of nodes.entries()) {
    const from = matched.get(index);
    if (from) kept.push([place.get(from) ?? 0, node]);
    else fresh.push(node);
  }
  return [...kept.sort(([a], [b]) => a - b).map(([, node]) => node), ...fresh, ...notes.values()];
}

/** Names are unique in n8n, those of sticky notes too; nothing refers to a sticky note. */
function uniquely(sticky: N8nNode, taken: ReadonlySet<string>): N8nNode {
  return taken.has(sticky.name) ? { ...sticky, name: `${sticky.name} (note)` } : sticky;
}
