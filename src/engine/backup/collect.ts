import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import {
  Approval,
  DraftRevision,
  DraftRow,
  SeenWorkflow,
  Tenant,
  type WorkflowRecord,
  WorkflowRow,
  WorkflowVersion,
} from '#src/store/entities.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import { newestDocumentOf } from '#src/store/recovery.ts';
import { requesterNameOf } from '#src/store/workflows.ts';

/** One version as it is exported; times are ISO 8601. */
export interface ExportedVersion {
  file: string;
  draft: string;
  revision: number;
  at: string;
  n8nVersionId: string | null;
  request: string;
  requestedBy: { id: string; name: string };
  approvedBy?: { key: string; name: string; at: string };
}

/** What is exported of a workflow beside its documents. */
export interface About {
  id: string;
  name: string;
  instance: string;
  n8nId: string;
  formerIds: string[];
  tenant: { platform: string; id: string };
  requesterId: string;
  requestedBy?: string;
  state: 'published' | 'unpublished' | 'archived' | 'gone';
  wasPublished: boolean;
  createdAt: string;
  /** What `workflow.json` was seen as in n8n; absent when it is what was put there. */
  seen?: { versionId: string; live: 'no' | 'this' | 'earlier'; at: string };
  versions: ExportedVersion[];
}

/** A workflow with everything that is exported of it. */
export interface ExportedWorkflow {
  folder: string;
  about: About;
  /** The newest document, as n8n imports it. */
  newest: N8nWorkflow | undefined;
  /** By file. */
  documents: Map<string, N8nWorkflow>;
}

/** Every workflow there is, one after the other, by its id: the order never changes. */
export async function* collect(store: Pick<Store, 'fork'>): AsyncGenerator<ExportedWorkflow> {
  const ids = (await store.fork().find(WorkflowRow, {}, { fields: ['id'], orderBy: { id: 'asc' } })).map(
    ({ id }) => id,
  );
  for (const id of ids) {
    const em = store.fork();
    const row = await em.findOne(WorkflowRow, { id });
    if (row) yield await collectOne(em, row);
  }
}

async function collectOne(em: EntityManager, row: WorkflowRecord): Promise<ExportedWorkflow> {
  const tenant = await em.findOneOrFail(Tenant, { id: row.tenant });
  const seen = await em.findOne(SeenWorkflow, { workflow: row.id });
  const newest = await newestDocumentOf(em, row.id);
  const requestedBy = await requesterNameOf(em, row);
  const documents = new Map<string, N8nWorkflow>();
  const versions: ExportedVersion[] = [];
  const rows = await em.find(WorkflowVersion, { workflow: row.id }, { orderBy: { createdAt: 'asc', id: 'asc' } });
  const drafts = rows.map(({ draft }) => draft);
  const asks = new Map((await em.find(DraftRow, { id: { $in: drafts } })).map((one) => [one.id, one]));
  const at = ({ draft, revision }: { draft: string; revision: number }) => `${draft} ${revision}`;
  const revisions = await em.find(
    DraftRevision,
    { draft: { $in: drafts } },
    { fields: ['draft', 'revision', 'request'] },
  );
  const requests = new Map(revisions.map((one) => [at(one), one.request]));
  const approvals = new Map((await em.find(Approval, { draft: { $in: drafts } })).map((one) => [at(one), one]));
  for (const [index, version] of rows.entries()) {
    const file = `versions/${String(index + 1).padStart(4, '0')}.json`;
    documents.set(file, toImportable(version.document, row));
    const { draft, revision, n8nVersionId = null, createdAt } = version;
    const asked = asks.get(draft);
    const approval = approvals.get(at(version));
    versions.push({
      ...{ file, draft, revision, n8nVersionId, at: createdAt.toISOString(), request: requests.get(at(version)) ?? '' },
      requestedBy: { id: asked?.requesterId ?? '', name: asked?.requesterName ?? '' },
      ...(approval?.decision === 'approved'
        ? {
            approvedBy: {
              key: approval.decidedBy,
              name: approval.decidedByName,
              at: approval.decidedAt.toISOString(),
            },
          }
        : {}),
    });
  }
  const { id, name, n8nId, formerIds, requesterId, wasPublished, createdAt } = row;
  const isSeen = seen && newest && newest.document === seen.document;
  const about: About = {
    ...{ id, name, n8nId, formerIds, requesterId, wasPublished, versions },
    instance: row.instanceUrl,
    tenant: { platform: tenant.platform, id: tenant.externalId },
    ...(requestedBy ? { requestedBy } : {}),
    state: row.removedAt ? (row.archived ? 'archived' : 'gone') : row.published ? 'published' : 'unpublished',
    createdAt: createdAt.toISOString(),
    ...(isSeen ? { seen: { versionId: seen.versionId, live: seen.live, at: seen.seenAt.toISOString() } } : {}),
  };
  return { folder: folderOf(row), about, newest: newest && toImportable(newest.document, row), documents };
}

/** n8n imports it as it is: its own keys, its id, and not published by being imported. */
function toImportable(document: N8nWorkflow, { n8nId, name }: WorkflowRecord): N8nWorkflow {
  const importable = { ...document, id: n8nId, name: document.name ?? name, active: false };
  return importable;
}

/** The name for people, the id so that two never share a folder. */
function folderOf({ id, name }: WorkflowRecord): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${plain || 'workflow'}-${id}`;
}
