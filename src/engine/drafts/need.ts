import type { Catalog } from '#src/catalog/catalog.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { type Doing, type Need, needOf, peopleIn } from '#src/policy/approval-rules.ts';
import { type Policy, policyFor, type TenantPolicy } from '#src/policy/roles.ts';
import { homeOf } from '#src/store/drafts.ts';
import type { DraftRecord, TenantRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { approvedVersions } from '#src/store/votes.ts';
import { doingsOf } from '#src/workflow/validate/policy/risks.ts';
import type { CalledWorkflows } from '#src/workflow/validate/policy.ts';

/** The rules of a tenant, with what was approved before of the workflow that is changed. */
export interface Rules {
  roles: TenantPolicy;
  /** The newest first. */
  earlier: readonly { workflow: N8nWorkflow; people: number }[];
}

/** What is asked of the store to say who has to approve; nothing where there are no rules. */
export async function rulesAt(
  policy: Policy,
  em: EntityManager,
  { home, workflow }: { home: TenantRecord; workflow: string | null },
): Promise<Rules> {
  const roles = policyFor(policy, home);
  const asked = roles.approvals.length > 0 && workflow !== null;
  const earlier = asked ? await approvedVersions(em, workflow) : [];
  return { roles, earlier: earlier as Rules['earlier'] };
}

export const rulesOf = async (policy: Policy, em: EntityManager, draft: DraftRecord): Promise<Rules> =>
  rulesAt(policy, em, { home: await homeOf(em, draft), workflow: draft.workflow ?? null });

interface Judged {
  /** What n8n holds; nothing of a new workflow. */
  before: N8nWorkflow | undefined;
  called: CalledWorkflows;
  catalog: Catalog;
}

/**
 * What a draft takes to be approved. A change is compared with what n8n holds, and further back with every version that
 * was approved by fewer people than that takes, up to one that took as many: small steps add up to what the whole takes.
 * Pure.
 */
export function needWith(
  { roles, earlier }: Rules,
  workflow: N8nWorkflow,
  { before, called, catalog }: Judged,
): Need | undefined {
  if (roles.approvals.length === 0) return undefined;
  const against = (was: N8nWorkflow | undefined): Doing[] => {
    const done = doingsOf(workflow, { before: was, called, catalog, house: roles });
    return done.length > 0 ? done : [{ what: 'other' }];
  };
  let done = against(before);
  let need = needOf(roles, done);
  for (const version of before ? earlier : []) {
    if (version.people >= peopleIn(need?.demands ?? [])) break;
    done = different([...done, ...against(version.workflow)]);
    need = needOf(roles, done);
  }
  return need;
}

const different = (all: readonly Doing[]): Doing[] => [
  ...new Map(all.map((one) => [`${one.what} ${one.node ?? ''}`, one])).values(),
];
