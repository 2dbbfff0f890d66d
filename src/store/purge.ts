import { appendAudit } from './audit.ts';
import { oweCards } from './deliveries.ts';
import {
  emptyDocuments,
  emptyRehearsals,
  list,
  marks,
  purgeAuditData,
  type Run,
  runIn,
  wordyKinds,
} from './emptied.ts';
import { findEvent } from './events.ts';
import type { EntityManager } from './orm.ts';

/** Stands where a text was. */
const purgedMark = marks.purged;
const { draft: emptyDraft, workflow: emptyWorkflow } = emptyDocuments(purgedMark);

export type Purged =
  | { kind: 'unknown' | 'under-way' }
  | {
      kind: 'purged';
      /** Drafts whose revisions were emptied, from the one the event led to. */
      drafts: string[];
      templates: string[];
      /** Audit rows whose data was taken away. */
      auditRows: number;
      /** What n8n holds of it still, and nothing here changes. */
      inN8n: { n8nId: string; instanceUrl: string }[];
    };

/**
 * Takes one event's text out of everything: the event, what was said and asked, what people thought of it, every revision
 * it led to and those that followed on it, documents, templates saved from them, uploads of pictures, and the data of audit
 * rows. Ids, people, decisions and times stay. A draft that was emptied can no longer be approved. One transaction, with
 * an audit row of its own; twice finds nothing more. Cards are drawn anew; n8n and people's own messages are not touched.
 */
export async function purgeText(em: EntityManager, eventId: string): Promise<Purged> {
  return em.transactional(async (tx) => {
    const event = await findEvent(tx, eventId);
    if (!event) return { kind: 'unknown' };
    const run = runIn(tx);
    const drafts = await run<{ id: string; since: number }>(
      `select d.id, (select min(revision) from draft_revisions r where r.draft_id = d.id and r.event_id = ?) as since
       from drafts d where d.id in (select draft_id from draft_revisions where event_id = ?) order by d.id for update of d`,
      [eventId, eventId],
    );
    const ids = drafts.map(({ id }) => id);
    const busy = await run(`select 1 from creations where draft_id::text = any(?::text[]) and status = 'pending'`, [
      list(ids),
    ]);
    if (event.status === 'received' || busy.length > 0) return { kind: 'under-way' };

    const revisions: [string, number, string][] = [];
    for (const { id, since } of drafts) {
      const rows = await run<{ revision: number; event_id: string }>(
        `update draft_revisions set request = ?, document = ?::jsonb, workflow = ?::jsonb, issues = '[]', notes = '[]',
         rehearsal = null, base = case when base is null then null else ?::jsonb end
         where draft_id = ? and revision >= ? returning revision, event_id`,
        [purgedMark, ...[emptyDraft, emptyWorkflow, emptyWorkflow].map((one) => JSON.stringify(one)), id, since],
      );
      revisions.push(...rows.map(({ revision, event_id }): [string, number, string] => [id, revision, event_id]));
      await run(`delete from picture_uploads where draft_id = ? and revision >= ?`, [id, since]);
      await run(`update workflow_versions set document = ?::jsonb where draft_id = ? and revision >= ?`, [
        JSON.stringify(emptyWorkflow),
        id,
        since,
      ]);
      await run(
        `update creations set outcome = case outcome->>'kind'
           when 'conflict' then outcome || '{"theirs": [], "ours": []}'
           when 'failed' then jsonb_set(outcome, '{problem,message}', to_jsonb(?::text))
           else outcome - 'publishProblem' end
         where draft_id = ? and revision >= ? and outcome is not null`,
        [purgedMark, id, since],
      );
    }
    await run(
      `update drafts set status = 'discarded', version = version + 1, requester_name = requester_id where id::text = any(?::text[]) and status in ('proposed', 'failed', 'expired')`,
      [list(ids)],
    );
    const tried = await emptyRehearsals(run, [eventId]);
    await oweCards(tx, [...new Set([...ids, ...tried])]);
    const renamed = await purgeNames(run, eventId);
    await purgeSaid(run, eventId, [...new Set([eventId, ...revisions.map(([, , by]) => by)])]);
    const made = await run<InN8n>(
      `update workflows w set name = ? || ' ' || n8n_id where w.id in (select workflow_id from workflow_versions v
       where v.draft_id::text = any(?::text[])) returning id, n8n_id, instance_url`,
      [purgedMark, list(ids)],
    );
    const workflows = [...made, ...renamed.filter(({ id }) => made.every((one) => one.id !== id))];
    const saved = await run<{ id: string }>(
      `delete from templates where id::text in (select subject from audit_events where kind = 'template'
       and data->>'workflow' = any(?::text[])) returning id`,
      [list(made.map(({ id }) => id))],
    );
    const templates = saved.map(({ id }) => id);
    // Everything of ours is written; from here on others wait.
    const subjects = [eventId, ...ids, ...templates, ...workflows.map(({ id }) => id)];
    const auditRows = await purgeAuditData(tx, { subjects, kinds: wordyKinds });
    const data = { act: 'purged', drafts: ids, templates, rows: auditRows.map((row) => ({ ...row })) };
    await appendAudit(tx, { kind: 'purge', actor: 'operator', subject: eventId, data });
    const inN8n = workflows.map(({ n8n_id, instance_url }) => ({ n8nId: n8n_id, instanceUrl: instance_url }));
    return { kind: 'purged', drafts: ids, templates, auditRows: auditRows.length, inN8n };
  });
}

interface InN8n {
  id: string;
  n8n_id: string;
  instance_url: string;
}

/** The name an event gave a workflow, where it has it still and where it is told as the one before. */
async function purgeNames(run: Run, eventId: string): Promise<InN8n[]> {
  await run(
    `update workflow_acts later set outcome = later.outcome - 'was' from workflow_acts a
     where ${saidBy('a')} and a.verb = 'rename' and later.workflow_id = a.workflow_id
       and later.outcome->>'was' = a.argument`,
    [eventId, eventId],
  );
  return run<InN8n>(
    `update workflows w set name = ? || ' ' || w.n8n_id from workflow_acts a
     where ${saidBy('a')} and a.verb = 'rename' and a.workflow_id = w.id and a.argument = w.name
     returning w.id, w.n8n_id, w.instance_url`,
    [purgedMark, eventId, eventId],
  );
}

/** An act whose words came with the event: by itself, or with the button it offered. Takes the event's id twice. */
const saidBy = (act: string): string =>
  `(${act}.event_id = ? or ${act}.event_id in (select id from inbound_events where payload->'value'->>'eventId' = ?))`;

/** The words of the event; what was answered and asked, also to those that followed on it. */
async function purgeSaid(run: Run, eventId: string, all: string[]): Promise<void> {
  // The comment of a feedback is kept beside the answer it is about.
  await run(
    `update feedback f set comment = null from inbound_events e where e.id = ? and f.comment is not null
     and (f.event_id = e.id or f.comment = trim(e.payload->'fields'->>'comment'))`,
    [eventId],
  );
  await run(
    `update inbound_events set results = results - 'argument' - 'tests' - 'tried', payload = (payload - 'email' - 'locale' - 'spoken' - 'timezone' - 'step' - 'problem' #- '{rest,adopt}' #- '{tenant,name}')
       || case when jsonb_exists(payload, 'text') then jsonb_build_object('text', ?::text) else '{}' end
       || case when jsonb_exists(payload, 'fields') then jsonb_build_object('fields',
            (select coalesce(jsonb_object_agg(key, ?::text), '{}') from jsonb_object_keys(payload->'fields') as key)) else '{}' end
       || jsonb_build_object('person', jsonb_build_object('id', payload->'person'->'id', 'name', payload->'person'->'id'))
     where id = ?`,
    [purgedMark, purgedMark, eventId],
  );
  await run(`update workflow_acts a set argument = null where ${saidBy('a')} and status <> 'pending'`, [
    eventId,
    eventId,
  ]);
  await run(
    `update messages set text = ? where event_id = ? or (event_id::text = any(?::text[]) and role = 'assistant')`,
    [purgedMark, eventId, list(all)],
  );
  // Its card would be drawn of choices that are no longer there.
  await run(
    `delete from deliveries where kind = 'question' and subject in (select id from questions where event_id::text = any(?::text[]))`,
    [list(all)],
  );
  await run(
    `update questions set text = ?, choices = '[]', answered_at = coalesce(answered_at, clock_timestamp()) where event_id::text = any(?::text[])`,
    [purgedMark, list(all)],
  );
  // Over HTTP a caller made the key that both go by.
  const own = `conversation_id in (select id from conversations where platform = 'rest')`;
  await run(
    `update inbound_events set dedupe_key = 'purged:' || id, payload = jsonb_set(
     jsonb_set(payload, '{dedupeKey}', to_jsonb('purged:' || id)), '{conversation,key}', to_jsonb('purged:' || id)) where id = ? and ${own}`,
    [eventId],
  );
  await run(
    `update conversations set key = 'purged:' || id where platform = 'rest'
    and id = (select conversation_id from inbound_events where id = ?)`,
    [eventId],
  );
}
