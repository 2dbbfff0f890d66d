import { isUndescribed } from '#src/catalog/catalog.ts';
import { FlowsmithError } from '#src/errors.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { isAdmin, policyFor } from '#src/policy/roles.ts';
import { homeOf } from '#src/store/drafts.ts';
import type { ApprovalRecord, DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { error } from '#src/workflow/issues.ts';
import { restoreSecrets } from '#src/workflow/redact.ts';
import { type CalledWorkflows, checkPolicy, isPolicyIssue, needsAdmin } from '#src/workflow/validate/policy.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { askingOf } from './called.ts';
import { readAgain } from './read-again.ts';

export type PolicyContext = Pick<EngineContext, 'policy' | 'store'> & OfN8n<'catalog' | 'facts' | 'readCalled'>;

/**
 * The issues with what the policy says now, whatever it said, or a planner said, before. This is where the policy is
 * enforced: every revision is judged here when it is kept, shown, decided about and written.
 */
export function judgeAnew(
  { policy, n8n }: Pick<PolicyContext, 'policy'> & OfN8n<'catalog'>,
  issues: readonly Issue[],
  workflow: N8nWorkflow,
  { before, called }: { before: N8nWorkflow | undefined; called: CalledWorkflows },
): Issue[] {
  const isKnown = (type: string): boolean => !isUndescribed(n8n.catalog(), type);
  const found = [
    ...checkPolicy(workflow, { policy, before, catalog: n8n.catalog(), isKnown, called }),
    ...lostSecrets(workflow, before),
  ];
  const kept = issues.filter((issue) => !isPolicyIssue(issue) && issue.code !== lostSecret);
  const warnings = found.filter(({ severity }) => severity !== 'error');
  // A card shows the first few: what only an admin may approve stands before what merely may be better.
  return [...errorsOf(found), ...errorsOf(kept), ...warnings, ...kept.filter(({ severity }) => severity !== 'error')];
}

const lostSecret = 'secret-removed';

/** Values that lost a secret on the way and cannot get it back from n8n when they are written. */
function lostSecrets(workflow: N8nWorkflow, before: N8nWorkflow | undefined): Issue[] {
  return restoreSecrets(workflow, before).lost.map(({ node, path }) => error(lostSecret, { node }, { node, path }));
}

type Judged = Pick<RevisionRecord, 'issues' | 'workflow' | 'base'>;

/** The same for a revision as it is kept, with what n8n holds now of the workflows it runs. */
export async function issuesNow(context: PolicyContext, draft: DraftRecord, row: Judged): Promise<Issue[]> {
  const issues = issuesWith(context, row, await calledBy(context, draft, row));
  return readAgain(context, issues, row.workflow, row.base);
}

/** The workflows a revision runs, as whoever asked for the draft may know them. */
export async function calledBy(
  context: Pick<PolicyContext, 'store'> & OfN8n<'readCalled'>,
  draft: DraftRecord,
  { workflow }: Pick<RevisionRecord, 'workflow'>,
  options: { throws?: boolean } = {},
): Promise<CalledWorkflows> {
  const asking = () => askingOf(context.store.fork(), draft);
  return context.n8n.readCalled(asking, workflow, options);
}

/** The same with what was read of them before. */
export function issuesWith(
  context: Pick<PolicyContext, 'policy'> & OfN8n<'catalog'>,
  { issues, workflow, base }: Judged,
  called: CalledWorkflows,
): Issue[] {
  const before = base ?? undefined;
  return judgeAnew(context, issues, workflow, { before, called });
}

/**
 * Throws when what was approved may not go into n8n any more: the policy may have changed since, and so may the workflows
 * that it runs. Those are read now; where n8n does not answer, the queue asks again.
 */
export async function assertStillAllowed(
  context: PolicyContext,
  draft: DraftRecord,
  row: RevisionRecord,
  approval: ApprovalRecord | null,
): Promise<void> {
  const called = await calledBy(context, draft, row, { throws: true });
  const found = issuesWith(context, row, called).filter(isPolicyIssue);
  const [denied] = errorsOf(found);
  const policy = policyFor(context.policy, await homeOf(context.store.fork(), draft));
  const byAdmin = approval !== null && !approval.byPolicy && isAdmin(policy, approval.decidedBy);
  const reason =
    denied ?? (needsAdmin(found) && !byAdmin ? found.find(({ code }) => code === 'needs-admin') : undefined);
  if (!reason) return;
  const userMessage = `The policy of this Flowsmith does not let it go into n8n: ${reason.message} Nothing was changed. Ask for a change of the draft.`;
  throw new FlowsmithError('denied by policy', { code: 'policy_denied', userMessage });
}
