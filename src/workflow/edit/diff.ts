import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { isEqual } from '../json/equal.ts';
import { isStickyNote } from '../n8n-workflow.ts';
import { connectionKey, connectionsOf, type WiredConnection } from '../wiring/connections.ts';
import { matchNodes } from './match-nodes.ts';
import { type PartChange, partsChanged } from './parts.ts';
import { changesOf, type ValueChange } from './value-changes.ts';

export type { ValueChange } from './value-changes.ts';

export interface NodeChange {
  /** Its name now. */
  node: string;
  paths: ValueChange[];
  before: N8nNode;
  after: N8nNode;
}

export interface WorkflowDiff {
  before: N8nWorkflow;
  after: N8nWorkflow;
  added: N8nNode[];
  removed: N8nNode[];
  changed: NodeChange[];
  renamed: { from: string; to: string }[];
  /** Under the names of after. */
  connectionsAdded: WiredConnection[];
  /** Under the names of after where the node is still there. */
  connectionsRemoved: WiredConnection[];
  settingsChanged: ValueChange[];
  /** Of the notes on the canvas. */
  notes: { added: N8nNode[]; removed: N8nNode[]; changed: NodeChange[] };
  /** How many steps and notes stand elsewhere on the canvas. */
  moved: number;
  /** What is neither: groups, tags, pinned data, the description. */
  parts: PartChange[];
  /** When the workflow itself got another name. */
  name?: { before: string; after: string };
}

/** What says nothing about what a node does; where it stands and what it is called are told apart. */
const ignored = new Set(['id', 'name', 'position']);

/**
 * What differs between two versions of a workflow. Nodes are recognised by id, by name and, when both changed, by
 * likeness. Pure.
 */
export function diffWorkflows(before: N8nWorkflow, after: N8nWorkflow): WorkflowDiff {
  const [old, now] = [stepsOf(before), stepsOf(after)];
  const steps = compare(old, now);
  const notes = compare(notesOf(before), notesOf(after));
  const newNames = new Map(steps.pairs.map(({ before: { name }, node }) => [name, node]));
  const newName = (name: string): string => newNames.get(name) ?? name;
  const was = old.connections.map((one) => ({ ...one, from: newName(one.from), to: newName(one.to) }));
  const keys = { was: new Set(was.map(connectionKey)), is: new Set(now.connections.map(connectionKey)) };
  return {
    before,
    after,
    added: steps.added,
    removed: steps.removed,
    changed: steps.pairs.filter(({ paths }) => paths.length > 0),
    renamed: steps.pairs
      .filter(({ before: from, node }) => from.name !== node)
      .map(({ before: from, node }) => ({ from: from.name, to: node })),
    connectionsAdded: now.connections.filter((one) => !keys.was.has(connectionKey(one))),
    connectionsRemoved: was.filter((one) => !keys.is.has(connectionKey(one))),
    settingsChanged: changesOf(before.settings, after.settings),
    notes: { ...notes, changed: notes.pairs.filter(({ paths }) => paths.length > 0) },
    moved: [...steps.pairs, ...notes.pairs].filter((pair) => !isEqual(pair.before.position, pair.after.position))
      .length,
    parts: partsChanged(before, after, newName),
    ...(before.name === after.name ? {} : { name: { before: before.name, after: after.name } }),
  };
}

interface Part {
  nodes: N8nNode[];
  connections: WiredConnection[];
}

function stepsOf({ nodes, connections }: N8nWorkflow): Part {
  const steps = nodes.filter((node) => !isStickyNote(node));
  return { nodes: steps, connections: connectionsOf({ nodes: steps, connections }) };
}

const notesOf = ({ nodes }: N8nWorkflow): Part => ({ nodes: nodes.filter(isStickyNote), connections: [] });

function compare(old: Part, now: Part): { added: N8nNode[]; removed: N8nNode[]; pairs: NodeChange[] } {
  const matched = matchNodes(old, now);
  const kept = new Set(matched.values());
  return {
    added: now.nodes.filter((_, index) => !matched.has(index)),
    removed: old.nodes.filter((node) => !kept.has(node)),
    pairs: now.nodes.flatMap((after, index) => {
      const before = matched.get(index);
      return before ? [{ node: after.name, paths: changesOf(told(before), told(after)), before, after }] : [];
    }),
  };
}

const told = (node: N8nNode): Record<string, unknown> =>
  Object.fromEntries(Object.entries(node).filter(([key]) => !ignored.has(key)));
