import { isEqual } from '../json/equal.ts';
import { toWord } from '../json/values.ts';
import { isStickyNote, type N8nNode, type N8nWorkflow } from '../n8n-workflow.ts';
import { findNode } from './match-nodes.ts';
import { toGroups } from './to-draft.ts';

/** A change of something in a workflow that is no step. */
export type PartChange =
  /** Undefined: was not there, is not there any more. */
  | { kind: 'sticky'; before: string | undefined; after: string | undefined }
  | { kind: 'description'; after: string }
  | { kind: 'tags'; added: string[]; removed: string[] }
  | { kind: 'unpinned'; node: string }
  /** `nodes` undefined: the group is gone. */
  | { kind: 'group'; name: string; nodes: string[] | undefined };

/** Only what the later version speaks of. Pure. */
export function partsChanged(before: N8nWorkflow, after: N8nWorkflow, newName: (name: string) => string): PartChange[] {
  const { description, tags, pinData, nodeGroups } = after;
  const pins = Object.keys(before.pinData ?? {}).map(newName);
  return [
    ...stickiesChanged(before.nodes.filter(isStickyNote), after.nodes.filter(isStickyNote)),
    ...(description === undefined || description === (before.description ?? '')
      ? []
      : [{ kind: 'description' as const, after: description }]),
    ...(tags ? tagsChanged(before.tags ?? [], tags) : []),
    ...(pinData
      ? pins
          .filter((name) => !Object.hasOwn(pinData, name) && after.nodes.some((node) => node.name === name))
          .map((node) => ({ kind: 'unpinned' as const, node }))
      : []),
    ...(nodeGroups ? groupsChanged(before, after, newName) : []),
  ];
}

const contentOf = ({ parameters }: N8nNode): string => toWord(parameters['content']);

function stickiesChanged(was: readonly N8nNode[], is: readonly N8nNode[]): PartChange[] {
  const changed = was.flatMap((note): PartChange[] => {
    const now = findNode(is, note);
    if (now && contentOf(now) === contentOf(note)) return [];
    return [{ kind: 'sticky', before: contentOf(note), after: now && contentOf(now) }];
  });
  const added = is.filter((note) => !findNode(was, note));
  return [
    ...changed,
    ...added.map((note): PartChange => ({ kind: 'sticky', before: undefined, after: contentOf(note) })),
  ];
}

function tagsChanged(was: readonly string[], is: readonly string[]): PartChange[] {
  const [added, removed] = [is.filter((tag) => !was.includes(tag)), was.filter((tag) => !is.includes(tag))];
  return added.length + removed.length > 0 ? [{ kind: 'tags', added, removed }] : [];
}

function groupsChanged(before: N8nWorkflow, after: N8nWorkflow, newName: (name: string) => string): PartChange[] {
  // A step that is gone is gone from its group: that goes without saying.
  const there = new Set(after.nodes.map(({ name }) => name));
  const was = toGroups(before).map(({ name, nodes }) => ({
    name,
    nodes: nodes.map(newName).filter((node) => there.has(node)),
  }));
  const is = toGroups(after);
  return [
    ...is
      .filter((group) => !was.some((one) => isEqual(one, group)))
      .map((group) => ({ kind: 'group' as const, ...group })),
    ...was
      .filter(({ name, nodes }) => nodes.length > 0 && !is.some((one) => one.name === name))
      .map(({ name }) => ({ kind: 'group' as const, name, nodes: undefined })),
  ];
}
