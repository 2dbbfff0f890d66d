import type { Dictionary } from '#src/language/words.ts';
import type { Conflict } from '#src/workflow/edit/rebase.ts';

/** What both changed, in words; none when there is nothing of the kind. */
export function conflictNotes(
  conflicts: readonly Conflict[],
  { quoted, bothChanged }: Dictionary['engine']['answers'],
): string[] {
  const both = conflicts.map(({ node, path }) => (node === undefined ? path : `${quoted(node)} (${path})`));
  return both.length > 0 ? [bothChanged(both.slice(0, 5).join(', '))] : [];
}
