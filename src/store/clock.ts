import { raw } from '@mikro-orm/core';
import type { EntityManager } from './orm.ts';

/**
 * What time it is by PostgreSQL, the one clock that decides about anything: expiry, leases, what is stale. A process
 * whose own clock is wrong must not decide for the others.
 */
export async function databaseNow(em: EntityManager): Promise<Date> {
  const [row] = (await em.execute('select clock_timestamp() as now')) as { now: Date | string }[];
  return new Date(row?.now ?? Number.NaN);
}

/** The same as a value to be written; made anew for each use. */
export const clock = (): Date => raw<Date>('clock_timestamp()');

/** Clocks that differ by less agree: it is the time the question took. */
const agreeingMs = 2_000;

/** How far PostgreSQL's clock is ahead of this process's, in milliseconds; 0 where they agree. */
export async function clockAhead(em: EntityManager): Promise<number> {
  const ahead = (await databaseNow(em)).getTime() - Date.now();
  return Math.abs(ahead) < agreeingMs ? 0 : ahead;
}
