import type { InboundEvent } from '#src/chat/inbound.ts';
import type { Lane } from '#src/chat/lane.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import { Conversation, type ConversationRecord, type EventRecord, StoredEvent } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';

/** A tenant and a conversation to plant things in; the product makes them when it takes an event in. */
export async function plantConversation(
  em: EntityManager,
  tenant: { id: string; name?: string },
  ref: ConversationRef,
): Promise<ConversationRecord> {
  const tenantRow = await ensureTenant(em, ref.platform, tenant);
  return em.upsert(
    Conversation,
    // JSON's null would become SQL's NULL, which the column refuses: a platform without addresses (REST) keeps {}.
    {
      id: crypto.randomUUID(),
      tenant: tenantRow.id,
      platform: ref.platform,
      key: ref.key,
      address: ref.address ?? {},
      closedAt: null,
    },
    { onConflictFields: ['tenant', 'platform', 'key'], onConflictMergeFields: ['address', 'closedAt'] },
  );
}

/** An event where a test wants it, in a conversation that is there. */
export async function plantEvent(
  em: EntityManager,
  at: { id: string; tenant: string; conversation: string; lane?: Lane },
  event: InboundEvent,
): Promise<{ row: EventRecord; fresh: boolean }> {
  const inserted = (await em.execute(
    `insert into inbound_events (id, tenant_id, conversation_id, dedupe_key, payload, status, lane)
     values (?, ?, ?, ?, ?::jsonb, 'received', ?)
     on conflict (tenant_id, dedupe_key) do update set status = 'received', failure = null, handled_at = null
     where inbound_events.status = 'failed' and inbound_events.emptied_at is null returning id`,
    [at.id, at.tenant, at.conversation, event.dedupeKey, JSON.stringify(event), at.lane ?? 'plan'],
  )) as unknown[];
  const row = await em.findOneOrFail(StoredEvent, { tenant: at.tenant, dedupeKey: event.dedupeKey });
  return { row, fresh: inserted.length === 1 };
}
