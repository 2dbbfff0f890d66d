import { raw } from '@mikro-orm/core';
import type { Json } from '#src/model/json.ts';
import { actVerbs, effectOf } from '#src/model/verbs.ts';
import { toArray } from './arrays.ts';
import { appendAudit } from './audit.ts';
import { clock, databaseNow } from './clock.ts';
import { findCreation } from './creations.ts';
import { oweCards } from './deliveries.ts';
import { type WorkflowRecord, WorkflowRow } from './entities.ts';
import type { EntityManager } from './orm.ts';
import { lockWorkflow, newestVersionOf } from './workflows.ts';

/** Published or unpublished by Flowsmith. */
export async function markPublished(em: EntityManager, id: string, published: boolean): Promise<void> {
  await em.nativeUpdate(WorkflowRow, { id }, { published, wasPublished: false, switchedInN8nAt: null });
}

/** It is not in n8n any more, or in its archive: Flowsmith put it there, or found it so. */
export async function markRemoved(em: EntityManager, id: string, { archived = false } = {}): Promise<void> {
  // n8n gives it a new version when it goes there.
  const now = { removedAt: clock(), archived, published: false, n8nVersionId: null, switchedInN8nAt: null };
  await em.nativeUpdate(WorkflowRow, { id }, { ...now, wasPublished: raw('published') });
}

/**
 * Called otherwise by Flowsmith. n8n makes a version of its own of that only where it holds the same nodes in other words;
 * then that one is known too, unless somebody had edited it before.
 */
export async function markRenamed(
  em: EntityManager,
  { id, n8nVersionId }: WorkflowRecord,
  { name, before, after }: { name: string; before: string | undefined; after: string | undefined },
): Promise<void> {
  const same = before === n8nVersionId && after !== undefined;
  await em.nativeUpdate(WorkflowRow, { id }, { name, ...(same ? { n8nVersionId: after } : {}) });
}

/** Taken out of the archive again. */
export async function markReturned(em: EntityManager, id: string): Promise<void> {
  const now = { removedAt: null, archived: false, published: false, n8nVersionId: null, switchedInN8nAt: null };
  await em.nativeUpdate(WorkflowRow, { id }, now);
}

/**
 * The drafts whose cards speak of a workflow: the one that made it, and the one that changed it last. With `before`, the
 * one before that too, which has to learn that it is not the last any more.
 */
export async function draftsOf(
  em: EntityManager,
  workflow: Pick<WorkflowRecord, 'id' | 'creation'>,
  { before = false } = {},
): Promise<string[]> {
  const last = await newestVersionOf(em, workflow.id);
  const earlier = before ? await newestVersionOf(em, workflow.id, { before: 1 }) : null;
  const made = workflow.creation ? await findCreation(em, workflow.creation) : null;
  return [...new Set([last?.draft, earlier?.draft, made?.draft].filter((id) => id !== undefined))];
}

/** Those n8n may still hold: all that were not deleted for good; since before `knownBefore`, with n8n's id of each. */
export async function listKept(
  em: EntityManager,
  instanceUrl: string,
  knownBefore: Date,
): Promise<Pick<WorkflowRecord, 'id' | 'n8nId'>[]> {
  return (await em.execute(
    `select id, n8n_id as "n8nId" from workflows where instance_url = ? and (removed_at is null or archived) and created_at < ?`,
    [instanceUrl, knownBefore],
  )) as Pick<WorkflowRecord, 'id' | 'n8nId'>[];
}

/** Of these ids of n8n's the workflows n8n may still hold. */
export async function findKept(em: EntityManager, instanceUrl: string, n8nIds: string[]): Promise<WorkflowRecord[]> {
  return em.find(WorkflowRow, { instanceUrl, n8nId: { $in: n8nIds }, $or: [{ removedAt: null }, { archived: true }] });
}

/** Whether there is any. */
export async function holdsAny(em: EntityManager, instanceUrl: string): Promise<boolean> {
  const sql = 'select 1 from workflows where instance_url = ? and (removed_at is null or archived) limit 1';
  return (await em.execute(sql, [instanceUrl])).length > 0;
}

/** What n8n says about a workflow. */
export type SeenState =
  | { kind: 'there'; name: string; published: boolean; versionId: string | undefined }
  | { kind: 'archived'; name: string; versionId: string | undefined }
  | { kind: 'gone' };

const switches = ['published', 'unpublished', 'archived', 'returned', 'deleted'] as const;
type SeenChange = (typeof switches)[number] | 'renamed' | 'edited';

/** What is different from what we knew, in one word each. Pure. */
function changesIn(known: WorkflowRecord, seen: SeenState): SeenChange[] {
  const was = known.removedAt ? (known.archived ? 'archived' : 'gone') : 'there';
  if (seen.kind === 'gone') return was === 'gone' ? [] : ['deleted'];
  if (seen.kind === 'archived') return was === 'there' ? ['archived'] : [];
  if (was !== 'there') return ['returned'];
  const { n8nVersionId } = known;
  return [
    ...(seen.published === known.published ? [] : [seen.published ? ('published' as const) : ('unpublished' as const)]),
    ...(seen.name === known.name ? [] : ['renamed' as const]),
    ...(n8nVersionId === null || !seen.versionId || seen.versionId === n8nVersionId ? [] : ['edited' as const]),
  ];
}

/** Whether there is anything to record: a change, or a version of it that was not seen before. */
export function isNews(known: WorkflowRecord, seen: SeenState): boolean {
  if (changesIn(known, seen).length > 0) return true;
  if (seen.kind === 'archived') return !known.archived;
  return seen.kind === 'there' && seen.versionId !== undefined && known.n8nVersionId === null;
}

/**
 * Records what n8n said, with an audit row for what somebody changed there, and owes it to the cards. `known` is the
 * row as it was read before n8n was asked: where Flowsmith did something meanwhile, or is at it, the answer may be
 * older than that and counts for nothing. Call inside a transaction.
 */
export async function recordSeen(em: EntityManager, known: WorkflowRecord, seen: SeenState): Promise<void> {
  const row = await lockWorkflow(em, known.id);
  if (!row || !isSame(row, known) || (await isUnderWay(em, row))) return;
  const changes = changesIn(row, seen);
  const now = await databaseNow(em);
  if (seen.kind !== 'there' && !row.removedAt) row.wasPublished = row.published;
  if (seen.kind === 'there') row.lostAt = null;
  if (seen.kind === 'there' && seen.published !== row.published) row.wasPublished = false;
  row.removedAt = seen.kind === 'there' ? null : (row.removedAt ?? now);
  row.archived = seen.kind === 'archived';
  row.published = seen.kind === 'there' && seen.published;
  if (seen.kind !== 'gone') {
    row.name = seen.name;
    row.n8nVersionId = seen.versionId ?? row.n8nVersionId;
  }
  if (changes.some((change) => (switches as readonly string[]).includes(change))) row.switchedInN8nAt = now;
  if (changes.includes('edited')) row.editedInN8nAt = now;
  await em.flush();
  if (changes.length === 0) return;
  await oweCards(em, await draftsOf(em, row), { inMs: 0 });
  const data: Json = { seen: changes, n8nId: row.n8nId };
  await appendAudit(em, { kind: 'outcome', actor: 'n8n', subject: row.id, data });
}

function isSame(row: WorkflowRecord, known: WorkflowRecord): boolean {
  const stateOf = ({ published, archived, removedAt, name, n8nVersionId }: WorkflowRecord) =>
    JSON.stringify([published, archived, removedAt, name, n8nVersionId]);
  return stateOf(row) === stateOf(known);
}

const changing = actVerbs.filter((verb) => effectOf(verb).changes !== 'nothing');

/** Whether an act or a creation of ours is on its way that changes this workflow in n8n. */
async function isUnderWay(em: EntityManager, { id, creation }: WorkflowRecord): Promise<boolean> {
  const rows = (await em.execute(
    `select 1 from workflow_acts where workflow_id = ? and status = 'pending'
       and verb = any(?::text[])
     union all
     select 1 from creations join drafts on drafts.id = creations.draft_id
     where creations.status = 'pending' and (drafts.workflow = ? or creations.id = ?) limit 1`,
    [id, toArray(changing), id, creation],
  )) as unknown[];
  return rows.length > 0;
}
