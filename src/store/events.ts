import type { Lane } from '#src/chat/lane.ts';
import type { ConversationRef, MessageRef, PlatformName } from '#src/model/chat.ts';
import type { EventResults } from '#src/model/event-results.ts';
import { isUuid, toArray } from './arrays.ts';
import { idleMs } from './audit.ts';
import { clock } from './clock.ts';
import { Conversation, type EventRecord, StoredEvent, Tenant } from './entities.ts';
import type { EntityManager } from './orm.ts';
import { sweepable } from './tries.ts';

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

/** Who caused each of these events, by the event's id. */
export async function personsOf(em: EntityManager, events: string[]): Promise<Map<string, string>> {
  const rows = (await em.execute(
    `select id, payload->'person'->>'id' as person from inbound_events where id = any(?::uuid[])`,
    [toArray(events)],
  )) as { id: string; person: string }[];
  return new Map(rows.map(({ id, person }) => [id, person]));
}

/** Where each of these people wrote to us in private last; of Teams and Slack, a direct message. */
export async function findPrivateTalks(
  em: EntityManager,
  tenant: string,
  people: string[],
): Promise<{ conversation: string; person: string }[]> {
  return (await em.execute(
    `select last.conversation, who.person from unnest(?::text[]) as who(person) cross join lateral (
       select conversation_id as conversation from inbound_events join conversations on conversations.id = conversation_id
       where inbound_events.tenant_id = ? and payload->'person'->>'id' = who.person
         and payload->>'via' = 'direct' and conversations.closed_at is null
       order by received_at desc limit 1) last order by who.person`,
    [toArray(new Set(people)), tenant],
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

/** How long an event has waited by now, and how many said earlier in its conversation still wait for their answers. */
export async function lookAhead(
  em: EntityManager,
  event: Pick<EventRecord, 'id'>,
): Promise<{ waitedMs: number; earlier: number }> {
  // Compared inside the database: a JavaScript date has lost the microseconds that tell two quick messages apart.
  const [row] = (await em.execute(
    `select extract(epoch from clock_timestamp() - mine.received_at)::float * 1000 as waited, (
       select count(*)::int from inbound_events other where other.conversation_id = mine.conversation_id
       and other.status = 'received' and other.id <> mine.id and other.received_at < mine.received_at) as earlier
     from inbound_events mine where id = ?`,
    [event.id],
  )) as { waited: number; earlier: number }[];
  return { waitedMs: row?.waited ?? 0, earlier: row?.earlier ?? 0 };
}

export async function markHandled(em: EntityManager, id: string): Promise<void> {
  await em.nativeUpdate(StoredEvent, { id }, { status: 'handled', handledAt: clock(), failure: null });
}

export async function markFailed(em: EntityManager, id: string, failure: string): Promise<void> {
  await em.nativeUpdate(StoredEvent, { id }, { status: 'failed', handledAt: clock(), failure });
}

/** A failed one is work again; false when it is something else by now. */
export async function reopenEvent(em: EntityManager, id: string): Promise<boolean> {
  const again = { status: 'received', failure: null, handledAt: null } as const;
  return (await em.nativeUpdate(StoredEvent, { id, status: 'failed', emptiedAt: null }, again)) > 0;
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

/** Where the turn's message is, and, in the same transaction, where the conversation goes on when it got its own thread. */
export async function saveProgress(
  em: EntityManager,
  event: Pick<EventRecord, 'id' | 'conversation'>,
  progress: MessageRef | null,
  moved: ConversationRef | undefined,
): Promise<void> {
  await em.transactional(async (tx) => {
    if (moved) {
      const { key, address } = moved;
      await tx.nativeUpdate(Conversation, { id: event.conversation }, { key, address });
    }
    await tx.nativeUpdate(StoredEvent, { id: event.id }, { progress });
  });
}

/** Held until the transaction ends, and taken first: of two turns of one event the later sees all the earlier did. */
export async function lockEvent(em: EntityManager, id: string): Promise<EventResults> {
  // PostgreSQL looks at a row's conversation when the row is written twice, so it comes before the event here as well.
  await em.execute(
    'select 1 from conversations where id = (select conversation_id from inbound_events where id = ?) for key share',
    [id],
  );
  const [row] = (await em.execute(
    `select results, set_config('idle_in_transaction_session_timeout', ?, true) from inbound_events where id = ?
     for no key update`,
    [String(idleMs), id],
  )) as { results: EventResults | null }[];
  return row?.results ?? {};
}

/**
 * Does something once per event, whatever runs its turn again: what it came to is kept in the same transaction, and
 * given back the next time. `undefined` is not kept. Call first in a transaction.
 */
export async function oncePerEvent<What extends keyof EventResults>(
  em: EntityManager,
  event: string,
  what: What,
  act: () => Promise<EventResults[What] | undefined>,
): Promise<{ result: EventResults[What] | undefined; again: boolean }> {
  const known = (await lockEvent(em, event))[what];
  if (known !== undefined) return { result: known, again: true };
  const result = await act();
  if (result !== undefined) await keepResult(em, event, what, result);
  return { result, again: false };
}

/** Keeps what an event came to; inside a transaction that holds the event. */
export async function keepResult<What extends keyof EventResults>(
  em: EntityManager,
  event: string,
  what: What,
  result: EventResults[What],
): Promise<void> {
  await em.execute(
    `update inbound_events set results = coalesce(results, '{}') || jsonb_build_object(?::text, ?::jsonb) where id = ?`,
    [what, JSON.stringify(result), event],
  );
}

/**
 * The sweeper's work: what was accepted at least `ageMs` ago on one of these platforms and still waits, as far as its
 * turn can come: the first of each conversation, and the first of those that wait for nothing. Tenants take turns, so that none keeps the others from being found.
 */
export async function findStaleEvents(
  em: EntityManager,
  { ageMs, platforms, limit }: { ageMs: number; platforms: PlatformName[]; limit: number },
): Promise<{ id: string; lane: Lane }[]> {
  return (await em.execute(
    `with first as (
       select distinct on (conversation_id, lane = 'ahead') id, lane, tenant_id, conversation_id, received_at, next_sweep_at, next_attempt_at
       from inbound_events where status = 'received' order by conversation_id, lane = 'ahead', received_at
     ), due as (
       select first.id, first.lane, first.received_at, row_number() over (partition by first.tenant_id order by first.received_at) as place
       from first join conversations c on c.id = first.conversation_id
       where first.received_at < clock_timestamp() - ? * interval '1 millisecond' and ${sweepable('first')}
         and c.platform in (select jsonb_array_elements_text(?::jsonb))
     ) select id, lane from due order by place, received_at limit ?`,
    [ageMs, JSON.stringify(platforms), limit],
  )) as { id: string; lane: Lane }[];
}

/**
 * Fails what waits on a platform that is none of these, once nobody has looked at it for `afterMs`: a worker that has
 * the platform sweeps it every minute. Says how many, by platform.
 */
export async function failUnanswerable(
  em: EntityManager,
  { afterMs, platforms, limit }: { afterMs: number; platforms: PlatformName[]; limit: number },
): Promise<{ platform: PlatformName; events: number }[]> {
  return (await em.execute(
    `with waiting as (
       select e.id, c.platform from inbound_events e join conversations c on c.id = e.conversation_id
       where e.status = 'received' and e.received_at < clock_timestamp() - ?::float * interval '1 millisecond'
         and c.platform not in (select jsonb_array_elements_text(?::jsonb))
         and not exists (select 1 from inbound_events seen where seen.conversation_id = e.conversation_id
           and seen.status = 'received' and seen.next_sweep_at > clock_timestamp() - ?::float * interval '1 millisecond')
       order by e.received_at limit ? for no key update of e skip locked
     ), failed as (
       update inbound_events e set status = 'failed', failure = 'platform_off', handled_at = clock_timestamp()
       from waiting where e.id = waiting.id returning waiting.platform
     ) select platform, count(*)::int as events from failed group by platform`,
    [afterMs, JSON.stringify(platforms), afterMs, limit],
  )) as { platform: PlatformName; events: number }[];
}

/** Where an event came from, for the turn that answers it. */
export async function loadEventContext(em: EntityManager, event: EventRecord) {
  const conversation = await em.findOneOrFail(Conversation, { id: event.conversation });
  const tenant = await em.findOneOrFail(Tenant, { id: event.tenant });
  return { conversation, tenant };
}

/**
 * Somebody pressed Stop for an event of theirs: marks it, in whatever state its turn is; one that has not begun does
 * not wait for its turn any more. False when the event is not
 * this person's or is over.
 */
export async function requestStop(
  em: EntityManager,
  at: { event: string; tenant: string; person: string },
): Promise<boolean> {
  if (!isUuid(at.event)) return false;
  const rows = (await em.execute(
    `update inbound_events set stop_requested_at = clock_timestamp(),
       lane = case when taken_at is null then 'ahead' else lane end
     where id = ? and tenant_id = ? and payload->'person'->>'id' = ? and status = 'received' returning id`,
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
