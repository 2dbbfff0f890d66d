import type { Lane } from '#src/chat/lane.ts';
import type { PlatformName } from '#src/model/chat.ts';
import { advisoryLocks } from './advisory-locks.ts';
import type { EntityManager } from './orm.ts';

/** The two sets of slots: `turns` for what is quick, `plans` for what needs the planner. */
export type TurnQueue = 'turns' | 'plans';

/** Until then the turn has its lease, which says from then on that it runs. */
const takenMs = 5_000;
/** Of one tenant, the oldest: what a flood beyond that hides is not far from its turn either. */
const mostLookedAt = 300;

const isIn = (queue: TurnQueue, row: string) => `${row}.lane ${queue === 'plans' ? '=' : '<>'} 'plan'`;
const past = (moment: string) => `coalesce(${moment}, '-infinity') <= clock_timestamp()`;
const person = (row: string) => `${row}.payload->'person'->>'id'`;

/**
 * The event that is next, of those whose turn can begin now: the tenant served longest ago, there the person served
 * longest ago, of theirs the oldest. Nobody has more than `mostOfPerson` turns at once, where that is given.
 */
const takeNext = (queue: TurnQueue) => `
with busy as materialized (
  select r.tenant_id, ${person('r')} as person from inbound_events r join conversations rc on rc.id = r.conversation_id
  where r.status = 'received' and ${isIn(queue, 'r')} and r.taken_at is not null
    and (r.taken_until > clock_timestamp() or (case r.lane when 'ahead' then rc.ahead_until else rc.lease_until end) > clock_timestamp())
  group by 1, 2 having count(*) >= ?
), waiting as (
  select t.tenant_id, s.served_at, t.since from (select w.tenant_id, min(w.received_at) as since from inbound_events w
    where w.status = 'received' and ${isIn(queue, 'w')} group by 1) t
  left join turn_shares s on s.tenant_id = t.tenant_id and s.person_id = '' and s.queue = '${queue}'
  order by s.served_at nulls first, t.since
), next as (
  select one.id, one.tenant_id, one.person from waiting cross join lateral (
  select e.id, e.tenant_id, ${person('e')} as person
  from (select w.id from inbound_events w where w.tenant_id = waiting.tenant_id and w.status = 'received' and ${isIn(queue, 'w')}
    order by w.received_at limit ${mostLookedAt}) oldest
  join inbound_events e on e.id = oldest.id
  join conversations c on c.id = e.conversation_id
  left join turn_shares p on p.tenant_id = e.tenant_id and p.person_id = ${person('e')} and p.queue = '${queue}'
  where ${past('e.taken_until')} and ${past('e.next_attempt_at')}
    and c.platform in (select jsonb_array_elements_text(?::jsonb))
    and ${past(`(case e.lane when 'ahead' then c.ahead_until else c.lease_until end)`)}
    and not exists (select from inbound_events o where o.conversation_id = e.conversation_id and o.status = 'received'
      and o.received_at < e.received_at and (e.lane <> 'ahead' or o.lane = 'ahead'))
    and not exists (select from busy b where b.tenant_id = e.tenant_id and b.person = ${person('e')})
  order by p.served_at nulls first, e.received_at limit 1
  for no key update of e skip locked) one
  order by waiting.served_at nulls first, waiting.since limit 1
), taken as (
  update inbound_events e set taken_at = clock_timestamp(), taken_until = clock_timestamp() + ? * interval '1 millisecond'
  from next where e.id = next.id
), served as (
  insert into turn_shares (id, tenant_id, person_id, queue, served_at)
  select gen_random_uuid(), next.tenant_id, whose.person, '${queue}', clock_timestamp()
  from next cross join lateral (values (''), (next.person)) whose(person)
  on conflict (tenant_id, person_id, queue) do update set served_at = excluded.served_at
)
select id from next`;

export interface TakeOptions {
  queue: TurnQueue;
  /** Those this process can answer on. */
  platforms: readonly PlatformName[];
  /** Turns one person may have at once [no bound]. */
  mostOfPerson?: number;
}

/** Takes the next event of a queue for this process to answer; undefined when none can begin now. */
export async function takeTurn(
  em: EntityManager,
  { queue, platforms, mostOfPerson = 1_000_000 }: TakeOptions,
): Promise<string | undefined> {
  return em.transactional(async (tx) => {
    // One at a time per queue, so that whoever was served last is known.
    await tx.execute('select pg_advisory_xact_lock(?)', [advisoryLocks[queue]]);
    const rows = await tx.execute(takeNext(queue), [mostOfPerson, JSON.stringify(platforms), takenMs]);
    return (rows as { id: string }[])[0]?.id;
  });
}

/** Its turn is over, or did not come about. What moved to the other queue may have been taken there by now. */
export async function leaveTurn(em: EntityManager, id: string, queue: TurnQueue): Promise<void> {
  await em.execute(
    `update inbound_events e set taken_at = null, taken_until = null where id = ? and ${isIn(queue, 'e')}`,
    [id],
  );
}

/** It waits for the planner after all, and may be taken from there. */
export async function moveToPlanning(em: EntityManager, id: string): Promise<void> {
  await em.execute(
    `update inbound_events set lane = 'plan', taken_at = null, taken_until = null where id = ? and status = 'received'`,
    [id],
  );
}

/**
 * Whom the end of this turn may let begin: what is next in its conversation, on either side, and one in its queue,
 * because its person has one turn less. Each needs a job of its own: theirs may have come to nothing meanwhile.
 */
export async function findFreed(
  em: EntityManager,
  id: string,
  queue: TurnQueue,
): Promise<{ id: string; lane: Lane }[]> {
  return (await em.execute(
    `with ended as (select id, conversation_id from inbound_events where id = ?),
     here as (
       select distinct on (e.lane = 'ahead') e.id, e.lane from inbound_events e join ended on e.conversation_id = ended.conversation_id
       where e.id <> ended.id and e.status = 'received' and e.taken_at is null order by e.lane = 'ahead', e.received_at
     ), elsewhere as (
       select e.id, e.lane from inbound_events e join ended on e.conversation_id <> ended.conversation_id
       where e.status = 'received' and ${isIn(queue, 'e')} and e.taken_at is null order by e.received_at limit 1
     )
     select id, lane from here union all select id, lane from elsewhere`,
    [id],
  )) as { id: string; lane: Lane }[];
}

/** True when something waits that only a process with another platform can answer. */
export async function isForOthers(em: EntityManager, queue: TurnQueue, platforms: readonly PlatformName[]) {
  const rows = await em.execute(
    `select 1 from inbound_events e join conversations c on c.id = e.conversation_id where e.status = 'received'
     and ${isIn(queue, 'e')} and c.platform not in (select jsonb_array_elements_text(?::jsonb)) limit 1`,
    [JSON.stringify(platforms)],
  );
  return rows.length > 0;
}

/** Events without an answer, by queue. */
export async function countWaiting(em: EntityManager): Promise<Record<TurnQueue, number>> {
  const [row] = (await em.execute(
    `select count(*) filter (where lane <> 'plan')::int as turns, count(*) filter (where lane = 'plan')::int as plans
     from inbound_events where status = 'received'`,
  )) as Record<TurnQueue, number>[];
  return row ?? { turns: 0, plans: 0 };
}
