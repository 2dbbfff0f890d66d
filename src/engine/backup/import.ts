import { z } from 'zod';
import type { MessageReceived } from '#src/chat/inbound.ts';
import { ConfigError } from '#src/errors.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { operatorKey } from '#src/policy/roles.ts';
import { acceptEvent } from '#src/store/accept.ts';
import { appendAudit } from '#src/store/audit.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import {
  Approval,
  Creation,
  DraftRevision,
  DraftRow,
  SeenWorkflow,
  StoredEvent,
  WorkflowRow,
  WorkflowVersion,
} from '#src/store/entities.ts';
import { markHandled } from '#src/store/events.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';

const id = z.uuid();
const time = z.iso.datetime();
const documentSchema = z.looseObject({
  name: z.string(),
  nodes: z.array(
    z.looseObject({ name: z.string(), type: z.string(), parameters: z.record(z.string(), z.unknown()).default({}) }),
  ),
  connections: z.record(z.string(), z.unknown()).default({}),
  settings: z.record(z.string(), z.unknown()).default({}),
});
const versionSchema = z.object({
  file: z.string(),
  draft: id,
  revision: z.int().min(1),
  at: time,
  n8nVersionId: z.string().nullable(),
  request: z.string(),
  requestedBy: z.object({ id: z.string(), name: z.string() }),
  approvedBy: z.object({ key: z.string(), name: z.string(), at: time }).optional(),
});
const aboutSchema = z.object({
  id,
  name: z.string(),
  instance: z.string(),
  n8nId: z.string(),
  formerIds: z.array(z.string()),
  tenant: z.object({ platform: z.string().regex(/^[a-z][a-z0-9-]*$/), id: z.string() }),
  requesterId: z.string(),
  state: z.enum(['published', 'unpublished', 'archived', 'gone']),
  wasPublished: z.boolean(),
  createdAt: time,
  seen: z.object({ versionId: z.string(), live: z.enum(['no', 'this', 'earlier']), at: time }).optional(),
  versions: z.array(versionSchema),
});
type AboutRead = z.infer<typeof aboutSchema>;

export interface Imported {
  workflows: number;
  /** Kept here already: left as they are. */
  known: number;
}

/**
 * Takes up what an export holds, each workflow with its versions, who asked and who approved, as one that n8n has lost:
 * `restore --all` finds it in n8n, or puts it there. What is kept here already stays as it is. Throws ConfigError for a
 * file that is none of an export; then of the workflow in question nothing was taken up.
 */
export async function importFrom(
  store: Pick<Store, 'fork'>,
  files: ReadonlyMap<string, unknown>,
  instanceUrl: string,
): Promise<Imported> {
  const done: Imported = { workflows: 0, known: 0 };
  for (const [path, content] of files) {
    if (!path.endsWith('/about.json')) continue;
    const folder = path.slice(0, -'about.json'.length);
    const about = parse(aboutSchema, content, path);
    const read = (file: string) => toDocument(parse(documentSchema, files.get(folder + file), folder + file));
    const isNew = await store.fork().transactional((tx) => importOne(tx, about, { read, files, folder, instanceUrl }));
    if (isNew) done.workflows += 1;
    else done.known += 1;
  }
  return done;
}

function parse<T>(schema: z.ZodType<T>, content: unknown, path: string): T {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ConfigError(`${path} is no file of an export: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`);
}

/** What we keep of one: the key n8n imports it by is not content, and secrets that somebody put into a file are not kept. */
function toDocument({ name, nodes, connections, settings }: z.infer<typeof documentSchema>): N8nWorkflow {
  // A file says more of its nodes and connections than is checked; n8n checks the rest when it is put there.
  return redactWorkflow({ name, nodes, connections, settings } as unknown as N8nWorkflow);
}

interface Source {
  read(file: string): N8nWorkflow;
  files: ReadonlyMap<string, unknown>;
  folder: string;
  instanceUrl: string;
}

async function importOne(tx: EntityManager, about: AboutRead, source: Source): Promise<boolean> {
  const { files, folder, instanceUrl } = source;
  const there = { instanceUrl, n8nId: about.n8nId };
  if ((await tx.count(WorkflowRow, { $or: [{ id: about.id }, there] })) > 0) return false;
  const tenant = await ensureTenant(tx, about.tenant.platform, { id: about.tenant.id });
  const gone = about.state === 'gone';
  const now = new Date();
  const row = tx.create(WorkflowRow, {
    ...{ id: about.id, tenant: tenant.id, creation: null, ...there, formerIds: about.formerIds },
    ...{ name: about.name, requesterId: about.requesterId, published: false, archived: about.state === 'archived' },
    wasPublished: about.state === 'published' || about.wasPublished,
    removedAt: now,
    lostAt: gone || about.state === 'archived' ? null : now,
    createdAt: new Date(about.createdAt),
  });
  await tx.flush();
  for (const version of about.versions) {
    const creation = await importVersion(tx, about, version, source.read(version.file));
    row.creation ??= creation;
  }
  if (about.seen && files.has(`${folder}workflow.json`)) {
    const { versionId, live, at } = about.seen;
    const document = source.read('workflow.json');
    tx.create(SeenWorkflow, { workflow: row.id, versionId, live, document, seenAt: new Date(at) });
  }
  const data = { imported: about.versions.length, n8nId: about.n8nId, instance: about.instance };
  await appendAudit(tx, { kind: 'import', actor: operatorKey, subject: row.id, data });
  return true;
}

/** One version with its request, draft and approval; returns the creation. */
async function importVersion(
  tx: EntityManager,
  { id: workflow, name, tenant, versions }: AboutRead,
  version: AboutRead['versions'][number],
  document: N8nWorkflow,
): Promise<string> {
  const { draft, revision, requestedBy, approvedBy } = version;
  const at = new Date(version.at);
  const isFirst = versions[0]?.draft === draft;
  const ref = { platform: tenant.platform, key: `import ${workflow}`, address: null };
  const message: MessageReceived = {
    ...{ kind: 'message', dedupeKey: `import ${draft} ${revision}`, tenant: { id: tenant.id }, conversation: ref },
    ...{ person: requestedBy, text: version.request, via: 'mention' },
  };
  const { id: event } = await acceptEvent(tx, crypto.randomUUID(), message, undefined);
  await markHandled(tx, event);
  const { conversation } = await tx.findOneOrFail(StoredEvent, { id: event });
  const known = await tx.findOne(DraftRow, { id: draft });
  if (known) known.revision = Math.max(known.revision, revision);
  else
    tx.create(DraftRow, {
      ...{ id: draft, conversation, requesterId: requestedBy.id, requesterName: requestedBy.name },
      ...{
        status: 'created',
        revision,
        workflow: isFirst ? null : workflow,
        card: null,
        expiresAt: null,
        createdAt: at,
      },
    });
  tx.create(DraftRevision, {
    ...{ id: crypto.randomUUID(), draft, event, revision, request: version.request, createdAt: at },
    ...{ document: toDraft(document), workflow: document, issues: [], notes: [] },
    // A change had something to go on from; what that was is not exported.
    base: isFirst ? null : document,
  });
  const approval = crypto.randomUUID();
  tx.create(Approval, {
    ...{ id: approval, draft, revision, decision: 'approved', publish: false, byPolicy: approvedBy?.key === 'policy' },
    ...{ decidedBy: approvedBy?.key ?? operatorKey, decidedByName: approvedBy?.name ?? 'the operator' },
    decidedAt: new Date(approvedBy?.at ?? version.at),
  });
  const creation = crypto.randomUUID();
  tx.create(Creation, {
    ...{ id: creation, draft, approval, revision, publish: false, status: 'created', createdAt: at, finishedAt: at },
    outcome: isFirst ? { kind: 'created', url: '' } : { kind: 'updated', url: '', live: false, seen: 'saved' },
  });
  tx.create(WorkflowVersion, {
    ...{ id: crypto.randomUUID(), workflow, draft, revision, n8nVersionId: version.n8nVersionId },
    ...{ document: { ...document, name: document.name || name }, createdAt: at },
  });
  await tx.flush();
  return creation;
}
