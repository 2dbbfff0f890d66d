import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { toArray } from './arrays.ts';
import {
  Creation,
  type CreationRecord,
  type DraftRecord,
  type SeenRecord,
  SeenWorkflow,
  type WorkflowRecord,
  WorkflowRow,
  WorkflowVersion,
} from './entities.ts';
import type { EntityManager } from './orm.ts';
import { lockWorkflow } from './workflows.ts';

/** What is kept of a look at n8n, so that a workflow n8n loses can be brought back as it was. */
export type Seen = Pick<SeenRecord, 'workflow' | 'versionId' | 'live'> & { document: N8nWorkflow };

/** Keeps what n8n holds of these workflows; the look before is replaced. */
export async function keepSeen(em: EntityManager, all: Seen[]): Promise<void> {
  const seenAt = new Date();
  if (all.length > 0)
    await em.upsertMany(
      SeenWorkflow,
      all.map((seen) => ({ ...seen, seenAt })),
    );
}

/** Version and state of what was seen last, by our id of the workflow. */
export async function seenOf(
  em: EntityManager,
  workflows: string[],
): Promise<Map<string, { versionId: string; live: string }>> {
  const rows = (await em.execute(
    'select workflow, version_id, live from seen_workflows where workflow = any(?::uuid[])',
    [toArray(workflows)],
  )) as { workflow: string; version_id: string; live: string }[];
  return new Map(rows.map(({ workflow, version_id, live }) => [workflow, { versionId: version_id, live }]));
}

/** The newest document there is of a workflow: put there by us, or seen there. */
export interface NewestDocument {
  document: N8nWorkflow;
  at: Date;
  /** What ran was an earlier version than this one. */
  behindLive: boolean;
}

export async function newestDocumentOf(em: EntityManager, workflow: string): Promise<NewestDocument | undefined> {
  const put = await em.findOne(WorkflowVersion, { workflow }, { orderBy: { createdAt: 'desc' } });
  const seen = await em.findOne(SeenWorkflow, { workflow });
  // A look at what was put there last has more than was put: webhook ids, for one.
  if (seen && (!put || seen.versionId === put.n8nVersionId || seen.seenAt > put.createdAt))
    return { document: seen.document, at: seen.seenAt, behindLive: seen.live === 'earlier' };
  return put ? { document: put.document, at: put.createdAt, behindLive: false } : undefined;
}

const documentsAtOnce = 200;

/** What is put last and what is seen of every workflow that is there, some at a time, in the order of their ids. */
export async function* documentsThere(
  em: EntityManager,
  instanceUrl: string,
): AsyncGenerator<{ workflow: string; documents: N8nWorkflow[] }> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = (await em.execute(
      `select w.id, put.document as put, seen.document as seen from workflows w
       left join lateral (select document from workflow_versions v where v.workflow_id = w.id order by created_at desc limit 1) put on true
       left join seen_workflows seen on seen.workflow = w.id
       where w.id > ? and w.instance_url = ? and w.removed_at is null order by w.id limit ?`,
      [after, instanceUrl, documentsAtOnce],
    )) as { id: string; put: N8nWorkflow | null; seen: N8nWorkflow | null }[];
    for (const { id, put, seen } of rows)
      yield { workflow: id, documents: [put, seen].filter((document) => document !== null) };
    const last = rows.at(-1);
    if (!last || rows.length < documentsAtOnce) return;
    after = last.id;
  }
}

/** Workflows by every id of these that n8n ever knew them under, on whatever n8n that was. The newest one of an id wins. */
export async function workflowsByAnyId(em: EntityManager, ids: string[]): Promise<Map<string, WorkflowRecord>> {
  const wanted = toArray(ids);
  const found = (await em.execute(
    `select id from workflows where n8n_id = any(?::text[])
     union select w.id from unnest(?::text[]) as former(id) join workflows w on w.former_ids @> jsonb_build_array(former.id)`,
    [wanted, wanted],
  )) as { id: string }[];
  const rows = await em.find(
    WorkflowRow,
    { id: { $in: found.map(({ id }) => id) } },
    { orderBy: { createdAt: 'asc' } },
  );
  const former = rows.flatMap((row) => row.formerIds.map((id) => [id, row] as const));
  return new Map([...former, ...rows.map((row) => [row.n8nId, row] as const)]);
}

/** A draft that brings back a workflow n8n has lost: it is about one, and goes on from nothing n8n holds. */
export const bringsBack = (draft: Pick<DraftRecord, 'workflow'>, revision: { base?: unknown }): boolean =>
  draft.workflow !== null && draft.workflow !== undefined && !revision.base;

/**
 * Whether this creation may bring the workflow back now. `there`: that happened already, or it never was away; `busy`:
 * another one is at it; `elsewhere`: it belongs into another n8n than this process is connected to. Of several that are approved for the same workflow one gets to write. Call it in a transaction.
 */
export async function claimBringingBack(
  tx: EntityManager,
  { workflow, instanceUrl }: { workflow: string; instanceUrl: string },
  creation: Pick<CreationRecord, 'id'>,
): Promise<'mine' | 'there' | 'busy' | 'elsewhere'> {
  const row = await lockWorkflow(tx, workflow);
  if (!row) throw new TypeError(`workflow ${workflow} is not kept`);
  if (row.instanceUrl !== instanceUrl) return 'elsewhere';
  if (!row.removedAt) return 'there';
  const others = (await tx.execute(
    `select 1 from creations join drafts on drafts.id = creations.draft_id
     where drafts.workflow = ? and creations.id <> ? and creations.status = 'pending' and creations.started_at is not null
     limit 1`,
    [workflow, creation.id],
  )) as unknown[];
  if (others.length > 0) return 'busy';
  await tx.nativeUpdate(Creation, { id: creation.id }, { startedAt: new Date() });
  return 'mine';
}

/** Records that n8n holds the workflow again, under another id of n8n's. Call it in a transaction. */
export async function recordBroughtBack(
  tx: EntityManager,
  made: {
    workflow: string;
    creation: CreationRecord;
    instanceUrl: string;
    n8nId: string;
    n8nVersionId: string | null;
    name: string;
    document: N8nWorkflow;
  },
): Promise<WorkflowRecord> {
  const { workflow, creation, document, ...there } = made;
  const row = await lockWorkflow(tx, workflow);
  if (!row) throw new TypeError(`workflow ${workflow} is not kept`);
  const former = [...new Set([...row.formerIds, row.n8nId])].filter((id) => id !== there.n8nId);
  // Somebody may have spoken of it in n8n before it was recorded here.
  await tx.nativeUpdate(
    WorkflowRow,
    { instanceUrl: there.instanceUrl, n8nId: there.n8nId, id: { $ne: workflow } },
    { n8nId: `twice ${there.n8nId} ${workflow}`, removedAt: new Date() },
  );
  Object.assign(row, there, {
    formerIds: former,
    published: false,
    archived: false,
    removedAt: null,
    lostAt: null,
    switchedInN8nAt: null,
    editedInN8nAt: null,
  });
  await tx.flush();
  await tx.upsert(
    WorkflowVersion,
    {
      id: crypto.randomUUID(),
      workflow,
      draft: creation.draft,
      revision: creation.revision,
      n8nVersionId: there.n8nVersionId,
      document,
    },
    { onConflictFields: ['workflow', 'draft', 'revision'], onConflictAction: 'ignore' },
  );
  return row;
}

/** An approved draft that brings this workflow back and is still under way. */
export async function findBringingBack(em: EntityManager, workflow: string): Promise<CreationRecord | null> {
  const [found] = (await em.execute(
    `select creations.id from creations join drafts on drafts.id = creations.draft_id
     join draft_revisions on draft_revisions.draft_id = drafts.id and draft_revisions.revision = creations.revision
     where drafts.workflow = ? and creations.status = 'pending' and draft_revisions.base is null
     order by creations.created_at limit 1`,
    [workflow],
  )) as { id: string }[];
  return found ? em.findOne(Creation, { id: found.id }) : null;
}

/**
 * n8n lost these together. Those found missing by something else within the hour before, and that nobody deleted from
 * here, belong to them. Returns how many there are. Call it in a transaction.
 */
export async function markLost(tx: EntityManager, instanceUrl: string, at: Date): Promise<WorkflowRecord[]> {
  const rows = (await tx.execute(
    `update workflows set lost_at = ? where instance_url = ? and removed_at > ?::timestamptz - interval '1 hour'
       and not archived and lost_at is null
       and not exists (select 1 from workflow_acts where workflow_id = workflows.id and verb = 'delete'
         and status = 'done' and finished_at > ?::timestamptz - interval '2 hours') returning id`,
    [at, instanceUrl, at, at],
  )) as { id: string }[];
  return tx.find(WorkflowRow, { id: rows.map(({ id }) => id) }, { refresh: true });
}

/** Those n8n should hold and may have lost: what is taken to be there, and what was found lost; `since`: also what somebody deleted in n8n since then. */
export async function findPerhapsMissing(
  em: EntityManager,
  instanceUrl: string | undefined,
  since?: Date,
): Promise<WorkflowRecord[]> {
  const lost = { removedAt: { $ne: null }, archived: false, lostAt: { $ne: null } };
  const deleted = since ? [{ removedAt: { $gte: since }, archived: false, switchedInN8nAt: { $ne: null } }] : [];
  return em.find(
    WorkflowRow,
    { ...(instanceUrl ? { instanceUrl } : {}), $or: [{ removedAt: null }, lost, ...deleted] },
    { orderBy: { createdAt: 'asc' } },
  );
}
