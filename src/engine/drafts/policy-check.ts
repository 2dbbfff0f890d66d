import { isUndescribed } from '#src/catalog/catalog.ts';
import { FlowsmithError } from '#src/errors.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { type Demand, demandsText, isSpecial, usual } from '#src/policy/approval-rules.ts';
import { unmet } from '#src/policy/counting.ts';
import { isAdmin, type PersonKey, type TenantPolicy } from '#src/policy/roles.ts';
import { authorsOf } from '#src/store/authors.ts';
import { homeOf } from '#src/store/drafts.ts';
import {
  type ApprovalRecord,
  Conversation,
  type DraftRecord,
  type RevisionRecord,
  Tenant,
} from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { demandedOf, type Vote, votesOn } from '#src/store/votes.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { error } from '#src/workflow/issues.ts';
import { restoreSecrets } from '#src/workflow/redact.ts';
import { isNeed, needIssue } from '#src/workflow/validate/need.ts';
import { type CalledWorkflows, checkPolicy, isPolicyIssue, needsAdmin } from '#src/workflow/validate/policy.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { handOf, requesterOf } from '../people/actor.ts';
import { ballotsOf } from '../people/one-person.ts';
import { demandsIn } from './approval.ts';
import { askingOf } from './called.ts';
import { needWith, type Rules, rulesOf } from './need.ts';
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
  { before, called, rules }: { before: N8nWorkflow | undefined; called: CalledWorkflows; rules?: Rules },
): Issue[] {
  const isKnown = (type: string): boolean => !isUndescribed(n8n.catalog(), type);
  const found = [
    ...checkPolicy(workflow, { policy, before, catalog: n8n.catalog(), isKnown, called }),
    ...lostSecrets(workflow, before),
  ];
  const need = rules && needWith(rules, workflow, { before, called, catalog: n8n.catalog() });
  if (need && isSpecial(rules.roles, need)) found.push(needIssue(need));
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
  const rules = await rulesOf(context.policy, context.store.fork(), draft);
  const issues = issuesWith(context, row, { called: await calledBy(context, draft, row), rules });
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
  { called, rules }: { called: CalledWorkflows; rules: Rules },
): Issue[] {
  const before = base ?? undefined;
  return judgeAnew(context, issues, workflow, { before, called, rules });
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
  const em = context.store.fork();
  const rules = await rulesOf(context.policy, em, draft);
  const policy = rules.roles;
  const found = issuesWith(context, row, { called, rules }).filter(isPolicyIssue);
  const [denied] = errorsOf(found);
  const votes: Vote[] =
    approval === null || approval.byPolicy
      ? []
      : [...(await votesOn(em, draft.id, row.revision)), { key: approval.decidedBy }];
  const byAdmin = votes.some(({ key }) => isAdmin(policy, key));
  const reason =
    denied ?? (needsAdmin(found) && !byAdmin ? found.find(({ code }) => code === 'needs-admin') : undefined);
  if (!reason && approval) await assertEnough(em, { draft, row, policy, found, votes, byPolicy: approval.byPolicy });
  if (!reason) return;
  const userMessage = `The policy of this Flowsmith does not let it go into n8n: ${reason.message} Nothing was changed. Ask for a change of the draft.`;
  throw new FlowsmithError('denied by policy', { code: 'policy_denied', userMessage });
}

interface Approved {
  draft: DraftRecord;
  row: RevisionRecord;
  policy: TenantPolicy;
  found: readonly Issue[];
  votes: readonly Vote[];
  byPolicy: boolean;
}

/**
 * What has to be met anew, when rules may have changed since it was approved: all that they demand now. Where that is what
 * they demanded then, only groups: their people may be others. Where no rule says anything any more, it is what everything
 * takes. Pure.
 *
 * @param then what they demanded, in words; undefined where that was nothing special
 * @param alone the policy approved it, and still may where no rule speaks
 */
export function demandedAnew(now: Demand[] | undefined, then: string | undefined, alone: boolean): Demand[] {
  if (now === undefined) return then === undefined || alone ? [] : [usual];
  return then === demandsText(now) ? now.filter(({ from }) => from !== usual.from) : now;
}

/** Since it was approved rules may have become stricter, and people may have left a group. */
async function assertEnough(
  em: EntityManager,
  { draft, row, policy, found, votes, byPolicy }: Approved,
): Promise<void> {
  const then = await demandedOf(em, draft.id, row.revision);
  const demands = demandedAnew(demandsIn(found), then, byPolicy && policy.autoApprove);
  if (demands.length === 0) return;
  const requester = await requesterKeyOf(em, draft);
  const authors = policy.fourEyes ? [requester, ...(await authorsOf(em, draft.id))].map(handOf) : [];
  const isAuthor = (key: PersonKey) => authors.includes(handOf(key));
  const different = (await ballotsOf(em, votes))
    .filter(({ key }) => !isAuthor(key))
    .map(({ key, standsFor }) => ({ key, standsFor: standsFor?.filter((absent) => !isAuthor(absent)) }));
  if (unmet({ policy, requester }, demands, different).length === 0) return;
  const why = found.find(isNeed)?.message ?? 'one of those who may approve anything.';
  const userMessage = `Since it was approved the policy of this Flowsmith has changed, and not enough of those it asks for have approved it: ${why} Nothing was changed. Ask for a change of the draft, e.g. by the same words again, and have that approved.`;
  throw new FlowsmithError('not approved by enough people', { code: 'policy_denied', userMessage });
}

async function requesterKeyOf(em: EntityManager, draft: DraftRecord): Promise<PersonKey> {
  const conversation = await em.findOneOrFail(Conversation, { id: draft.conversation });
  return requesterOf(draft, await homeOf(em, draft), await em.findOneOrFail(Tenant, { id: conversation.tenant }));
}
