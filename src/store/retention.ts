import { appendAudit } from './audit.ts';
import { emptyDrafts, emptyWordsAround, list, marks, purgeAuditData, runIn, wordyKinds } from './emptied.ts';
import type { EntityManager } from './orm.ts';

/** How long words are kept. */
export interface Terms {
  days: number;
  /** A question nobody answered is open for so long, as a draft nobody decided about is. */
  questionDays: number;
  /** At most so many events in one transaction; fewer drafts, whose documents are large. */
  rowsAtOnce: number;
}

/** What was removed, by table; of `drafts` and `events` also those of which only the words were taken. */
export type Removed = Record<string, number>;

/** Where a round went on from; what cannot be removed yet is stepped over. */
export interface Place {
  at: string;
  id: string;
}
export const beginning: Place = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

const old = `clock_timestamp() - ? * interval '1 day'`;
const draftsAtOnce = 50;

/**
 * Takes the words out of drafts that are over: of one that never became a workflow all but who, when and how it ended; of
 * one that did only what was said around its documents, because those are versions of a workflow, and what each was
 * asked for with them. Returns nothing when there are no more. One transaction.
 */
export async function emptyOldDrafts(em: EntityManager, { days, rowsAtOnce }: Terms): Promise<Removed | undefined> {
  return em.transactional(async (tx) => {
    const rows = await runIn(tx)<{ id: string; made: boolean }>(
      `select d.id, d.status = 'created' or exists (select 1 from workflow_versions v where v.draft_id = d.id) as made
       from drafts d where d.emptied_at is null and d.created_at < ${old}
         and d.status in ('created', 'discarded', 'expired', 'failed')
         and not exists (select 1 from draft_revisions r where r.draft_id = d.id and r.created_at >= ${old})
         and not exists (select 1 from approvals a where a.draft_id = d.id and a.decided_at >= ${old})
         and not exists (select 1 from creations c where c.draft_id = d.id and (c.status = 'pending'
           or coalesce(c.finished_at, c.created_at) >= ${old}
           or exists (select 1 from n8n_writes w where w.owner = c.id::text)))
         and not exists (select 1 from deliveries o where o.kind in ('draft', 'former') and o.subject = d.id
           and o.due_at is not null)
       order by d.created_at, d.id limit ? for update of d skip locked`,
      [days, days, days, days, Math.min(draftsAtOnce, rowsAtOnce)],
    );
    if (rows.length === 0) return undefined;
    const idsOf = (made: boolean) => rows.filter((row) => row.made === made).map(({ id }) => id);
    const [made, never] = [idsOf(true), idsOf(false)];
    await emptyDrafts(tx, never, marks.expired);
    await emptyWordsAround(tx, made, marks.expired, { keepVersions: true });
    await tx.execute('update drafts set emptied_at = clock_timestamp() where id = any(?::uuid[])', [list(made)]);
    const audited = await purgeAudit(tx, never, wordyKinds);
    return { drafts: rows.length, audit_events: audited };
  });
}

/** Since when a conversation is still needed: something waits there, is open or under way. */
const neededSince = `least(
  (select min(w.received_at) from inbound_events w where w.conversation_id = e.conversation_id and w.status = 'received'),
  (select min(coalesce(asked.received_at, d.created_at)) from drafts d left join inbound_events asked on asked.id = d.id
    where d.conversation_id = e.conversation_id and d.status in ('proposed', 'approved')),
  (select min(a.created_at) from workflow_acts a where a.conversation_id = e.conversation_id and a.status = 'pending'),
  (select coalesce((select max(made.received_at) from draft_revisions r join inbound_events made on made.id = r.event_id
      where made.conversation_id = e.conversation_id), '-infinity')
    from (select q.answered_at, q.created_at from questions q where q.conversation_id = e.conversation_id
      order by q.created_at desc limit 1) newest
    where newest.answered_at is null and newest.created_at > clock_timestamp() - ? * interval '1 day')
)`;

/** Something about it is still to be shown or done. */
const owed = `exists (select 1 from deliveries o where o.kind = 'turn' and o.subject = e.id and o.due_at is not null)
  or exists (select 1 from workflow_acts a where a.event_id = e.id and (a.status = 'pending' or exists (
    select 1 from deliveries o where o.kind = 'act' and o.subject = a.id and o.due_at is not null)))
  or exists (select 1 from questions q join deliveries o on o.kind = 'question' and o.subject = q.id
    where q.event_id = e.id and o.due_at is not null)`;

/** People are reached where they wrote last; a revision says who worded it; a second welcome is none. */
const stays = `exists (select 1 from draft_revisions r where r.event_id = e.id)
  or e.payload->>'via' = 'install'
  or (c.platform <> 'rest' and not exists (select 1 from inbound_events n where n.conversation_id = e.conversation_id
    and n.received_at > e.received_at
    and (n.payload->>'via' = 'direct' or e.payload->>'via' is distinct from 'direct')))`;

/**
 * Removes old events, and with each what was said, asked, thought and done about it, and its words in the audit trail.
 * Events that others lean on stay without their words. Returns where to go on; nothing when there are no more. One
 * transaction.
 */
export async function removeOldEvents(
  em: EntityManager,
  { days, questionDays, rowsAtOnce }: Terms,
  after: Place,
): Promise<{ removed: Removed; next: Place } | undefined> {
  return em.transactional(async (tx) => {
    const run = runIn(tx);
    const seen = await run<{ id: string; at: string; conversation: string }>(
      `select id, received_at::text as at, conversation_id as conversation from inbound_events
       where emptied_at is null and received_at < ${old} and (received_at, id) > (?::timestamptz, ?::uuid)
       order by received_at, id limit ?`,
      [days, after.at, after.id, rowsAtOnce],
    );
    const last = seen.at(-1);
    if (!last) return undefined;
    // docs/locks.md: conversations before their events, each in the order of their ids.
    await run('select 1 from conversations where id = any(?::uuid[]) order by id for key share', [
      list([...new Set(seen.map(({ conversation }) => conversation))]),
    ]);
    const rows = await run<{ id: string; stays: boolean }>(
      `select e.id, (${stays}) as stays from inbound_events e join conversations c on c.id = e.conversation_id
       where e.id = any(?::uuid[]) and e.emptied_at is null and e.status <> 'received'
         and e.received_at < coalesce(${neededSince}, 'infinity') and not (${owed})
       order by e.id for update of e skip locked`,
      [list(seen.map(({ id }) => id)), questionDays],
    );
    const next = { at: last.at, id: last.id };
    if (rows.length === 0) return { removed: {}, next };
    const removed = await removeEvents(tx, rows);
    return { removed, next };
  });
}

async function removeEvents(tx: EntityManager, rows: { id: string; stays: boolean }[]): Promise<Removed> {
  const run = runIn(tx);
  const all = list(rows.map(({ id }) => id));
  const removed: Removed = {};
  for (const table of ['workflow_acts', 'feedback', 'questions', 'messages'])
    removed[table] = (await run(`delete from ${table} where event_id = any(?::uuid[]) returning id`, [all])).length;
  const staying = rows.filter((row) => row.stays).map(({ id }) => id);
  await run(
    `update inbound_events set emptied_at = clock_timestamp(), results = results - 'argument' - 'tests' - 'tried',
       payload = (payload - 'email' - 'step' - 'problem' #- '{rest,adopt}')
         || case when jsonb_exists(payload, 'text') then jsonb_build_object('text', ?::text) else '{}' end
         || case when jsonb_exists(payload, 'fields') then '{"fields": {}}'::jsonb else '{}' end
     where id = any(?::uuid[])`,
    [marks.expired, list(staying)],
  );
  const going = rows.filter((row) => !row.stays).map(({ id }) => id);
  await run('delete from inbound_events where id = any(?::uuid[])', [list(going)]);
  removed['inbound_events'] = rows.length;
  removed['audit_events'] = await purgeAudit(tx, [...going, ...staying], ['request']);
  return removed;
}

/** The words of these audit rows go, and one row says which. The last thing in a transaction. */
async function purgeAudit(tx: EntityManager, subjects: string[], kinds: string[]): Promise<number> {
  if (subjects.length === 0) return 0;
  const rows = await purgeAuditData(tx, { subjects, kinds });
  const data = { act: 'expired', rows: rows.map((row) => ({ ...row })) };
  if (rows.length > 0) await appendAudit(tx, { kind: 'purge', actor: 'flowsmith', subject: 'retention', data });
  return rows.length;
}

/** What stands alone and is over: each a statement of its own that removes so many rows at most. */
const leftovers: Readonly<Record<string, string>> = {
  asides: `delete from asides where event_id in (select event_id from asides where at < ${old} limit ? for update skip locked)`,
  deliveries: `delete from deliveries where (kind, subject, place) in (select kind, subject, place from deliveries
    where due_at is null and owed_at < ${old} limit ?)`,
  direct_chats: `delete from direct_chats where id in (select id from direct_chats where refusal is not null and at < ${old}
    limit ? for update skip locked)`,
  link_requests: `delete from link_requests where id in (select l.id from link_requests l
    where ((l.status in ('confirmed', 'refused') and l.decided_at < ${old})
      or (l.status = 'offered' and l.expires_at < ${old}))
    and not exists (select 1 from deliveries o where o.kind = 'link' and o.subject = l.id) limit ? for update skip locked)`,
  notices: `delete from notices where id in (select n.id from notices n join drafts d on d.id = n.draft_id
    where n.created_at < ${old} and d.status <> 'proposed'
    and not exists (select 1 from deliveries o where o.subject = n.draft_id and o.due_at is not null) limit ? for update of n skip locked)`,
  picture_uploads: `delete from picture_uploads where id in (select id from picture_uploads where created_at < ${old} limit ?
    for update skip locked)`,
  turn_shares: `delete from turn_shares where id in (select id from turn_shares where served_at < ${old} limit ?
    for update skip locked)`,
  failure_wishes: `delete from failure_wishes where id in (select id from failure_wishes where until < ${old} limit ?
    for update skip locked)`,
  workflow_failures: `delete from workflow_failures where id in (select id from workflow_failures where last_at < ${old} limit ?
    for update skip locked)`,
  // Over HTTP each request has one of its own; nobody is reached there.
  conversations: `delete from conversations where id in (select c.id from conversations c where c.platform = 'rest'
    and c.created_at < ${old} and not exists (select 1 from inbound_events e where e.conversation_id = c.id)
    and not exists (select 1 from drafts d where d.conversation_id = c.id)
    and not exists (select 1 from draft_cards d where d.conversation_id = c.id)
    and not exists (select 1 from messages m where m.conversation_id = c.id)
    and not exists (select 1 from questions q where q.conversation_id = c.id)
    and not exists (select 1 from workflow_acts a where a.conversation_id = c.id)
    and not exists (select 1 from link_requests l where l.conversation_id = c.id or l.other_conversation_id = c.id)
    limit ? for update skip locked)`,
};

export const leftoverTables = Object.keys(leftovers);

/** Removes what is over from one of `leftoverTables`; how many rows. One statement. */
export async function removeLeftovers(em: EntityManager, table: string, { days, rowsAtOnce }: Terms): Promise<number> {
  const sql = leftovers[table] ?? '';
  const terms = Array<number>(sql.split(old).length - 1).fill(days);
  const rows = (await em.execute(`${sql} returning 1`, [...terms, rowsAtOnce])) as unknown[];
  return rows.length;
}
