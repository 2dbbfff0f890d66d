import type { NoticeRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** A draft about which somebody was asked long enough ago, and not reminded. */
export interface DueReminder {
  draft: string;
  /** Whoever was asked, in full. */
  person: string;
  conversation: string;
  /** Of whoever asked for the draft. */
  timezone: string | null;
}

const open = `drafts.status = 'proposed' and (drafts.expires_at is null or drafts.expires_at > clock_timestamp())`;
const most = 1_000;

/** The longest asked first. */
export async function findDueReminders(em: EntityManager, hours: number): Promise<DueReminder[]> {
  return (await em.execute(
    `select notices.draft_id as draft, notices.person, drafts.conversation_id as conversation, drafts.timezone
     from notices join drafts on drafts.id = notices.draft_id
     where notices.kind = 'ask' and notices.person <> '' and ${open}
       and notices.told_at <= clock_timestamp() - ? * interval '1 hour'
       and not exists (select 1 from notices r where r.draft_id = notices.draft_id and r.kind = 'remind'
         and r.person = notices.person)
     order by notices.told_at limit ?`,
    [hours, most],
  )) as DueReminder[];
}

/** Drafts about which somebody was asked so long ago, while the next were not. */
export async function findUndecided(em: EntityManager, hours: number): Promise<string[]> {
  const rows = (await em.execute(
    `select distinct notices.draft_id as draft from notices join drafts on drafts.id = notices.draft_id
     where notices.kind = 'ask' and ${open} and notices.created_at <= clock_timestamp() - ? * interval '1 hour'
       and not exists (select 1 from notices n where n.draft_id = notices.draft_id and n.kind = 'next') limit ?`,
    [hours, most],
  )) as { draft: string }[];
  return rows.map(({ draft }) => draft);
}

/** Drafts whose time is over within a day, and that were open for longer than that. */
export async function findExpiring(
  em: EntityManager,
): Promise<{ draft: string; conversation: string; revision: number }[]> {
  return (await em.execute(
    `select drafts.id as draft, drafts.conversation_id as conversation, drafts.revision from drafts
     join draft_revisions r on r.draft_id = drafts.id and r.revision = drafts.revision
     where ${open} and drafts.expires_at <= clock_timestamp() + interval '1 day'
       and r.created_at < drafts.expires_at - interval '25 hours'
       and not exists (select 1 from notices n where n.draft_id = drafts.id and n.kind = 'expiring'
         and n.person = '' and n.about = drafts.revision::text)
     order by drafts.expires_at limit ?`,
    [most],
  )) as { draft: string; conversation: string; revision: number }[];
}

/** In full, everybody who was asked to decide about a draft. */
export async function askedAbout(em: EntityManager, draft: string): Promise<string[]> {
  const rows = (await em.execute(
    `select person from notices where draft_id = ? and kind = 'ask' and person <> '' and told_at is not null order by told_at`,
    [draft],
  )) as { person: string }[];
  return rows.map(({ person }) => person);
}

/** True for the first who claims it, of all processes: call it in the transaction that owes what it says. */
export async function claimNotice(
  em: EntityManager,
  { draft, kind, person, about = '' }: Pick<NoticeRecord, 'draft' | 'kind' | 'person'> & { about?: string },
): Promise<boolean> {
  const rows = (await em.execute(
    `insert into notices (id, draft_id, kind, person, about) values (?, ?, ?, ?, ?)
     on conflict (draft_id, kind, person, about) do nothing returning 1`,
    [crypto.randomUUID(), draft, kind, person, about],
  )) as unknown[];
  return rows.length > 0;
}
