import type { ConversationRef } from '#src/model/chat.ts';
import type { Json } from '#src/model/json.ts';
import { Conversation, type ConversationRecord, Tenant, type TenantRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** Finds or makes a tenant by what its platform calls it. */
export async function ensureTenant(
  em: EntityManager,
  platform: TenantRecord['platform'],
  tenant: { id: string; name?: string },
): Promise<TenantRecord> {
  return em.upsert(
    Tenant,
    { id: crypto.randomUUID(), platform, externalId: tenant.id, name: tenant.name ?? null },
    { onConflictFields: ['platform', 'externalId'], onConflictExcludeFields: ['id', 'name'] },
  );
}

/** Finds or makes the conversation of a tenant into which the bot speaks first; what comes in makes its own. */
export async function ensureSpokenInto(
  em: EntityManager,
  tenant: string,
  { platform, key, address }: ConversationRef,
): Promise<ConversationRecord> {
  return em.upsert(
    Conversation,
    { id: crypto.randomUUID(), tenant, platform, key, address: address ?? {}, closedAt: null },
    { onConflictFields: ['tenant', 'platform', 'key'], onConflictMergeFields: ['address', 'closedAt'] },
  );
}

/** Address to speak in it again. */
export function toConversationRef(row: ConversationRecord): ConversationRef {
  return { platform: row.platform, key: row.key, address: row.address };
}

/**
 * Where to answer an event: at the address it came from, which may be one of several threads of its conversation; after
 * that moved, e.g. into the thread of its first card, there.
 */
export function whereSaid(
  { payload }: { payload: { conversation: ConversationRef } },
  row: ConversationRecord,
): ConversationRef {
  const { platform, key, address } = payload.conversation;
  return platform === row.platform && key === row.key && address !== null
    ? { platform, key, address }
    : toConversationRef(row);
}

/** A conversation has two leases: for what is answered in order, and for what does not wait for that. */
export type LeaseSide = 'lease' | 'ahead';

/** Takes the right to answer in a conversation for `ttlMs`; false while another has it. One nobody renews runs out. */
export async function takeLease(
  em: EntityManager,
  id: string,
  owner: string,
  ttlMs: number,
  side: LeaseSide = 'lease',
): Promise<boolean> {
  const rows = (await em.execute(
    `update conversations set ${side}_owner = ?, ${side}_until = clock_timestamp() + (? * interval '1 millisecond')
     where id = ? and (${side}_until is null or ${side}_until < clock_timestamp()) returning id`,
    [owner, ttlMs, id],
  )) as unknown[];
  return rows.length === 1;
}

/** Keeps a lease for another `ttlMs`; false when it was lost: run out and taken, or given back, by whomever. */
export async function renewLease(
  em: EntityManager,
  id: string,
  owner: string,
  ttlMs: number,
  side: LeaseSide = 'lease',
): Promise<boolean> {
  const rows = (await em.execute(
    `update conversations set ${side}_until = clock_timestamp() + (? * interval '1 millisecond')
     where id = ? and ${side}_owner = ? returning id`,
    [ttlMs, id, owner],
  )) as unknown[];
  return rows.length === 1;
}

export async function releaseLease(
  em: EntityManager,
  id: string,
  owner: string,
  side: LeaseSide = 'lease',
): Promise<void> {
  await em.execute(
    `update conversations set ${side}_owner = null, ${side}_until = null where id = ? and ${side}_owner = ?`,
    [id, owner],
  );
}

/** Held until the transaction ends; who locks it does so before anything else. */
export async function lockConversation(em: EntityManager, id: string): Promise<void> {
  await em.execute('select 1 from conversations where id = ? for no key update', [id]);
}

/** From now on "it" means this workflow in the conversation. */
export async function rememberWorkflow(em: EntityManager, id: string, workflow: string): Promise<void> {
  await em.nativeUpdate(Conversation, { id }, { workflow });
}

/**
 * The bot was removed from a conversation and the threads in it, or from all whose address contains `within`. What it said when it was added is forgotten as a
 * duplicate, so that it introduces itself when it comes back.
 */
export async function closeConversations(
  em: EntityManager,
  at: { platform: string; tenant: string; key: string; within?: Json },
): Promise<void> {
  await em.execute(
    `with closed as (
       update conversations set closed_at = clock_timestamp()
       where platform = ? and (key = ? or starts_with(key, ?) or address @> ?::jsonb)
         and tenant_id in (select id from tenants where platform = ? and external_id = ?)
       returning id
     )
     update inbound_events set dedupe_key = dedupe_key || ':' || id
     where conversation_id in (select id from closed) and payload->>'via' = 'install'
       and dedupe_key not like '%:' || id`,
    [at.platform, at.key, `${at.key};`, at.within ? JSON.stringify(at.within) : null, at.platform, at.tenant],
  );
}
