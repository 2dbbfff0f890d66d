import { isEqual } from '../json/equal.ts';
import { formatPath, type Path } from '../json/paths.ts';
import { isRecord } from '../json/values.ts';
import { isStickyNote, type N8nNode, type N8nWorkflow } from '../n8n-workflow.ts';
import { connectionKey, connectionsOf, type WiredConnection } from '../wiring/connections.ts';
import { matchNodes } from './match-nodes.ts';
import { type PartChange, partsChanged } from './parts.ts';

export interface ValueChange {
  /** Inside the node, e.g. `parameters.rule.interval[0].triggerAtHour`; inside the settings for those. */
  path: string;
  /** undefined: was not set. */
  before: unknown;
  /** undefined: is not set any more. */
  after: unknown;
}

export interface NodeChange {
  /** Its name now. */
  node: string;
  paths: ValueChange[];
  before: N8nNode;
  after: N8nNode;
}

export interface WorkflowDiff {
  added: N8nNode[];
  removed: N8nNode[];
  changed: NodeChange[];
  renamed: { from: string; to: string }[];
  /** Under the names of after. */
  connectionsAdded: WiredConnection[];
  /** Under the names of after where the node is still there. */
  connectionsRemoved: WiredConnection[];
  settingsChanged: ValueChange[];
  /** What is no step: notes on the canvas, groups, tags, pinned data, the description. */
  parts: PartChange[];
  /** When the workflow itself got another name. */
  name?: { before: string; after: string };
}

/** As many changed paths of one node are told apart; beyond that the whole branch counts as one. */
const maxPaths = 50;
const deepest = 30;
/** What says nothing about what a workflow does. */
const ignored = new Set(['id', 'name', 'position', 'webhookId', 'notesInFlow']);

/**
 * What differs between two versions of a workflow, sticky notes and positions apart. Nodes are recognised by id, by
 * name and, when both changed, by likeness. Pure.
 */
export function diffWorkflows(before: N8nWorkflow, after: N8nWorkflow): WorkflowDiff {
  const old = before.nodes.filter((node) => !isStickyNote(node));
  const now = after.nodes.filter((node) => !isStickyNote(node));
  const [connectionsThen, connectionsNow] = [
    connectionsOf({ nodes: old, connections: before.connections }),
    connectionsOf({ nodes: now, connections: after.connections }),
  ];
  const matched = matchNodes({ nodes: old, connections: connectionsThen }, { nodes: now, connections: connectionsNow });
  const kept = new Set(matched.values());
  const pairs = now.flatMap((node, index) => {
    const was = matched.get(index);
    return was ? [{ was, node }] : [];
  });
  const newNames = new Map(pairs.map(({ was, node }) => [was.name, node.name]));
  const newName = (name: string): string => newNames.get(name) ?? name;
  const was = connectionsThen.map((one) => ({ ...one, from: newName(one.from), to: newName(one.to) }));
  const keys = { was: new Set(was.map(connectionKey)), is: new Set(connectionsNow.map(connectionKey)) };
  return {
    added: now.filter((_, index) => !matched.has(index)),
    removed: old.filter((node) => !kept.has(node)),
    changed: pairs
      .map(({ was: from, node }) => ({ node: node.name, paths: nodeChanges(from, node), before: from, after: node }))
      .filter(({ paths }) => paths.length > 0),
    renamed: pairs
      .filter(({ was: from, node }) => from.name !== node.name)
      .map(({ was: from, node }) => ({ from: from.name, to: node.name })),
    connectionsAdded: connectionsNow.filter((one) => !keys.was.has(connectionKey(one))),
    connectionsRemoved: was.filter((one) => !keys.is.has(connectionKey(one))),
    settingsChanged: changesOf(before.settings, after.settings),
    parts: partsChanged(before, after, newName),
    ...(before.name === after.name ? {} : { name: { before: before.name, after: after.name } }),
  };
}

function nodeChanges(before: N8nNode, after: N8nNode): ValueChange[] {
  const shown = (node: N8nNode) => Object.fromEntries(Object.entries(node).filter(([key]) => !ignored.has(key)));
  return changesOf(shown(before), shown(after));
}

function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): ValueChange[] {
  const found: ValueChange[] = [];
  const visit = (was: unknown, is: unknown, path: Path): void => {
    if (isEqual(was, is)) return;
    if (found.length < maxPaths && path.length < deepest) {
      const both = isRecord(was) && isRecord(is);
      if (both || (Array.isArray(was) && Array.isArray(is))) {
        const keys = both
          ? [...new Set([...Object.keys(was), ...Object.keys(is)])]
          : Array.from({ length: Math.max((was as unknown[]).length, (is as unknown[]).length) }, (_, at) => at);
        for (const key of keys) visit(own(was, key), own(is, key), [...path, key]);
        return;
      }
    }
    found.push({ path: formatPath(path), before: was, after: is });
  };
  visit(before, after, []);
  return found;
}

const own = (holder: unknown, key: string | number): unknown =>
  Object.hasOwn(holder as object, key) ? (holder as Record<string | number, unknown>)[key] : undefined;
