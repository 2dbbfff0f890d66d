import type { Draft, DraftNode } from '#src/model/draft.ts';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import { type DraftOperation, draftOperationSchema } from '#src/workflow/edit/operations.ts';
import { pathOf } from '#src/workflow/edit/value-operations.ts';
import { formatPath, type Path, valueAt } from '#src/workflow/json/paths.ts';
import { textLeaves } from './text-leaves.ts';

/** How much of a draft the model has seen: what it has not read whole it may not write over. */
export interface Sight {
  /** Characters of a text it was shown at most. */
  width: number;
  /** Characters from the beginning it has read of longer ones, by node and path. */
  read: Map<string, number>;
}

/** The draft under discussion; workflows in n8n have ids. */
export const underDiscussion = '';

export const placeKey = (node: string, path: string): string => JSON.stringify([node, path]);

/** A draft was shown once more: whatever showed most counts. */
export function noteShown(sights: Map<string, Sight>, id: string, width: number): Sight {
  const sight = sights.get(id) ?? { width: 0, read: new Map() };
  sight.width = Math.max(sight.width, width);
  sights.set(id, sight);
  return sight;
}

/** Says what to read first, where operations write over a text that was shown in part. */
export function whyUnread(
  { draft, original, renames }: { draft: Draft; original: Draft | undefined; renames: Record<string, string> },
  operations: readonly unknown[],
  sight: Sight | undefined,
): string | undefined {
  if (!original) return undefined;
  let [now, names] = [draft, new Map(Object.entries(renames))];
  for (const given of operations) {
    const parsed = draftOperationSchema.safeParse(given);
    if (!parsed.success) return undefined;
    const node = 'name' in parsed.data ? holderOf(now, parsed.data.name) : undefined;
    const was = node && holderOf(original, names.get(node.name) ?? node.name);
    const lost = node && was && lostIn(node, was, parsed.data, sight);
    if (lost) return lost;
    const done = applyOperations(now, [given]);
    if (!done.ok) return undefined;
    const before = names;
    names = new Map([...before].filter(([name]) => !Object.values(done.renames).includes(name)));
    for (const [is, from] of Object.entries(done.renames)) names.set(is, before.get(from) ?? from);
    now = done.draft;
  }
  return undefined;
}

/** The same for a whole draft in the place of the one before. */
export function whyUnreadDraft(draft: Draft, original: Draft, sight: Sight | undefined): string | undefined {
  for (const was of original.nodes) {
    const node = draft.nodes.find(({ name, type }) => name === was.name && type === was.type);
    const lost = node && firstLost(was, was, [], (path) => valueAt(node.parameters, path), sight);
    if (lost) return lost;
  }
  return undefined;
}

type Holder = Pick<DraftNode, 'name' | 'parameters'> & { type?: string };

function holderOf({ nodes, stickyNotes = [] }: Draft, name: string): Holder | undefined {
  const note = stickyNotes.find((one) => one.name === name);
  return nodes.find((one) => one.name === name) ?? (note && { name, parameters: { content: note.content } });
}

function lostIn(node: Holder, was: Holder, operation: DraftOperation, sight: Sight | undefined): string | undefined {
  switch (operation.op) {
    case 'setParameter':
    case 'setItem': {
      const path = pathOf(operation);
      if (!path) return undefined;
      const at: Path = operation.op === 'setItem' ? [...path, operation.index] : path;
      return firstLost(node, was, at, (inner) => valueAt(operation.value, inner.slice(at.length)), sight);
    }
    case 'replaceNode':
      if (operation.type !== node.type) return undefined;
      return firstLost(node, was, [], (inner) => valueAt(operation.parameters, inner), sight);
    case 'setStickyNote':
      return firstLost(node, was, ['content'], () => operation.content, sight);
    default:
      return undefined;
  }
}

function firstLost(
  node: Holder,
  was: Holder,
  at: Path,
  after: (path: Path) => unknown,
  sight: Sight | undefined,
): string | undefined {
  const texts = new Set(textLeaves(was.parameters).map(({ text }) => text));
  const lost = textLeaves(valueAt(node.parameters, at), at).find(({ at: path, text }) => {
    // What the model wrote itself in this turn it knows.
    if (!texts.has(text) || after(path) === text) return false;
    const seen = sight?.read.get(placeKey(was.name, formatPath(path))) ?? 0;
    return text.length > Math.max(seen, sight?.width ?? 0);
  });
  if (!lost) return undefined;
  return `Nothing was changed: "${lost.path}" of "${node.name}" has ${lost.text.length} characters, and you have seen only their beginning. Keep the rest with appendText, prependText or replaceText; to write all of it anew read it first: get_workflow with nodes: [${JSON.stringify(was.name)}].`;
}
