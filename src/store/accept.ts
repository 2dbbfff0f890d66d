import type { InboundEvent } from '#src/chat/inbound.ts';
import type { Lane } from '#src/chat/lane.ts';
import { traceparent } from '#src/telemetry/spans.ts';
import { type AuditEntry, toAppend } from './audit.ts';
import type { EntityManager } from './orm.ts';

export interface Accepted {
  id: string;
  /** Of the request it belongs to. */
  reference: string;
  status: 'received' | 'handled' | 'failed';
  /** False when it was here already; a failed one that comes again is fresh. */
  fresh: boolean;
  /** Where it waits; `ahead` for a request that is not planned because too many wait. */
  lane: Lane;
}

/** Where an event waits, and how many requests of a person and of a tenant may wait with it. */
export interface Line {
  lane: Lane;
  perPerson: number;
  perTenant: number;
}

const unbounded: Line = { lane: 'plan', perPerson: 1_000_000, perTenant: 1_000_000 };

/**
 * Commits an event with its tenant, its conversation and, when given, its audit row: one round trip, because an
 * acknowledgement waits for it. Nothing else takes an event in. In a transaction the audit row comes last (docs/locks.md):
 * append it with `appendAudit` there.
 */
export async function acceptEvent(
  em: EntityManager,
  id: string,
  event: InboundEvent,
  audit: Omit<AuditEntry, 'subject'> | undefined,
  line: Line = unbounded,
): Promise<Accepted> {
  const { tenant, conversation } = event;
  const entry = audit ? toAppend(audit) : undefined;
  const [row] = (await em.execute(
    `select event_id, event_status, is_fresh, event_lane, event_reference from take_in_event(
       ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[crypto.randomUUID(), conversation.platform, tenant.id, tenant.name ?? null],
      ...[crypto.randomUUID(), conversation.key, JSON.stringify(conversation.address ?? {})],
      ...[id, event.dedupeKey, JSON.stringify({ ...event, traceparent: traceparent() })],
      ...[entry?.at, entry?.actor, entry?.kind, entry && JSON.stringify(entry.data), entry?.hashedStart],
      ...[entry?.dataHash, entry?.dataSalt, entry?.actorHash, entry?.actorSalt],
      ...[line.lane, event.person.id, line.perPerson, line.perTenant],
    ].map((value) => value ?? null),
  )) as Row[];
  if (!row) throw new Error('an event was neither taken in nor known');
  const { event_id, event_status: status, is_fresh: fresh, event_lane: lane, event_reference: reference } = row;
  return { id: event_id, reference, status, fresh, lane };
}

interface Row {
  event_id: string;
  event_status: Accepted['status'];
  is_fresh: boolean;
  event_lane: Lane;
  event_reference: string;
}
