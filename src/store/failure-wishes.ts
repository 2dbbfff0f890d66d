import type { AccountRef } from './accounts.ts';
import { FailureWish, type WishKind } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** A place by its conversation, which is the one outside of any thread. */
export interface WishPlace {
  id: string;
  tenant: string;
  key: string;
}

/** Said once more it counts from now. In a transaction. */
export async function setWish(
  em: EntityManager,
  { workflow, kind, conversation }: { workflow: string; kind: WishKind; conversation: string },
  { by, forMs }: { by: string; forMs?: number | undefined },
): Promise<Date | undefined> {
  const [row] = (await em.execute(
    `insert into failure_wishes (id, workflow_id, kind, conversation_id, until, set_by)
     values (?, ?, ?, ?, clock_timestamp() + ?::float * interval '1 millisecond', ?)
     on conflict (workflow_id, kind, conversation_id) do update set until = excluded.until, set_by = excluded.set_by,
       set_at = clock_timestamp() returning until`,
    [crypto.randomUUID(), workflow, kind, conversation, forMs ?? null, by],
  )) as { until: Date | string | null }[];
  return row?.until ? new Date(row.until) : undefined;
}

/** False where nothing of the kind was said there. */
export async function dropWish(
  em: EntityManager,
  wish: { workflow: string; kind: WishKind; conversation: string },
): Promise<boolean> {
  return (await em.nativeDelete(FailureWish, wish)) > 0;
}

/** What these accounts of one person wished to be told alone is told them no more. */
export async function dropPrivateWishes(
  em: EntityManager,
  workflow: string,
  accounts: readonly AccountRef[],
): Promise<void> {
  for (const { tenant, personId } of accounts)
    await em.execute(
      `delete from failure_wishes w where w.workflow_id = ? and w.kind = 'follow' and exists (
         select 1 from inbound_events e where e.conversation_id = w.conversation_id and e.tenant_id = ?
           and e.payload->>'via' = 'direct' and e.payload->'person'->>'id' = ?)`,
      [workflow, tenant.id, personId],
    );
}

/** What holds now for one workflow. */
export async function wishesOf(em: EntityManager, workflow: string): Promise<{ kind: WishKind; place: WishPlace }[]> {
  const rows = (await em.execute(
    `select w.kind, c.id, c.tenant_id as tenant, c.key from failure_wishes w join conversations c on c.id = w.conversation_id
     where w.workflow_id = ? and (w.until is null or w.until > clock_timestamp()) and c.closed_at is null order by w.set_at`,
    [workflow],
  )) as ({ kind: WishKind } & WishPlace)[];
  return rows.map(({ kind, ...place }) => ({ kind, place }));
}

/** Workflows of which failures are told in that place because somebody wished it. */
export async function followedIn(em: EntityManager, place: { tenant: string; key: string }): Promise<string[]> {
  const rows = (await em.execute(
    `select w.workflow_id as workflow from failure_wishes w join conversations c on c.id = w.conversation_id
     where w.kind = 'follow' and c.tenant_id = ? and c.key = ?`,
    [place.tenant, place.key],
  )) as { workflow: string }[];
  return rows.map(({ workflow }) => workflow);
}
