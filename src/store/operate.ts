import { lockEvent } from './events.ts';
import type { EntityManager } from './orm.ts';

/** Of an event `e` in its conversation `c`. */
const leased = `(case e.lane when 'ahead' then c.ahead_until else c.lease_until end)`;
/** A process has it: it has just taken it, or it has the lease of the conversation. */
export const held = `(e.taken_at is not null
  and coalesce(greatest(e.taken_until, ${leased}) > clock_timestamp(), false))`;

/** Whether an event that waits is anybody's now. `held`: a process answers it, or was about to, until then at least. */
export type Grip =
  | { kind: 'unknown' }
  | { kind: 'over'; status: string }
  | { kind: 'held'; until: Date }
  | { kind: 'free' };

/**
 * Locks an event and its conversation, so that no process takes it until this transaction is over. With `force` it is taken
 * away from the process that has it, which learns it before it writes anything.
 */
export async function gripEvent(em: EntityManager, id: string, { force }: { force: boolean }): Promise<Grip> {
  // Whoever takes the lease writes this row.
  await em.execute(
    'select 1 from conversations where id = (select conversation_id from inbound_events where id = ?) for no key update',
    [id],
  );
  await lockEvent(em, id);
  const [row] = (await em.execute(
    `select e.status, e.lane, greatest(e.taken_until, ${leased}) as until, ${held} as held
     from inbound_events e join conversations c on c.id = e.conversation_id where e.id = ?`,
    [id],
  )) as { status: string; lane: string; until: string | null; held: boolean }[];
  if (!row) return { kind: 'unknown' };
  if (row.status !== 'received') return { kind: 'over', status: row.status };
  if (!row.held) return { kind: 'free' };
  if (!force) return { kind: 'held', until: new Date(row.until ?? Date.now()) };
  const side = row.lane === 'ahead' ? 'ahead' : 'lease';
  await em.execute(
    `update conversations set ${side}_owner = null, ${side}_until = null
     where id = (select conversation_id from inbound_events where id = ?)`,
    [id],
  );
  return { kind: 'free' };
}

/** It waits for nothing any more, and has all its tries again; the sweeper finds it. */
export async function freeEvent(em: EntityManager, id: string): Promise<void> {
  await em.execute(
    `update inbound_events set taken_at = null, taken_until = null, next_attempt_at = null, next_sweep_at = null, attempts = 0
     where id = ? and status = 'received'`,
    [id],
  );
}

/** What was given up about this is due now, with all its tries. Says what, and what is owed about it anyway. */
export async function replayGivenUp(em: EntityManager, subject: string): Promise<{ again: string[]; owed: number }> {
  const again = (await em.execute(
    `update deliveries set due_at = clock_timestamp(), owed_at = clock_timestamp(), attempts = 0
     where subject = ? and due_at is null returning kind, platform`,
    [subject],
  )) as { kind: string; platform: string }[];
  const [all] = (await em.execute('select count(*)::int as owed from deliveries where subject = ?', [subject])) as {
    owed: number;
  }[];
  return { again: again.map(({ kind, platform }) => `${kind} on ${platform}`).sort(), owed: all?.owed ?? 0 };
}
