import { isUndescribed } from '#src/catalog/catalog.ts';
import { FlowsmithError } from '#src/errors.ts';
import { isAdmin, policyFor } from '#src/policy/roles.ts';
import { homeOf } from '#src/store/drafts.ts';
import type { ApprovalRecord, DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { errorsOf, type Issue } from '#src/workflow/draft.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
import { restoreSecrets } from '#src/workflow/redact.ts';
import { checkPolicy, isPolicyIssue, needsAdmin } from '#src/workflow/validate/policy.ts';
import type { EngineContext } from './context.ts';

export type PolicyContext = Pick<EngineContext, 'policy' | 'catalog'>;

/**
 * The issues with what the policy says now, whatever it said, or a planner said, before. This is where the policy is
 * enforced: every revision is judged here when it is kept, shown, decided about and written.
 */
export function judgeAnew(
  { policy, catalog }: PolicyContext,
  issues: readonly Issue[],
  workflow: N8nWorkflow,
  before: N8nWorkflow | undefined,
): Issue[] {
  const isKnown = (type: string): boolean => !isUndescribed(catalog(), type);
  const found = [
    ...checkPolicy(workflow, { policy, before, catalog: catalog(), isKnown }),
    ...lostSecrets(workflow, before),
  ];
  const kept = issues.filter((issue) => !isPolicyIssue(issue) && issue.code !== lostSecret);
  return [...errorsOf(found), ...kept, ...found.filter(({ severity }) => severity !== 'error')];
}

const lostSecret = 'secret-removed';

/** Values that lost a secret on the way and cannot get it back from n8n when they are written. */
function lostSecrets(workflow: N8nWorkflow, before: N8nWorkflow | undefined): Issue[] {
  return restoreSecrets(workflow, before).lost.map(({ node, path }) => ({
    code: lostSecret,
    severity: 'error',
    node,
    path,
    message: `A value of "${node}" looked like a password or key and was removed. Add it in n8n under Credentials, and ask for the step with that credential instead.`,
  }));
}

/** The same for a revision as it is kept. */
export function issuesNow(context: PolicyContext, row: Pick<RevisionRecord, 'issues' | 'workflow' | 'base'>): Issue[] {
  const workflow = row.workflow as unknown as N8nWorkflow;
  const before = (row.base ?? undefined) as unknown as N8nWorkflow | undefined;
  return judgeAnew(context, row.issues as unknown as Issue[], workflow, before);
}

/** Throws when what was approved may not go into n8n any more: the policy may have changed since. */
export async function assertStillAllowed(
  context: PolicyContext & Pick<EngineContext, 'store'>,
  draft: DraftRecord,
  row: RevisionRecord,
  approval: ApprovalRecord | null,
): Promise<void> {
  const found = issuesNow(context, row).filter(isPolicyIssue);
  const [denied] = errorsOf(found);
  const policy = policyFor(context.policy, await homeOf(context.store.fork(), draft));
  const byAdmin = approval !== null && !approval.byPolicy && isAdmin(policy, approval.decidedBy);
  const reason =
    denied ?? (needsAdmin(found) && !byAdmin ? found.find(({ code }) => code === 'needs-admin') : undefined);
  if (!reason) return;
  const userMessage = `The policy of this Flowsmith does not let it go into n8n: ${reason.message} Nothing was changed. Ask for a change of the draft.`;
  throw new FlowsmithError('denied by policy', { code: 'policy_denied', userMessage });
}
