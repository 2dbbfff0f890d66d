import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { type ValidationContext, validateDraft } from '#src/workflow/validate/index.ts';

/** Validates; what the planner itself knows to be missing replaces the rule's finding on the same parameter. */
export function checked(
  draft: Draft,
  own: readonly Issue[],
  validation: ValidationContext,
): { draft: Draft; issues: Issue[] } {
  const parsed = draftSchema.parse(draft);
  const known = own.filter((issue) => !issue.node || parsed.nodes.some((node) => node.name === issue.node));
  const found = validateDraft(parsed, validation).filter(
    (issue) => !known.some((other) => other.node === issue.node && other.path && issue.path?.startsWith(other.path)),
  );
  return { draft: parsed, issues: [...known, ...found] };
}
