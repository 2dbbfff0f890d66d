import type { InboundEvent, Json, PlatformName } from '#src/chat/inbound.ts';
import { Conversation, type EventRecord, StoredEvent, Tenant } from './entities.ts';
import type { EntityManager } from './orm.ts';

/**
 * Inserts an event once per tenant and dedupe key and returns its row. `fresh` is false when it was here already;
 * a failed one is put back to `received`, so that a redelivery of it is work again.
 */
export async function insertEvent(
  em: EntityManager,
  at: { id: string; tenant: string; conversation: string },
  event: InboundEvent,
): Promise<{ row: EventRecord; fresh: boolean }> {
  const inserted = (await em.execute(
    `insert into inbound_events (id, tenant_id, conversation_id, dedupe_key, payload, status)
     values (?, ?, ?, ?, ?::jsonb, 'received')
     on conflict (tenant_id, dedupe_key) do update set status = 'received', failure = null, handled_at = null
     where inbound_events.status = 'failed' returning id`,
    [at.id, at.tenant, at.conversation, event.dedupeKey, JSON.stringify(event)],
  )) as unknown[];
  const row = await em.findOneOrFail(StoredEvent, { tenant: at.tenant, dedupeKey: event.dedupeKey });
  return { row, fresh: inserted.length === 1 };
}

export async function findEvent(em: EntityManager, id: string): Promise<EventRecord | null> {
  return em.findOne(StoredEvent, { id });
}

/** The locale with which this person spoke last in this conversation; undefined where the platform never told. */
export async function findLocale(
  em: EntityManager,
  conversation: string,
  personId: string,
): Promise<string | undefined> {
  const [found] = (await em.execute(
    `select payload->>'locale' as locale from inbound_events where conversation_id = ?
     and payload->'person'->>'id' = ? and payload->>'locale' is not null order by received_at desc limit 1`,
    [conversation, personId],
  )) as { locale: string }[];
  return found?.locale;
}

/** Where each of these people wrote to us in private last; of Teams and Slack, a direct message. */
export async function findPrivateTalks(
  em: EntityManager,
  tenant: string,
  people: string[],
): Promise<{ conversation: string; person: string }[]> {
  return (await em.execute(
    `select distinct on (payload->'person'->>'id') conversation_id as conversation, payload->'person'->>'id' as person
     from inbound_events join conversations on conversations.id = conversation_id
     where inbound_events.tenant_id = ? and ?::jsonb @> to_jsonb(payload->'person'->>'id')
       and payload->>'via' = 'direct' and conversations.closed_at is null
     order by payload->'person'->>'id', received_at desc`,
    [tenant, JSON.stringify(people)],
  )) as { conversation: string; person: string }[];
}

/** The event a REST call with this Idempotency-Key led to, by tenant and dedupe key. */
export async function findEventByKey(
  em: EntityManager,
  platform: PlatformName,
  externalTenant: string,
  dedupeKey: string,
): Promise<EventRecord | null> {
  const tenant = await em.findOne(Tenant, { platform, externalId: externalTenant });
  return tenant ? em.findOne(StoredEvent, { tenant: tenant.id, dedupeKey }, { refresh: true }) : null;
}

/** True when something said earlier in the same conversation still waits for its answer. */
export async function hasEarlierUnhandled(em: EntityManager, event: EventRecord): Promise<boolean> {
  // Compared inside the database: a JavaScript date has lost the microseconds that tell two quick messages apart.
  const earlier = (await em.execute(
    `select 1 from inbound_events where conversation_id = ? and status = 'received' and id <> ?
     and received_at < (select received_at from inbound_events where id = ?) limit 1`,
    [event.conversation, event.id, event.id],
  )) as unknown[];
  return earlier.length > 0;
}

export async function markHandled(em: EntityManager, id: string): Promise<void> {
  await em.nativeUpdate(StoredEvent, { id }, { status: 'handled', handledAt: new Date() });
}

export async function markFailed(em: EntityManager, id: string, failure: string): Promise<void> {
  await em.nativeUpdate(StoredEvent, { id }, { status: 'failed', handledAt: new Date(), failure });
}

/** A failed one is work again; false when it is something else by now. */
export async function reopenEvent(em: EntityManager, id: string): Promise<boolean> {
  const again = { status: 'received', failure: null, handledAt: null } as const;
  return (await em.nativeUpdate(StoredEvent, { id, status: 'failed' }, again)) > 0;
}

/**
 * Whether answering it late still makes sense: it came within the last hour, and nobody said anything newer there since,
 * which a click does not mind.
 */
export async function isWorthAnswering(em: EntityManager, id: string): Promise<boolean> {
  const rows = (await em.execute(
    `select 1 from inbound_events late where id = ? and received_at > clock_timestamp() - interval '1 hour'
     and (payload->>'kind' <> 'message' or not exists (select 1 from inbound_events newer
       where newer.conversation_id = late.conversation_id and newer.received_at > late.received_at
       and newer.payload->>'kind' = 'message'))`,
    [id],
  )) as unknown[];
  return rows.length > 0;
}

export async function saveProgress(em: EntityManager, id: string, progress: Json): Promise<void> {
  await em.nativeUpdate(StoredEvent, { id }, { progress });
}

/** What was accepted at least `ageMs` ago and never handled: the sweeper's work. */
export async function findStaleEvents(em: EntityManager, ageMs: number, limit: number): Promise<EventRecord[]> {
  const before = new Date(Date.now() - ageMs);
  return em.find(
    StoredEvent,
    { status: 'received', receivedAt: { $lt: before } },
    { orderBy: { receivedAt: 'asc' }, limit },
  );
}

/**
 * The notice about failures of this workflow that was posted within the last hour in this conversation, and how many
 * failures it stands for, this one included. The later of two at once waits for the first: turns of a conversation do.
 */
export async function findFailureNotice(
  em: EntityManager,
  event: EventRecord,
  workflowId: string,
): Promise<{ message: Json; count: number } | undefined> {
  const rows = (await em.execute(
    `with notice as (
       select progress, received_at from inbound_events where conversation_id = ? and id <> ?
       and received_at > clock_timestamp() - interval '1 hour' and progress is not null
       and payload->>'kind' = 'failure' and payload->>'workflowId' = ? order by received_at limit 1)
     select notice.progress as message, (select count(*)::int from inbound_events e where e.conversation_id = ?
       and e.received_at >= notice.received_at and e.received_at <= (select received_at from inbound_events where id = ?)
       and e.payload->>'kind' = 'failure' and e.payload->>'workflowId' = ?) as count from notice`,
    [event.conversation, event.id, workflowId, event.conversation, event.id, workflowId],
  )) as { message: Json; count: number }[];
  return rows[0];
}

/** Where an event came from, for the turn that answers it. */
export async function loadEventContext(em: EntityManager, event: EventRecord) {
  const conversation = await em.findOneOrFail(Conversation, { id: event.conversation });
  const tenant = await em.findOneOrFail(Tenant, { id: event.tenant });
  return { conversation, tenant };
}

/**
 * Somebody pressed Stop for an event of theirs: marks it, in whatever state its turn is. False when the event is not
 * this person's or is over.
 */
export async function requestStop(
  em: EntityManager,
  at: { event: string; tenant: string; person: string },
): Promise<boolean> {
  const rows = (await em.execute(
    `update inbound_events set stop_requested_at = clock_timestamp()
     where id::text = ? and tenant_id = ? and payload->'person'->>'id' = ? and status = 'received' returning id`,
    [at.event, at.tenant, at.person],
  )) as unknown[];
  return rows.length === 1;
}

/** The oldest event of this person in the same conversation that waits for its answer, besides the one given. */
export async function findWaiting(em: EntityManager, row: EventRecord, person: string): Promise<string | undefined> {
  const rows = (await em.execute(
    `select id from inbound_events where conversation_id = ? and status = 'received' and id <> ?
     and payload->'person'->>'id' = ? order by received_at limit 1`,
    [row.conversation, row.id, person],
  )) as { id: string }[];
  return rows[0]?.id;
}

export async function isStopRequested(em: EntityManager, id: string): Promise<boolean> {
  const event = await em.findOne(StoredEvent, { id }, { fields: ['stopRequestedAt'], disableIdentityMap: true });
  return Boolean(event?.stopRequestedAt);
}
