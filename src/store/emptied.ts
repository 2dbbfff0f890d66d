import type { Draft } from '#src/model/draft.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { canonicalHash, hashOfRest, lockAudit, type PurgedRow } from './audit.ts';
import { AuditEvent, DraftRevision, type RevisionRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** What stands where words were, by who took them away: one text's purge, the time that is over, a person who left. */
export const marks = { purged: '[purged]', expired: '[no longer kept]', forgotten: '[forgotten]' } as const;
export type Mark = (typeof marks)[keyof typeof marks];

/** Documents without content, in a draft's form and in n8n's: cards are drawn of them, and a draft has a node. */
export function emptyDocuments(mark: Mark): { draft: Draft; workflow: N8nWorkflow } {
  const nothing = { name: mark, type: 'n8n-nodes-base.noOp', parameters: {} };
  return {
    draft: { name: mark, description: '', nodes: [nothing], connections: [], assumptions: [] },
    workflow: {
      name: mark,
      nodes: [{ ...nothing, id: 'purged', typeVersion: 1, position: [0, 0] }],
      connections: {},
      settings: {},
    },
  };
}

/** Kinds of audit rows whose data may quote words; decisions and keys hold none. */
export const wordyKinds = ['request', 'draft', 'creation', 'outcome', 'template', 'refusal', 'house'];

export type Run = <T = unknown>(sql: string, params: unknown[]) => Promise<T[]>;
export const runIn =
  (em: EntityManager): Run =>
  <T>(sql: string, params: unknown[]) =>
    em.execute(sql, params) as Promise<T[]>;

/** As PostgreSQL writes a list of ids, numbers or texts. */
export const list = (all: readonly (string | number)[]): string =>
  `{${all.map((one) => JSON.stringify(String(one))).join(',')}}`;

/** Takes away what came of examples that were given in these events, also with somebody else's draft; returns the drafts. */
export async function emptyRehearsals(run: Run, events: readonly string[]): Promise<string[]> {
  const rows = await run<{ draft_id: string }>(
    `update draft_revisions set rehearsal = null where rehearsal->>'triedIn' = any(?::text[]) returning draft_id`,
    [list(events)],
  );
  return rows.map(({ draft_id: id }) => id);
}

/**
 * Takes everything out of all revisions of drafts that never became a workflow, and out of how their creations failed. A
 * hash of what was there stays. The caller holds the drafts.
 */
export async function emptyDrafts(em: EntityManager, ids: readonly string[], mark: Mark): Promise<void> {
  const run = runIn(em);
  const { draft, workflow } = emptyDocuments(mark);
  for (const row of await revisionsOf(em, ids)) {
    await run(
      `update draft_revisions set request = ?, document = ?::jsonb, workflow = ?::jsonb, issues = '[]', notes = '[]',
       rehearsal = null, base = case when base is null then null else ?::jsonb end, content_hash = ? where id = ?`,
      [mark, ...[draft, workflow, workflow].map((one) => JSON.stringify(one)), contentHashOf(row), row.id],
    );
  }
  await run('delete from picture_uploads where draft_id = any(?::uuid[])', [list(ids)]);
  await run(
    `update creations set outcome = case outcome->>'kind'
       when 'conflict' then outcome || '{"theirs": [], "ours": []}'
       when 'failed' then jsonb_set(outcome, '{problem,message}', to_jsonb(?::text))
       else outcome - 'publishProblem' end
     where draft_id = any(?::uuid[]) and outcome is not null`,
    [mark, list(ids)],
  );
  // What has no content any more is not opened again, tried again or approved.
  await run(
    `update drafts set status = case when status in ('proposed', 'failed', 'expired') then 'discarded' else status end,
     emptied_at = clock_timestamp(), version = version + 1 where id = any(?::uuid[])`,
    [list(ids)],
  );
}

/**
 * Takes the words around a document out of revisions: what was asked, notes, what the planner assumed. The documents
 * stay: they are what runs in n8n, or what it was changed from. `events`: only revisions these led to.
 */
export async function emptyWordsAround(
  em: EntityManager,
  ids: readonly string[],
  mark: Mark,
  which: { events?: readonly string[]; keepVersions?: boolean } = {},
): Promise<void> {
  const run = runIn(em);
  const versions = new Set(
    which.keepVersions
      ? (
          await run<{ place: string }>(
            `select draft_id || ':' || revision as place from workflow_versions where draft_id = any(?::uuid[])`,
            [list(ids)],
          )
        ).map(({ place }) => place)
      : [],
  );
  const events = which.events && new Set(which.events);
  for (const row of await revisionsOf(em, ids)) {
    if (events && !events.has(row.event)) continue;
    // What a version was asked for belongs to the history of its workflow.
    const request = versions.has(`${row.draft}:${row.revision}`) ? row.request : mark;
    await run(
      `update draft_revisions set request = ?, notes = '[]', rehearsal = null, content_hash = ?, issues = case when ? then issues else '[]' end,
       document = (document - 'assumed') || '{"assumptions": []}' || case when jsonb_exists(document, 'description') then '{"description": ""}'::jsonb else '{}' end
       where id = ?`,
      [request, contentHashOf(row), mark !== marks.forgotten, row.id],
    );
  }
}

const revisionsOf = (em: EntityManager, drafts: readonly string[]): Promise<RevisionRecord[]> =>
  em.find(DraftRevision, { draft: { $in: [...drafts] } }, { orderBy: { id: 'asc' }, disableIdentityMap: true });

/** Of a revision as it was before anything was taken out. The ids of its nodes make it nobody's guess. */
const contentHashOf = ({ contentHash, request, document, workflow }: RevisionRecord): string =>
  contentHash ?? canonicalHash({ request, document, workflow });

/**
 * Takes the data of these audit rows away; returns what the row of the purge has to say of them. From here on others
 * wait: everything else was written before.
 */
export async function purgeAuditData(em: EntityManager, where: { subjects: readonly string[]; kinds: string[] }) {
  const rows = await em.find(
    AuditEvent,
    { kind: { $in: where.kinds }, subject: { $in: [...where.subjects] }, data: { $ne: null } },
    { orderBy: { seq: 'asc' }, disableIdentityMap: true },
  );
  return purgeRows(em, rows);
}

/** The same for rows that were found otherwise. */
export async function purgeRows(em: EntityManager, rows: Parameters<typeof hashOfRest>[0][]): Promise<PurgedRow[]> {
  await lockAudit(em);
  const taken = (await em.execute(
    'update audit_events set data = null, data_salt = null where seq = any(?::int[]) and data is not null returning seq',
    [list(rows.map(({ seq }) => seq))],
  )) as { seq: number }[];
  const seqs = new Set(taken.map(({ seq }) => seq));
  return rows.filter(({ seq }) => seqs.has(seq)).map((row) => ({ seq: row.seq, rest: hashOfRest(row) }));
}
