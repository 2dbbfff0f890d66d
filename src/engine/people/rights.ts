import { mayPublish, mayWithdraw, type Permission, type PersonKey, policyFor } from '#src/policy/roles.ts';
import type { ActVerb } from '#src/store/acts.ts';
import { appendAudit } from '#src/store/audit.ts';
import { type EventRecord, Tenant, type WorkflowRecord } from '#src/store/entities.ts';
import { oncePerEvent } from '#src/store/events.ts';
import { msSince } from '#src/telemetry/follow.ts';
import type { EngineContext } from '../context.ts';
import { type Actor, keyOf, viaOf } from './actor.ts';

/** May this person do that with the workflow? Making it run is like publishing; stopping it is freer. */
export async function mayAct(
  context: Pick<EngineContext, 'store' | 'policy'>,
  verb: ActVerb,
  person: PersonKey,
  workflow: WorkflowRecord,
): Promise<Permission> {
  const home = await context.store.fork().findOneOrFail(Tenant, { id: workflow.tenant });
  // Nobody asked for one that was not made here.
  const requester = keyOf({ tenant: home, personId: workflow.requesterId });
  const policy = policyFor(context.policy, home);
  if (verb === 'unpublish' || verb === 'delete' || verb === 'unarchive') {
    return mayWithdraw(policy, person, requester);
  }
  const permission = mayPublish(policy, person, requester);
  return permission.allowed ? permission : { allowed: false, reason: 'publishRights' };
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
