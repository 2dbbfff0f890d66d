import pg from 'pg';
import { advisoryLocks } from '#src/store/advisory-locks.ts';
import { longestCallMs, type SlotStore, type SlotsConfig, storeTimeoutMs, urgentMs, windowMs } from './slots.ts';

/** Rows below zero are no slots: until when n8n wants a break, and until when background calls let others go first. */
const restRow = -1;
const urgentRow = -2;

const ms = (parameter: string) => `(${parameter}::int * interval '1 millisecond')`;
const until = (row: number) =>
  `exists (select from flowsmith_limits.slots where key = $1 and slot = ${row} and free_at > clock_timestamp())`;

/** The same lock as for the counters: two processes may start at once. */
const prepare = `select pg_advisory_xact_lock(${advisoryLocks.limits}); create schema if not exists flowsmith_limits;
  create table if not exists flowsmith_limits.slots (key text, slot integer, free_at timestamptz not null, pass text, primary key (key, slot))`;
const fill = `insert into flowsmith_limits.slots (key, slot, free_at)
  select $1, slot, '-infinity' from generate_series(${urgentRow}, $2::int - 1) slot on conflict do nothing`;
const take = `with free as (
    select slot from flowsmith_limits.slots where key = $1 and slot between 0 and $2::int - 1 and free_at <= clock_timestamp()
    and not ${until(restRow)} and ($3::boolean or not ${until(urgentRow)})
    order by slot limit 1 for update skip locked)
  update flowsmith_limits.slots held set free_at = clock_timestamp() + ${ms('$4')}, pass = $5
  from free where held.key = $1 and held.slot = free.slot returning held.slot`;
const wait = `select slot, ceil(extract(epoch from free_at - clock_timestamp()) * 1000)::int as ms from flowsmith_limits.slots
  where key = $1 and (slot = ${restRow} or slot between 0 and $2::int - 1) and free_at > clock_timestamp()`;
/** Later only: what somebody else wrote may reach further. */
const extend = `update flowsmith_limits.slots set free_at = greatest(free_at, clock_timestamp() + ${ms('$3')})
  where key = $1 and slot = $2`;
const giveBack = `update flowsmith_limits.slots set free_at = clock_timestamp() + ${ms('$4')}, pass = null
  where key = $1 and slot = $2 and pass = $3`;

/** Times are PostgreSQL's own. Every call is one short statement; no connection is held while anybody waits. */
export function openPostgresSlots({ databaseUrl, instance: key, perSecond }: SlotsConfig): SlotStore {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: storeTimeoutMs,
    query_timeout: storeTimeoutMs,
  });
  pool.on('error', () => {});
  let ready: Promise<unknown> | undefined;
  const prepared = async () => {
    ready ??= pool.query(prepare).then(() => pool.query(fill, [key, perSecond]));
    await ready.catch((error) => {
      ready = undefined;
      throw error;
    });
  };
  return {
    async take(urgent) {
      await prepared();
      const pass = crypto.randomUUID();
      const [mine] = (await pool.query(take, [key, perSecond, urgent, windowMs + longestCallMs, pass])).rows;
      if (mine) return { slot: `${mine.slot}:${pass}` };
      if (urgent) await pool.query(extend, [key, urgentRow, urgentMs]);
      const held = (await pool.query(wait, [key, perSecond])).rows as { slot: number; ms: number }[];
      const restMs = held.find(({ slot }) => slot === restRow)?.ms ?? 0;
      if (restMs > 0) return { waitMs: restMs, restMs };
      const free = held.map((each) => each.ms);
      return { waitMs: free.length < perSecond ? 100 : Math.min(...free) };
    },
    async giveBack(held) {
      const [slot, pass] = held.split(':');
      await pool.query(giveBack, [key, slot, pass, windowMs]);
    },
    async rest(forMs) {
      await prepared();
      await pool.query(extend, [key, restRow, Math.ceil(forMs)]);
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}
