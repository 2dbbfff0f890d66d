import type { Reason } from '#src/language/words.ts';
import { type ActVerb, type Effect, effectOf } from '#src/model/verbs.ts';
import {
  mayApprove,
  mayPublish,
  mayWithdraw,
  type Permission,
  type PersonKey,
  policyFor,
  type TenantPolicy,
} from '#src/policy/roles.ts';
import { accountOfKey, accountsOf } from '#src/store/accounts.ts';
import { appendAudit } from '#src/store/audit.ts';
import { authorsBehind } from '#src/store/authors.ts';
import { type EventRecord, Tenant, type WorkflowRecord } from '#src/store/entities.ts';
import { oncePerEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { msSince } from '#src/telemetry/follow.ts';
import type { EngineContext } from '../context.ts';
import { type Actor, handOf, keyOf, viaOf } from './actor.ts';

/**
 * May this person do that with the workflow? Making it run is like publishing; stopping it is freer; what else changes it is
 * approved like a change. With four eyes what somebody worded, or was responsible for, stays theirs when it is handed over.
 */
export async function mayAct(
  context: Pick<EngineContext, 'store' | 'policy'>,
  verb: ActVerb,
  person: PersonKey,
  workflow: WorkflowRecord,
): Promise<Permission> {
  const em = context.store.fork();
  const home = await em.findOneOrFail(Tenant, { id: workflow.tenant });
  // Nobody asked for one that was not made here.
  const requester = keyOf({ tenant: home, personId: workflow.requesterId });
  const policy = policyFor(context.policy, home);
  const { right } = effectOf(verb);
  const permission = rights[right](policy, person, requester);
  if (!permission.allowed || right === 'withdraw' || !policy.fourEyes || person === requester) return permission;
  // It takes a right away and gives none.
  return (await isBehind(em, person, workflow)) ? { allowed: false, reason: 'fourEyes' } : permission;
}

/** Whether words of this person stand in it, with whichever account. */
async function isBehind(em: EntityManager, person: PersonKey, { id }: WorkflowRecord): Promise<boolean> {
  const account = await accountOfKey(em, person);
  const mine = [person, ...(account ? (await accountsOf(em, account)).map(keyOf) : [])].map(handOf);
  return (await authorsBehind(em, id)).some((author) => mine.includes(handOf(author)));
}

type Right = (policy: TenantPolicy, person: PersonKey, owner: PersonKey) => Permission;

const rights: Record<Effect['right'], Right> = {
  withdraw: mayWithdraw,
  publish: (...about) => saidAs(mayPublish(...about), () => 'publishRights'),
  change: (...about) => saidAs(mayApprove(...about), (reason) => ofWorkflows[reason] ?? reason),
};

/** Of approving a draft, as they are said about a workflow. */
const ofWorkflows: Partial<Record<Reason, Reason>> = {
  onlyRequester: 'withdrawRequester',
  onlyApprover: 'changeApprover',
};

function saidAs(permission: Permission, reasonOf: (reason: Reason) => Reason): Permission {
  return permission.allowed ? permission : { allowed: false, reason: reasonOf(permission.reason) };
}

/** Leaves its mark, like everything that was decided: once per event, however often its turn runs. */
export async function auditRefusal(
  context: Pick<EngineContext, 'store' | 'follow'>,
  { row }: { row: Pick<EventRecord, 'id' | 'receivedAt'> },
  { by, subject, act, reason }: { by: Actor; subject: string; act: string; reason: string },
): Promise<void> {
  const data = { act, reason, ...viaOf(by) };
  const { again } = await context.store.fork().transactional((tx) =>
    oncePerEvent(tx, row.id, `refusal:${act}`, async () => {
      await appendAudit(tx, { kind: 'refusal', actor: by.key, subject, data });
      return true;
    }),
  );
  // What has no code of its own is something that is not theirs to know of.
  const outcome = /^\w+$/.test(reason) ? reason : 'notTheirs';
  if (!again) context.follow({ step: 'refused', event: row.id, outcome, ms: msSince(row.receivedAt) });
}
