import { toArray } from './arrays.ts';
import { owe } from './deliveries.ts';
import { type DigestRecord, FailureDigest } from './entities.ts';
import type { EntityManager } from './orm.ts';

export type NewDigest = Omit<DigestRecord, 'id' | 'toldUntil'>;

/** One per place: said once more, it takes the place of the one before, and goes on from where that was told. */
export async function setDigest(em: EntityManager, digest: NewDigest): Promise<void> {
  await em.upsert(
    FailureDigest,
    { id: crypto.randomUUID(), ...digest },
    { onConflictFields: ['conversation'], onConflictAction: 'merge', onConflictExcludeFields: ['id'] },
  );
}

/** False where there is none. */
export async function dropDigest(em: EntityManager, conversation: string): Promise<boolean> {
  return (await em.nativeDelete(FailureDigest, { conversation })) > 0;
}

export async function findDigest(em: EntityManager, id: string): Promise<DigestRecord | null> {
  return em.findOne(FailureDigest, { id }, { disableIdentityMap: true });
}

/** Which of these places (`tenant key`) have one. */
export async function digestsAmong(em: EntityManager, places: readonly string[]): Promise<string[]> {
  const rows = (await em.execute(
    `select c.tenant_id || ' ' || c.key as place from failure_digests d join conversations c on c.id = d.conversation_id
     where c.tenant_id || ' ' || c.key = any(?::text[])`,
    [toArray(places)],
  )) as { place: string }[];
  return rows.map(({ place }) => place);
}

const atOnce = 100;

/**
 * What is due by PostgreSQL's clock is owed once, however many processes look, and its next time is one to come: what was
 * missed meanwhile is in the one that is late. In a transaction. Returns how many.
 */
export async function oweDueDigests(
  em: EntityManager,
  nextAfter: (now: Date, digest: Pick<DigestRecord, 'every' | 'weekday' | 'minute' | 'timezone'>) => Date,
): Promise<number> {
  const due = (await em.execute(
    `select d.id, d.conversation_id as conversation, d.every, d.weekday, d.minute, d.timezone, clock_timestamp() as now
     from failure_digests d where d.next_at <= clock_timestamp() order by d.next_at, d.id limit ? for update skip locked`,
    [atOnce],
  )) as (Pick<DigestRecord, 'id' | 'conversation' | 'every' | 'weekday' | 'minute' | 'timezone'> & {
    now: string | Date;
  })[];
  for (const { id, conversation, now, ...when } of due) {
    const until = new Date(now);
    await em.execute('update failure_digests set next_at = ? where id = ?', [nextAfter(until, when), id]);
    const details = { until: until.toISOString(), message: crypto.randomUUID() };
    await owe(em, { kind: 'digest', subject: id, conversation, details, inMs: 0 });
  }
  return due.length;
}

/** It is told until then. */
export async function markDigestTold(em: EntityManager, id: string, until: Date): Promise<void> {
  await em.execute('update failure_digests set told_until = greatest(told_until, ?::timestamptz) where id = ?', [
    until,
    id,
  ]);
}
