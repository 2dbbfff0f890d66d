import { LockMode } from '@mikro-orm/core';
import type { CatalogSource } from '#src/model/catalog-source.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { BaseWorkflow, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Note } from '#src/model/note.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { toArray } from './arrays.ts';
import { databaseNow } from './clock.ts';
import {
  Approval,
  type ApprovalRecord,
  Conversation,
  type DraftRecord,
  DraftRevision,
  DraftRow,
  type RevisionRecord,
  StoredEvent,
  Tenant,
  type TenantRecord,
  WorkflowRow,
} from './entities.ts';
import type { EntityManager } from './orm.ts';

export interface NewRevision {
  event: string;
  request: string;
  document: Draft;
  workflow: N8nWorkflow;
  issues: Issue[];
  notes: Note[];
  /** Source of the catalogue it was checked against. */
  checkedAgainst?: CatalogSource;
  /** For a change of a workflow in n8n: what n8n held, and n8n's id of that version. */
  base?: BaseWorkflow | null;
  baseVersionId?: string | null;
}

export interface NewDraft {
  id: string;
  conversation: string;
  requesterId: string;
  requesterName: string;
  workflow: string | null;
  locale: string | null;
  timezone: string | null;
  /** When it is closed unless somebody decided; null: never. */
  expiresAt: Date | null;
}

/** Writes revision 1 of a new draft; the same event gets the same draft back. Call inside a transaction. */
export async function createDraft(em: EntityManager, draft: NewDraft, revision: NewRevision): Promise<DraftRecord> {
  const reference = referenceIn(await em.findOneOrFail(StoredEvent, { id: revision.event }));
  const row = em.create(DraftRow, { ...draft, reference, status: 'proposed', revision: 1, card: null });
  em.create(DraftRevision, { id: crypto.randomUUID(), draft: draft.id, revision: 1, ...revision });
  await em.flush();
  return row;
}

/** Adds the next revision, whose event belongs to the draft's request from then on; throws OptimisticLockError when somebody else added one meanwhile. */
export async function addRevision(
  em: EntityManager,
  draft: DraftRecord,
  revision: NewRevision,
  expiresAt: Date,
): Promise<DraftRecord> {
  draft.revision += 1;
  draft.status = 'proposed';
  draft.expiresAt = expiresAt;
  em.create(DraftRevision, { id: crypto.randomUUID(), draft: draft.id, revision: draft.revision, ...revision });
  await em.flush();
  await em.nativeUpdate(StoredEvent, { id: revision.event }, { reference: referenceIn(draft) });
  return draft;
}

export async function findDraft(em: EntityManager, id: string): Promise<DraftRecord | null> {
  return em.findOne(DraftRow, { id });
}

/** The same, locked until the transaction ends: decisions about one draft happen one after the other. */
export async function lockDraft(em: EntityManager, id: string): Promise<DraftRecord | null> {
  return em.findOne(DraftRow, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

export async function findRevision(em: EntityManager, draft: string, revision: number): Promise<RevisionRecord | null> {
  return em.findOne(DraftRevision, { draft, revision });
}

/** What was said for each revision of a draft up to one of them, oldest first. */
export async function requestsOf(em: EntityManager, draft: string, upTo: number): Promise<string[]> {
  const where = { draft, revision: { $lte: upTo } };
  const rows = await em.find(DraftRevision, where, { orderBy: { revision: 'asc' }, fields: ['request'] });
  return rows.map(({ request }) => request);
}

/** The revision an event led to, when its turn ran before. */
export async function findRevisionOfEvent(em: EntityManager, event: string): Promise<RevisionRecord | null> {
  return em.findOne(DraftRevision, { event });
}

/**
 * The newest draft of a conversation that can still be changed. An expired one is opened again by a change, but only
 * while nothing newer was drafted there.
 */
export async function findOpenDraft(em: EntityManager, conversation: string): Promise<DraftRecord | null> {
  const newest = { orderBy: { createdAt: 'desc' } } as const;
  const open = await em.findOne(DraftRow, { conversation, status: { $in: ['proposed', 'failed'] } }, newest);
  if (open) return open;
  const last = await em.findOne(DraftRow, { conversation }, newest);
  return last?.status === 'expired' ? last : null;
}

/** Ids of proposed drafts whose time is over, the longest over first. */
export async function findOverdue(em: EntityManager, limit: number): Promise<string[]> {
  const where = { status: 'proposed', expiresAt: { $lte: await databaseNow(em) } } as const;
  const rows = await em.find(DraftRow, where, { orderBy: { expiresAt: 'asc' }, limit });
  return rows.map(({ id }) => id);
}

export async function findApproval(em: EntityManager, draft: string, revision: number): Promise<ApprovalRecord | null> {
  return em.findOne(Approval, { draft, revision });
}

export interface Decision {
  draft: string;
  revision: number;
  decision: 'approved' | 'rejected' | 'expired';
  decidedBy: string;
  decidedByName: string;
  byPolicy: boolean;
  publish: boolean;
}

export async function recordDecision(em: EntityManager, decision: Decision): Promise<ApprovalRecord> {
  const row = em.create(Approval, { id: crypto.randomUUID(), ...decision });
  await em.flush();
  return row;
}

/** The tenant a draft belongs to: where it was asked for; for a change the one of the workflow. */
export async function homeOf(em: EntityManager, draft: DraftRecord): Promise<TenantRecord> {
  const workflow = draft.workflow ? await em.findOne(WorkflowRow, { id: draft.workflow }) : null;
  const conversation = workflow ?? (await em.findOneOrFail(Conversation, { id: draft.conversation }));
  return em.findOneOrFail(Tenant, { id: conversation.tenant });
}

/** As much of a draft that waits as it takes to say who may decide about it. */
export interface Proposed {
  id: string;
  createdAt: Date;
  requesterId: string;
  /** Tenant where it was asked for. */
  asked: string;
  /** For a change: whoever asked for the workflow that it changes. */
  ownerId: string | null;
}

/**
 * Drafts that belong to a tenant, wait for a decision and still may get one, the newest first; with `requesters` only
 * what was asked for under one of these ids.
 */
export async function listProposed(
  em: EntityManager,
  tenant: string,
  { limit, requesters = null }: { limit: number; requesters?: string[] | null },
): Promise<Proposed[]> {
  const ids = requesters && toArray(requesters);
  const rows = (await em.execute(
    // `offset 0`: what waits is little, and each is looked up; without it all conversations would be read.
    `select drafts.id, drafts.created_at as "createdAt", drafts.requester_id as "requesterId",
       conversation.tenant_id as asked, workflow.requester_id as "ownerId"
     from drafts
     cross join lateral (select tenant_id from conversations c where c.id = drafts.conversation_id offset 0) conversation
     left join lateral (select tenant_id, requester_id from workflows w where w.id = drafts.workflow offset 0) workflow on true
     where coalesce(workflow.tenant_id, conversation.tenant_id) = ? and drafts.status = 'proposed'
     and (drafts.expires_at is null or drafts.expires_at > clock_timestamp())
     ${ids === null ? '' : 'and drafts.requester_id = any(?::text[])'} order by drafts.created_at desc limit ?`,
    [tenant, ...(ids === null ? [] : [ids]), limit],
  )) as (Omit<Proposed, 'createdAt'> & { createdAt: string | Date })[];
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}

/** In the order of the ids; those that are not there are left out. */
export async function findDrafts(em: EntityManager, ids: string[]): Promise<DraftRecord[]> {
  const rows = new Map((await em.find(DraftRow, { id: { $in: ids } })).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** What the newest revisions of these drafts are called, by the draft's id. */
export async function namesOf(em: EntityManager, ids: string[]): Promise<Map<string, string>> {
  const rows = (await em.execute(
    `select drafts.id, draft_revisions.document->>'name' as name from drafts join draft_revisions
       on draft_revisions.draft_id = drafts.id and draft_revisions.revision = drafts.revision where drafts.id = any(?::uuid[])`,
    [toArray(ids)],
  )) as { id: string; name: string | null }[];
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name]])));
}
