import { toArray } from './arrays.ts';
import { AuditEvent } from './entities.ts';
import type { EntityManager } from './orm.ts';

interface WordedData {
  via?: string;
  /** Accounts whose questions to Flowsmith led to it. */
  askers?: string[];
  /** False: the words are those of the revision before, e.g. it was opened again. */
  worded?: boolean;
}

/** Who had it, and who has it since. */
interface HandedData {
  from?: string;
  to?: string;
}

/**
 * Everybody whose words stand in a draft, in full: each revision goes on from the one before, so whoever worded one has
 * worded those after it. With the accounts they count as, and those they used; and everybody who was responsible for it.
 */
export const authorsOf = (em: EntityManager, draft: string): Promise<string[]> => authorsIn(em, [draft]);

/** The same of a workflow: of all that went into n8n for it, and of whoever was responsible for it. */
export async function authorsBehind(em: EntityManager, workflow: string): Promise<string[]> {
  const rows = (await em.execute(
    `select c.draft_id as id from workflows w join creations c on c.id = w.creation_id where w.id = ?
     union select d.id from drafts d join creations c on c.draft_id = d.id where d.workflow = ?`,
    [workflow, workflow],
  )) as { id: string }[];
  return authorsIn(em, [workflow, ...rows.map(({ id }) => id)]);
}

async function authorsIn(em: EntityManager, subjects: string[]): Promise<string[]> {
  const where = { kind: ['draft', 'handover'], subject: subjects };
  const rows = await em.find(AuditEvent, where, { disableIdentityMap: true });
  const authors = rows.flatMap(({ kind, actor, data }) => {
    if (kind === 'handover') {
      const { from, to } = (data ?? {}) as HandedData;
      return [from, to].filter((one) => one !== undefined);
    }
    const { via, askers = [], worded = true } = (data ?? {}) as WordedData;
    return worded ? [actor, ...(via ? [via] : []), ...askers] : [];
  });
  return [...new Set(authors)];
}

/** Those of these drafts in which words of one of these accounts stand, or that were theirs: what `authorsOf` says, of many at once. */
export async function wordedAmong(em: EntityManager, drafts: string[], accounts: string[]): Promise<Set<string>> {
  const rows = (await em.execute(
    `select distinct subject from audit_events where subject = any(?::text[]) and (kind = 'draft'
       and data->>'worded' is distinct from 'false' and (actor = any(?::text[]) or data->>'via' = any(?::text[])
       or jsonb_exists_any(data->'askers', ?::text[]))
       or kind = 'handover' and (data->>'from' = any(?::text[]) or data->>'to' = any(?::text[])))`,
    [toArray(drafts), ...Array<string>(5).fill(toArray(accounts))],
  )) as { subject: string }[];
  return new Set(rows.map(({ subject }) => subject));
}

/**
 * Whose requests Flowsmith answered with a question before this event: what they said stands in what comes of the answer,
 * whoever gives it. Since the last draft of the conversation, in full.
 */
export async function askersBefore(em: EntityManager, event: string): Promise<string[]> {
  const rows = (await em.execute(
    `with this as (select conversation_id, received_at from inbound_events where id = ?)
     select distinct t.platform || ':' || t.external_id || ':' || (e.payload->'person'->>'id') as account
     from this, questions q join inbound_events e on e.id = q.event_id join tenants t on t.id = e.tenant_id
     where q.conversation_id = this.conversation_id and e.received_at < this.received_at
       and e.received_at > coalesce((select max(made.received_at) from draft_revisions r
         join inbound_events made on made.id = r.event_id
         where made.conversation_id = this.conversation_id and made.received_at < this.received_at), '-infinity')`,
    [event],
  )) as { account: string }[];
  return rows.map(({ account }) => account);
}

/** Names of those besides the requester who worded a revision of this draft or one before, in the order they did. */
export async function otherAuthorNames(
  em: EntityManager,
  { draft, revision }: { draft: string; revision: number },
): Promise<string[]> {
  const rows = (await em.execute(
    `select e.payload->'person'->>'name' as name from draft_revisions r join inbound_events e on e.id = r.event_id
     where r.draft_id = ? and r.revision <= ? and e.payload->>'action' is distinct from 'reopen'
       and e.payload->>'action' is distinct from 'rebase'
       and e.payload->'person'->>'id' <> (select f.payload->'person'->>'id' from draft_revisions o
         join inbound_events f on f.id = o.event_id where o.draft_id = r.draft_id order by o.revision limit 1)
     group by e.tenant_id, e.payload->'person'->>'id', 1 order by min(r.revision)`,
    [draft, revision],
  )) as { name: string }[];
  return [...new Set(rows.map(({ name }) => name))];
}
