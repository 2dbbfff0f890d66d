import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { isEqual } from '../json/equal.ts';
import { toGroups } from './to-draft.ts';

/** A change of something in a workflow that is neither a step nor a note on the canvas. */
export type PartChange =
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
