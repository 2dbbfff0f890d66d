import { LockMode } from '@mikro-orm/core';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { isUuid, toArray } from './arrays.ts';
import {
  Creation,
  type CreationRecord,
  DraftRow,
  type VersionRecord,
  type WorkflowRecord,
  WorkflowRow,
  WorkflowVersion,
} from './entities.ts';
import type { EntityManager } from './orm.ts';

export interface NewWorkflow {
  tenant: string;
  creation: CreationRecord;
  instanceUrl: string;
  n8nId: string;
  n8nVersionId: string | null;
  name: string;
  requesterId: string;
  document: N8nWorkflow;
}

/** Records what n8n holds now; "already recorded" is success. */
export async function ensureWorkflow(em: EntityManager, workflow: NewWorkflow): Promise<WorkflowRecord> {
  const { creation, document, n8nVersionId, ...rest } = workflow;
  // It may be known here already, because somebody spoke of it before its creation found it.
  const { instanceUrl, n8nId, requesterId } = rest;
  await em.nativeUpdate(WorkflowRow, { instanceUrl, n8nId, creation: null }, { creation: creation.id, requesterId });
  const row: WorkflowRecord = await em.upsert(
    WorkflowRow,
    { id: crypto.randomUUID(), creation: creation.id, published: false, n8nVersionId, ...rest },
    { onConflictFields: ['creation'], onConflictMergeFields: ['name'] },
  );
  await em.upsert(
    WorkflowVersion,
    {
      id: crypto.randomUUID(),
      workflow: row.id,
      draft: creation.draft,
      revision: creation.revision,
      n8nVersionId,
      document,
    },
    { onConflictFields: ['workflow', 'draft', 'revision'], onConflictAction: 'ignore' },
  );
  return row;
}

export interface NewVersion {
  workflow: string;
  draft: string;
  revision: number;
  n8nVersionId: string | null;
  name: string;
  document: N8nWorkflow;
}

/** Records that n8n holds this revision now; "already recorded" is success. */
export async function recordVersion(em: EntityManager, { name, ...version }: NewVersion): Promise<void> {
  await em.upsert(
    WorkflowVersion,
    { id: crypto.randomUUID(), ...version },
    { onConflictFields: ['workflow', 'draft', 'revision'], onConflictAction: 'ignore' },
  );
  const { n8nVersionId } = version;
  await em.nativeUpdate(WorkflowRow, { id: version.workflow }, { name, n8nVersionId, editedInN8nAt: null });
}

/** True when this revision was put into n8n before. */
export async function hasVersion(
  em: EntityManager,
  workflow: string,
  draft: string,
  revision: number,
): Promise<boolean> {
  return (await em.count(WorkflowVersion, { workflow, draft, revision })) > 0;
}

/** n8n's id of what was saved for this revision, the last of them; else of what was saved last. */
export async function savedVersionOf(
  em: EntityManager,
  workflow: string,
  { draft, revision }: { draft: string; revision: number },
): Promise<string | undefined> {
  const own = await em.findOne(WorkflowVersion, { workflow, draft, revision }, { orderBy: { createdAt: 'desc' } });
  return (own ?? (await newestVersionOf(em, workflow)))?.n8nVersionId ?? undefined;
}

export async function findWorkflowOf(em: EntityManager, creation: string): Promise<WorkflowRecord | null> {
  return em.findOne(WorkflowRow, { creation });
}

/** Rows of workflows by their ids in n8n, whoever asked for them. */
export async function findByN8nIds(em: EntityManager, instanceUrl: string, ids: string[]): Promise<WorkflowRecord[]> {
  return em.find(WorkflowRow, { instanceUrl, n8nId: { $in: ids } });
}

/** Workflows on one n8n that are called so, by our id, n8n's id or their name; those still there first. */
export async function findCalled(em: EntityManager, instanceUrl: string, called: string): Promise<WorkflowRecord[]> {
  const rows = (await em.execute(
    `select id from workflows where instance_url = ? and (id = ?::uuid or n8n_id = ? or lower(name) = lower(?))
     order by removed_at is not null, created_at desc limit 20`,
    [instanceUrl, isUuid(called) ? called : null, called, called],
  )) as { id: string }[];
  const found = await em.find(WorkflowRow, { id: rows.map(({ id }) => id) });
  return rows.flatMap(({ id }) => found.find((row) => row.id === id) ?? []);
}

/** Names of what is there on one n8n; at most 500. */
export async function listNames(em: EntityManager, instanceUrl: string): Promise<string[]> {
  const rows = await em.find(WorkflowRow, { instanceUrl, removedAt: null }, { fields: ['name'], limit: 500 });
  return rows.map(({ name }) => name);
}

/** A row for a workflow that was not made here, so that it can be spoken of; there already is fine. */
export async function ensureAdopted(
  em: EntityManager,
  workflow: Pick<WorkflowRecord, 'tenant' | 'instanceUrl' | 'n8nId' | 'name' | 'published'>,
): Promise<WorkflowRecord> {
  const { tenant, ...seen } = workflow;
  return em.upsert(
    WorkflowRow,
    { id: crypto.randomUUID(), creation: null, requesterId: '', tenant, ...seen },
    { onConflictFields: ['instanceUrl', 'n8nId'], onConflictMergeFields: ['name'] },
  );
}

/** Locked until the transaction ends: acts on one workflow are asked for one after the other. */
export async function lockWorkflow(em: EntityManager, id: string): Promise<WorkflowRecord | null> {
  return em.findOne(WorkflowRow, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** One thing we put into a workflow, without its document. */
export interface VersionListed {
  id: string;
  n8nVersionId: string | null;
  createdAt: Date;
  /** Who asked for it. */
  requesterName: string;
}

/** Everything we put into it, newest first; at most 250. */
export async function versionsOf(em: EntityManager, workflow: string): Promise<VersionListed[]> {
  const rows = (await em.execute(
    `select v.id, v.n8n_version_id as "n8nVersionId", v.created_at as "createdAt", d.requester_name as "requesterName"
     from workflow_versions v join drafts d on d.id = v.draft_id where v.workflow_id = ? order by v.created_at desc limit 250`,
    [workflow],
  )) as (Omit<VersionListed, 'createdAt'> & { createdAt: string | Date })[];
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}

/** One of them with its document, by our id or by n8n's. */
export async function findVersion(
  em: EntityManager,
  workflow: string,
  which: { id: string } | { n8nVersionId: string },
): Promise<VersionRecord | null> {
  if ('id' in which && !isUuid(which.id)) return null;
  return em.findOne(WorkflowVersion, { workflow, ...which }, { orderBy: { createdAt: 'desc' } });
}

/** Who asked for the draft it came from; undefined for one not made here. */
export async function requesterNameOf(em: EntityManager, workflow: WorkflowRecord): Promise<string | undefined> {
  const creation = workflow.creation ? await em.findOne(Creation, { id: workflow.creation }) : null;
  const draft = creation ? await em.findOne(DraftRow, { id: creation.draft }) : null;
  return draft?.requesterName;
}

/** What we put there when we created it. */
export async function firstVersionOf(em: EntityManager, workflow: string): Promise<VersionRecord | null> {
  return em.findOne(WorkflowVersion, { workflow }, { orderBy: { createdAt: 'asc' } });
}

export async function findWorkflow(em: EntityManager, id: string): Promise<WorkflowRecord | null> {
  return em.findOne(WorkflowRow, { id });
}

/**
 * The workflow n8n knows by this id, while it is there, with the conversation it came from: where it was created, or
 * last changed. Undefined for workflows nobody spoke of.
 */
export async function findByN8nId(
  em: EntityManager,
  instanceUrl: string,
  n8nId: string,
): Promise<{ workflow: WorkflowRecord; conversation: string } | undefined> {
  const workflow = await em.findOne(WorkflowRow, { instanceUrl, n8nId, removedAt: null });
  if (!workflow) return undefined;
  const creation = workflow.creation ? await em.findOne(Creation, { id: workflow.creation }) : null;
  const draft = creation
    ? await em.findOne(DraftRow, { id: creation.draft })
    : await em.findOne(DraftRow, { workflow: workflow.id }, { orderBy: { createdAt: 'desc' } });
  return draft ? { workflow, conversation: draft.conversation } : undefined;
}

/** What we put into n8n last; `before`: the time before that. */
export async function newestVersionOf(
  em: EntityManager,
  workflow: string,
  { before = 0 } = {},
): Promise<VersionRecord | null> {
  return em.findOne(WorkflowVersion, { workflow }, { orderBy: { createdAt: 'desc' }, offset: before });
}

/** As much of a workflow as a list of thousands takes. */
export type WorkflowListed = Pick<WorkflowRecord, 'id' | 'tenant' | 'n8nId' | 'name' | 'requesterId'>;

/** Those of these tenants on one n8n that are still there, or those that are not, newest first. */
export async function listWorkflows(
  em: EntityManager,
  where: {
    tenants: string[];
    instanceUrl: string;
    removed: boolean;
    /** Those that were not made here as well. */
    adopted: boolean;
    /** Only those that are called so, in whatever case. */
    name?: string;
  },
  limit: number,
): Promise<WorkflowListed[]> {
  return (await em.execute(
    `select id, tenant_id as tenant, n8n_id as "n8nId", name, requester_id as "requesterId" from workflows
     where tenant_id = any(?::uuid[]) and instance_url = ? and removed_at is ${where.removed ? 'not null' : 'null'}
       ${where.adopted ? '' : 'and creation_id is not null'} ${where.name === undefined ? '' : 'and lower(name) = lower(?)'}
     order by created_at desc limit ?`,
    [toArray(where.tenants), where.instanceUrl, ...(where.name === undefined ? [] : [where.name]), limit],
  )) as WorkflowListed[];
}

/** In the order of the ids; those that are not there are left out. */
export async function findWorkflows(em: EntityManager, ids: string[]): Promise<WorkflowRecord[]> {
  const rows = new Map((await em.find(WorkflowRow, { id: { $in: ids } })).map((row) => [row.id, row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}
