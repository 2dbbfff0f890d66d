import type { Issue } from '#src/model/issue.ts';
import type { Need } from '#src/policy/approval-rules.ts';
import { says, warning } from '../issues.ts';

/** Tells who has to approve, where rules of the policy say something else than always. */
export const needIssue = (need: Need): Issue => warning('needs-approvals', { ...need });

export const isNeed = ({ code }: Issue): boolean => code === 'needs-approvals';

/** What the rules demand of a draft with these findings; undefined where they demand what is always demanded. */
export function needIn(issues: readonly Issue[]): Need | undefined {
  for (const issue of issues) if (says(issue, 'needs-approvals')) return issue.params;
  return undefined;
}
