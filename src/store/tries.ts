import { isTracing } from '#src/telemetry/spans.ts';
import { toArray } from './arrays.ts';
import type { EntityManager } from './orm.ts';

/** Tables whose rows are work: each row counts its tries (`entities/columns.ts`). */
export type Work = 'inbound_events' | 'creations' | 'workflow_acts';

const open: Record<Work, string> = { inbound_events: 'received', creations: 'pending', workflow_acts: 'pending' };
/** What an event says of a try that never came to an end: its process was killed, or it killed its process. */
const interrupted = 'interrupted';

const longestHoldMs = 5 * 60_000;
const firstHoldMs = 10_000;

/** Number of this try, from 1; or how long it has to wait; or nothing to do any more. */
export type Begun = { attempt: number; before: string | null } | { waitMs: number } | undefined;

/**
 * Counts a try before any of it happens, so that one that ends with its process counts too. Should that happen, the row
 * is held back for a random while that grows with each try: what was killed along with a murderous one is not to meet
 * it again and again.
 */
export async function beginTry(em: EntityManager, work: Work, id: string): Promise<Begun> {
  const failure = work === 'inbound_events' ? `, failure = '${interrupted}'` : '';
  const rows = (await em.execute(
    `with before as (select id, attempts, ${work === 'inbound_events' ? 'failure' : 'null'} as failure from ${work} where id = ?)
     update ${work} w set attempts = w.attempts + 1 ${failure}, next_attempt_at = case when w.attempts = 0 then null else
       clock_timestamp() + random() * least(? * power(2, least(w.attempts, 20) - 1), ?) * interval '1 millisecond' end
     from before where w.id = before.id and w.status = '${open[work]}'
       and (w.next_attempt_at is null or w.next_attempt_at <= clock_timestamp())
     returning w.attempts as attempt, before.failure as before`,
    [id, firstHoldMs, longestHoldMs],
  )) as { attempt: number; before: string | null }[];
  if (rows[0]) return rows[0];
  const [held] = (await em.execute(
    `select greatest(extract(epoch from next_attempt_at - clock_timestamp()) * 1000, 0)::float as ms from ${work}
     where id = ? and status = '${open[work]}'`,
    [id],
  )) as { ms: number | null }[];
  return held && { waitMs: Math.ceil(held.ms ?? 0) + 50 };
}

/** The try failed and the queue comes again, not before `delayMs`. */
export async function keepTryFailure(
  em: EntityManager,
  work: Work,
  id: string,
  { code, delayMs }: { code: string; delayMs: number },
): Promise<void> {
  const [failure, values] = work === 'inbound_events' ? [', failure = ?', [code]] : ['', []];
  await em.execute(
    `update ${work} set next_attempt_at = clock_timestamp() + ? * interval '1 millisecond' ${failure}
     where id = ? and status = '${open[work]}'`,
    [delayMs, ...values, id],
  );
}

/** It was none: the process is shutting down, or it only had to wait. */
export async function giveBackTry(em: EntityManager, work: Work, id: string): Promise<void> {
  const failure = work === 'inbound_events' ? ', failure = null' : '';
  await em.execute(
    `update ${work} set attempts = greatest(attempts - 1, 0), next_attempt_at = null ${failure}
     where id = ? and status = '${open[work]}'`,
    [id],
  );
}

/**
 * Its job was looked for and queued: other rows come first in the next sweeps. It is left alone for a quarter of its age,
 * for four sweeps at most, because its job may get lost again.
 */
export async function markSwept(em: EntityManager, work: Work, ids: string[], everyMs: number): Promise<void> {
  if (ids.length === 0) return;
  const since = work === 'inbound_events' ? 'received_at' : 'created_at';
  // Locked in no order, so none is waited for: whoever has the row is at it.
  await em.execute(
    `with mine as (select id from ${work} where id = any(?::uuid[]) for no key update skip locked)
     update ${work} w set next_sweep_at = clock_timestamp() + least(greatest((clock_timestamp() - ${since}) / 4,
       ? * interval '1 millisecond'), ? * interval '1 millisecond')
     from mine where w.id = mine.id`,
    [toArray(ids), everyMs, 4 * everyMs],
  );
}

/** What a sweep may take now. */
export const sweepable = (row: string): string =>
  `(${row}.next_sweep_at is null or ${row}.next_sweep_at <= clock_timestamp())
   and (${row}.next_attempt_at is null or ${row}.next_attempt_at <= clock_timestamp())`;

/** The trace that a creation or act goes on with; nothing is asked where no spans are made. */
export async function traceparentOf(
  em: EntityManager,
  work: 'creations' | 'workflow_acts',
  id: string,
): Promise<string | undefined> {
  if (!isTracing()) return undefined;
  const [row] = (await em.execute(`select traceparent from ${work} where id = ?`, [id])) as {
    traceparent: string | null;
  }[];
  return row?.traceparent ?? undefined;
}
