import type { Outcome } from '#src/model/outcome.ts';
import { traceparent } from '#src/telemetry/spans.ts';
import { clock } from './clock.ts';
import { type ApprovalRecord, Creation, type CreationRecord, type DraftRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';
import { sweepable } from './tries.ts';

/** The outbox row of an approved revision; written in the transaction of the approval. */
export async function createCreation(
  em: EntityManager,
  draft: DraftRecord,
  approval: ApprovalRecord,
  wantedByOther: string | null = null,
): Promise<CreationRecord> {
  const row = em.create(Creation, {
    id: crypto.randomUUID(),
    draft: draft.id,
    approval: approval.id,
    revision: approval.revision,
    publish: approval.publish,
    status: 'pending',
    outcome: null,
    wantedByOther,
    traceparent: traceparent() ?? null,
  });
  await em.flush();
  return row;
}

export async function findCreation(em: EntityManager, id: string): Promise<CreationRecord | null> {
  return em.findOne(Creation, { id });
}

/** Those of the ids that are creations of ours. */
export async function findCreationIds(em: EntityManager, ids: string[]): Promise<string[]> {
  const found = await em.find(Creation, { id: { $in: ids } }, { fields: ['id'] });
  return found.map(({ id }) => id);
}

export async function findCreationOf(
  em: EntityManager,
  draft: string,
  revision: number,
): Promise<CreationRecord | null> {
  return em.findOne(Creation, { draft, revision });
}

/** From here on n8n may hold a workflow with this creation's marker. */
export async function markStarted(em: EntityManager, id: string): Promise<void> {
  await em.nativeUpdate(Creation, { id }, { startedAt: clock() });
}

/** A try failed, more follow. False when that is known already. */
export async function markCreationStillTrying(em: EntityManager, id: string): Promise<boolean> {
  return (await em.nativeUpdate(Creation, { id, stillTryingAt: null }, { stillTryingAt: clock() })) > 0;
}

/** Puts a finished creation back to work (Retry, or Publish after Create). */
export async function reopenCreation(
  em: EntityManager,
  creation: CreationRecord,
  publish: boolean,
  wantedByOther: string | null = null,
): Promise<void> {
  creation.status = 'pending';
  creation.wantedByOther = wantedByOther;
  creation.publish = creation.publish || publish;
  creation.round += 1;
  creation.finishedAt = null;
  creation.traceparent = traceparent() ?? null;
  Object.assign(creation, { attempts: 0, nextAttemptAt: null, nextSweepAt: null });
  creation.stillTryingAt = null;
  await em.flush();
}

export async function finishCreation(
  em: EntityManager,
  id: string,
  status: 'created' | 'failed',
  outcome: Outcome,
): Promise<void> {
  await em.nativeUpdate(Creation, { id }, { status, outcome, finishedAt: clock(), stillTryingAt: null });
}

/** Pending for at least `ageMs`: approved, but its job may have been lost. Tenants take turns, and so do rows. */
export async function findStaleCreations(
  em: EntityManager,
  ageMs: number,
  limit: number,
): Promise<Pick<CreationRecord, 'id' | 'round'>[]> {
  return (await em.execute(
    `with due as (
       select w.id, w.round, w.created_at, row_number() over (partition by c.tenant_id order by w.created_at) as place
       from creations w join drafts d on d.id = w.draft_id join conversations c on c.id = d.conversation_id
       where w.status = 'pending' and w.created_at < clock_timestamp() - ? * interval '1 millisecond' and ${sweepable('w')}
     ) select id, round from due order by place, created_at limit ?`,
    [ageMs, limit],
  )) as Pick<CreationRecord, 'id' | 'round'>[];
}
