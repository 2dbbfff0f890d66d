import type { PersonRef } from '#src/chat/inbound.ts';
import { mayPublish, mayWithdraw, type Permission, type PersonKey, personKey } from '#src/policy/roles.ts';
import type { ActVerb } from '#src/store/acts.ts';
import { appendAudit } from '#src/store/audit.ts';
import { Tenant, type TenantRecord, type WorkflowRecord } from '#src/store/entities.ts';
import type { EngineContext } from '../context.ts';

/** Somebody of a tenant, in full. */
export function personOf(tenant: TenantRecord, person: Pick<PersonRef, 'id'>): PersonKey {
  return personKey(tenant.platform, tenant.externalId, person.id);
}

/** Whoever asked for a workflow, in full; nobody for one that was not made here. */
export async function requesterKeyOf(
  context: Pick<EngineContext, 'store'>,
  workflow: WorkflowRecord,
): Promise<PersonKey> {
  const home = await context.store.fork().findOneOrFail(Tenant, { id: workflow.tenant });
  return personOf(home, { id: workflow.requesterId });
}

const refusal = 'Only people who may publish workflows can do that with this one. Ask an approver to press the button.';

/** May this person do that with the workflow? Making it run is like publishing; stopping it is freer. */
export async function mayAct(
  context: Pick<EngineContext, 'store' | 'policy'>,
  verb: ActVerb,
  person: PersonKey,
  workflow: WorkflowRecord,
): Promise<Permission> {
  const requester = await requesterKeyOf(context, workflow);
  if (verb === 'unpublish' || verb === 'delete' || verb === 'unarchive') {
    return mayWithdraw(context.policy, person, requester);
  }
  const permission = mayPublish(context.policy, person, requester);
  return permission.allowed ? permission : { allowed: false, reason: refusal };
}

/** Leaves its mark, like everything that was decided. */
export async function auditRefusal(
  context: Pick<EngineContext, 'store'>,
  refused: { actor: PersonKey; subject: string; act: string; reason: string },
): Promise<void> {
  const { actor, subject, act, reason } = refused;
  await context.store
    .fork()
    .transactional((tx) => appendAudit(tx, { kind: 'refusal', actor, subject, data: { act, reason } }));
}
