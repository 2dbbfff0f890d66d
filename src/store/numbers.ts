import type { SharedState } from '#src/telemetry/shared-gauges.ts';
import type { EntityManager } from './orm.ts';

/** Counting more than this says nothing more, and would take longer. */
const most = 10_000;
const age = (column: string) => `coalesce(extract(epoch from clock_timestamp() - min(${column})), 0)::float`;

/**
 * What `/metrics` shows of the database: three statements over what waits and is owed, whatever else there is.
 * `platforms`: those that are shown also while nothing is owed there.
 */
export async function readNumbers(em: EntityManager, platforms: readonly string[]): Promise<Omit<SharedState, 'jobs'>> {
  const work = (await em.execute(
    `select case when lane = 'plan' then 'plans' else 'turns' end as work, count(*)::int as count,
       count(taken_at)::int as running, ${age('received_at')} as seconds
     from inbound_events where status = 'received' group by 1
     union all select 'creations', count(*)::int, count(started_at)::int, ${age('created_at')}
     from creations where status = 'pending'
     union all select 'acts', count(*)::int, count(started_at)::int, ${age('created_at')}
     from workflow_acts where status = 'pending'`,
  )) as { work: SharedState['oldest'][number]['work']; count: number; running: number; seconds: number }[];
  const owed = (await em.execute(
    `select platform, count(*) filter (where due_at is not null)::int as owed,
       count(*) filter (where due_at < clock_timestamp() - interval '1 minute')::int as overdue,
       count(*) filter (where due_at is null)::int as given_up,
       coalesce(extract(epoch from clock_timestamp() - min(owed_at) filter (where due_at is not null)), 0)::float as seconds
     from (select platform, due_at, owed_at from deliveries order by due_at nulls last limit ${most}) few group by platform`,
  )) as { platform: string; owed: number; overdue: number; given_up: number; seconds: number }[];
  const [workflows] = (await em.execute(
    `select count(*) filter (where published and removed_at is null)::int as published,
       count(*) filter (where not published and removed_at is null)::int as unpublished,
       count(*) filter (where removed_at is not null and lost_at is not null)::int as missing
     from (select published, removed_at, lost_at from workflows limit ${2 * most}) few`,
  )) as { published: number; unpublished: number; missing: number }[];
  const known = new Map(work.map((row) => [row.work, row]));
  const all = (['turns', 'plans', 'creations', 'acts'] as const).map(
    (name) => known.get(name) ?? { work: name, count: 0, running: 0, seconds: 0 },
  );
  // A platform with nothing is 0, not absent: alerts compare with before.
  const of = new Map(owed.map((row) => [row.platform, row]));
  const shown = [...new Set([...platforms, ...of.keys()])].map(
    (platform) => of.get(platform) ?? { platform, owed: 0, overdue: 0, given_up: 0, seconds: 0 },
  );
  return {
    waiting: all.flatMap(({ work: name, count, running }) => [
      { work: name, state: 'waiting' as const, count: count - running },
      { work: name, state: 'running' as const, count: running },
    ]),
    oldest: all.map(({ work: name, seconds }) => ({ work: name, seconds })),
    deliveries: shown.flatMap(({ platform, owed: count, overdue, given_up }) => [
      { platform, state: 'owed' as const, count },
      { platform, state: 'overdue' as const, count: overdue },
      { platform, state: 'given_up' as const, count: given_up },
    ]),
    oldestDelivery: shown.map(({ platform, seconds }) => ({ platform, seconds })),
    workflows: (['published', 'unpublished', 'missing'] as const).map((state) => ({
      state,
      count: workflows?.[state] ?? 0,
    })),
  };
}
