import type { InboundEvent } from '#src/chat/inbound.ts';
import { type AuditEntry, canonicalJson, sealData } from './audit.ts';
import type { EntityManager } from './orm.ts';

export interface Accepted {
  id: string;
  status: 'received' | 'handled' | 'failed';
  /** False when it was here already; a failed one that comes again is fresh. */
  fresh: boolean;
}

/**
 * Commits an event with its tenant, its conversation and, when given, its audit row: one round trip, because an
 * acknowledgement waits for it. The same as `ensureConversation`, `insertEvent` and `appendAudit` one after another.
 */
export async function acceptEvent(
  em: EntityManager,
  id: string,
  event: InboundEvent,
  audit: Omit<AuditEntry, 'subject'> | undefined,
): Promise<Accepted> {
  const { tenant, conversation } = event;
  const at = new Date().toISOString();
  // The fields of an audit row in the order of their canonical JSON, up to those only the database knows.
  const { kind = null, actor = null, data = null } = audit ?? {};
  const { dataHash, dataSalt } = sealData(data);
  const hashed = `${canonicalJson({ actor, at, dataHash, kind }).slice(0, -1)},"previousHash":"`;
  const [row] = (await em.execute(
    'select event_id, event_status, is_fresh from accept_event(?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?, ?, ?)',
    [
      ...[crypto.randomUUID(), conversation.platform, tenant.id, tenant.name ?? null],
      ...[crypto.randomUUID(), conversation.key, JSON.stringify(conversation.address ?? {})],
      ...[id, event.dedupeKey, JSON.stringify(event)],
      ...[at, actor, kind, JSON.stringify(data), hashed, dataHash, dataSalt],
    ],
  )) as { event_id: string; event_status: Accepted['status']; is_fresh: boolean }[];
  if (!row) throw new Error('an event was neither taken in nor known');
  return { id: row.event_id, status: row.event_status, fresh: row.is_fresh };
}
