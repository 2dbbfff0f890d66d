import { type CreationRecord, N8nWrite } from './entities.ts';
import type { EntityManager } from './orm.ts';

/**
 * What of ours may still take effect in n8n. A request that was not answered may sit in a proxy, or in an n8n that stands
 * still, and arrive later: until it has or counts as lost, nothing else is written there. It is a row, committed before
 * the request leaves, so that it holds for every process and after a kill; its clock is PostgreSQL's.
 */
export interface NewWrite {
  subject: string;
  /** Creation or act. */
  owner: string;
  /** Of this one request. */
  token: string;
  /** How long it may take to arrive. */
  lateMs: number;
  /** Having its effect twice does no harm, so its own owner need not wait to repeat it. */
  repeatable: boolean;
}

/** The subject of whatever is written to a workflow that is there. */
export const workflowSubject = (id: string): string => `workflow ${id}`;
/** The subject of the workflow a creation makes. */
export const creationSubject = ({ id }: Pick<CreationRecord, 'id'>): string => `creation ${id}`;

/** The subject of an execution that an act tries again. */
export const actSubject = ({ id }: { id: string }): string => `act ${id}`;

/** Somebody's write that was not answered. `waitMs` is 0 once it counts as lost. */
export interface Unanswered {
  /** Since it was sent. */
  sinceMs: number;
  waitMs: number;
}

/** Commits that this request is about to leave; otherwise returns what has to arrive, or to be lost, first. */
export async function claimWrite(em: EntityManager, write: NewWrite): Promise<Unanswered | undefined> {
  const { subject, owner, token, lateMs, repeatable } = write;
  const claimed = (await em.execute(
    `insert into n8n_writes as w (subject, owner, token, sent_at, may_arrive_until)
     values (?, ?, ?, now(), now() + ? * interval '1 millisecond')
     on conflict (subject) do update set
       owner = excluded.owner, token = excluded.token,
       sent_at = case when w.may_arrive_until > now() then w.sent_at else now() end,
       earlier_until = case when w.may_arrive_until > now() then w.may_arrive_until end,
       may_arrive_until = greatest(w.may_arrive_until, excluded.may_arrive_until)
     where w.may_arrive_until <= now() or (w.owner = excluded.owner and ?)
     returning token`,
    [subject, owner, token, lateMs, repeatable],
  )) as unknown[];
  // Answered between the two statements: nothing has to be waited for.
  return claimed.length > 0 ? undefined : ((await findUnanswered(em, subject)) ?? { sinceMs: 0, waitMs: 0 });
}

/** This request was answered: only an earlier one, if any, may still arrive. */
export async function settleWrite(em: EntityManager, token: string): Promise<void> {
  await em.execute('delete from n8n_writes where token = ? and (earlier_until is null or earlier_until <= now())', [
    token,
  ]);
  await em.execute(
    'update n8n_writes set may_arrive_until = earlier_until, earlier_until = null where token = ? and earlier_until is not null',
    [token],
  );
}

/** Its effect was seen in n8n: nothing is on its way any more. */
export async function forgetWrite(em: EntityManager, subject: string): Promise<void> {
  await em.nativeDelete(N8nWrite, { subject });
}

/** What was written there and never answered; kept until its effect is seen, or for a day. */
export async function findUnanswered(em: EntityManager, subject: string): Promise<Unanswered | undefined> {
  return read(em, 'subject', subject);
}

/** The same by whoever writes. */
export async function findUnansweredOf(em: EntityManager, owner: string): Promise<Unanswered | undefined> {
  return read(em, 'owner', owner);
}

async function read(em: EntityManager, column: 'subject' | 'owner', value: string): Promise<Unanswered | undefined> {
  const [row] = (await em.execute(
    `select extract(epoch from clock_timestamp() - sent_at) * 1000 as since_ms,
       extract(epoch from may_arrive_until - clock_timestamp()) * 1000 as wait_ms
     from n8n_writes where ${column} = ? order by may_arrive_until desc limit 1`,
    [value],
  )) as { since_ms: string; wait_ms: string }[];
  if (!row) return undefined;
  return { sinceMs: Math.max(Number(row.since_ms), 0), waitMs: Math.max(Math.ceil(Number(row.wait_ms)), 0) };
}

/** Whether a creation that was told as failed may have reached n8n all the same: worth looking for it. */
export async function isAnyCreationUnanswered(em: EntityManager): Promise<boolean> {
  const rows = (await em.execute(`select 1 from n8n_writes where subject like 'creation %' limit 1`)) as unknown[];
  return rows.length > 0;
}

/** What has not arrived within a day never will. */
export async function dropOldWrites(em: EntityManager): Promise<void> {
  await em.execute(`delete from n8n_writes where may_arrive_until < now() - interval '1 day'`);
}
