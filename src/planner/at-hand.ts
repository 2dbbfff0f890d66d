import type { Draft } from '#src/model/draft.ts';
import type { ValidationContext } from '#src/workflow/validate/index.ts';
import type { DraftAtHand } from './planner.ts';

/** What validation needs to know where the draft under discussion changes a workflow in n8n; nothing where it is new. */
export function changeAtHand(
  current: DraftAtHand | undefined,
  renames: Record<string, string>,
  draft: Draft,
): Pick<ValidationContext, 'before' | 'renames' | 'workflowId'> {
  const { changes } = current ?? {};
  if (!changes) return {};
  const { draft: before, n8nId } = changes.read;
  return { before, renames: joinRenames(changes.renames, renames, draft), workflowId: n8nId };
}

/** Both lists of renames as one: new name → the very first. Nodes that are gone are left out. */
export function joinRenames(
  earlier: Record<string, string>,
  later: Record<string, string>,
  draft: Draft,
): Record<string, string> {
  const joined = new Map(Object.entries(earlier).filter(([now]) => !Object.values(later).includes(now)));
  for (const [now, was] of Object.entries(later)) joined.set(now, earlier[was] ?? was);
  const names = new Set(draft.nodes.map(({ name }) => name));
  return Object.fromEntries([...joined].filter(([now, was]) => names.has(now) && now !== was));
}

/**
 * Which node each was, by its place: revising without a model keeps the order of the nodes, takes one away or adds new
 * ones last. A name that is in both is the same node.
 */
export function renamesByPlace(before: Draft, after: Draft): Record<string, string> {
  const were = new Set(before.nodes.map(({ name }) => name));
  const are = new Set(after.nodes.map(({ name }) => name));
  const pairs = before.nodes.flatMap(({ name, type }, at): [string, string][] => {
    const now = after.nodes[at];
    // Another app in its place is another step.
    return now === undefined || now.type !== type || were.has(now.name) || are.has(name) ? [] : [[now.name, name]];
  });
  return Object.fromEntries(pairs);
}
