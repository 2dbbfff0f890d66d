import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ActionValue, InboundEvent, Json } from '#src/chat/inbound.ts';

/** The whole schema on one page. Ids are made by the application; JSON columns hold what src parsed, never raw input. */

const id = () => p.uuid().primary();
const now = () => p.datetime().columnType('timestamptz').defaultRaw('clock_timestamp()');
const moment = () => p.datetime().columnType('timestamptz').nullable();

export const platforms = ['slack', 'teams', 'playground', 'rest'] as const;

/** A Slack workspace, a Microsoft 365 tenant, … */
export const Tenant = defineEntity({
  name: 'Tenant',
  tableName: 'tenants',
  properties: {
    id: id(),
    platform: p.enum([...platforms]),
    externalId: p.text(),
    name: p.text().nullable(),
    createdAt: now(),
  },
  uniques: [{ properties: ['platform', 'externalId'] }],
});

/** One thread of talk. `lease…` says which worker is answering in it. */
export const Conversation = defineEntity({
  name: 'Conversation',
  tableName: 'conversations',
  properties: {
    id: id(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    platform: p.enum([...platforms]),
    key: p.text(),
    address: p.json<Json>(),
    leaseOwner: p.text().nullable(),
    leaseUntil: moment(),
    createdAt: now(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['tenant', 'platform', 'key'] }],
});

export const eventStatuses = ['received', 'handled', 'failed'] as const;

/** What came in, committed before it was acknowledged. */
export const StoredEvent = defineEntity({
  name: 'StoredEvent',
  tableName: 'inbound_events',
  properties: {
    id: id(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    conversation: () => p.manyToOne(Conversation).mapToPk(),
    dedupeKey: p.text(),
    payload: p.json<InboundEvent>(),
    status: p.enum([...eventStatuses]),
    /** Where the running answer is shown, so that a second attempt rewrites it instead of posting again. */
    progress: p.json<Json>().nullable(),
    receivedAt: now(),
    handledAt: moment(),
    failure: p.text().nullable(),
  },
  uniques: [{ properties: ['tenant', 'dedupeKey'] }],
  indexes: [{ properties: ['status', 'receivedAt'] }, { properties: ['conversation', 'receivedAt'] }],
});

/** What was said by whom: the prompts and the answers, with what each answer cost. */
export const Message = defineEntity({
  name: 'Message',
  tableName: 'messages',
  properties: {
    id: id(),
    conversation: () => p.manyToOne(Conversation).mapToPk(),
    event: () => p.manyToOne(StoredEvent).mapToPk(),
    role: p.enum(['user', 'assistant']),
    personId: p.text().nullable(),
    text: p.text(),
    model: p.text().nullable(),
    calls: p.integer().default(0),
    promptTokens: p.integer().default(0),
    completionTokens: p.integer().default(0),
    createdAt: now(),
  },
  uniques: [{ properties: ['event', 'role'] }],
  indexes: [{ properties: ['conversation', 'createdAt'] }],
});

export const draftStatuses = ['proposed', 'approved', 'created', 'failed', 'discarded'] as const;
export type DraftStatus = (typeof draftStatuses)[number];

/** A proposed workflow; `revision` is its newest one. */
export const DraftRow = defineEntity({
  name: 'DraftRow',
  tableName: 'drafts',
  properties: {
    id: id(),
    conversation: () => p.manyToOne(Conversation).mapToPk(),
    requesterId: p.text(),
    requesterName: p.text(),
    status: p.enum([...draftStatuses]),
    revision: p.integer(),
    card: p.json<Json>().nullable(),
    createdAt: now(),
    version: p.integer().version(),
  },
  indexes: [{ properties: ['conversation', 'createdAt'] }],
});

/** One revision of a draft; never changed after it was written. */
export const DraftRevision = defineEntity({
  name: 'DraftRevision',
  tableName: 'draft_revisions',
  properties: {
    id: id(),
    draft: () => p.manyToOne(DraftRow).mapToPk(),
    event: () => p.manyToOne(StoredEvent).mapToPk(),
    revision: p.integer(),
    request: p.text(),
    document: p.json<Json>(),
    workflow: p.json<Json>(),
    issues: p.json<Json>(),
    notes: p.json<Json>(),
    createdAt: now(),
  },
  uniques: [{ properties: ['draft', 'revision'] }, { properties: ['event'] }],
});

/** A decision on exactly one revision. */
export const Approval = defineEntity({
  name: 'Approval',
  tableName: 'approvals',
  properties: {
    id: id(),
    draft: () => p.manyToOne(DraftRow).mapToPk(),
    revision: p.integer(),
    decision: p.enum(['approved', 'rejected', 'expired']),
    decidedBy: p.text(),
    decidedByName: p.text(),
    byPolicy: p.boolean().default(false),
    publish: p.boolean().default(false),
    decidedAt: now(),
  },
  uniques: [{ properties: ['draft', 'revision'] }],
});

export const creationStatuses = ['pending', 'created', 'failed'] as const;

/** The act of putting one approved revision into n8n, at most once; also the outbox row of its job. */
export const Creation = defineEntity({
  name: 'Creation',
  tableName: 'creations',
  properties: {
    id: id(),
    draft: () => p.manyToOne(DraftRow).mapToPk(),
    approval: () => p.manyToOne(Approval).mapToPk(),
    revision: p.integer(),
    publish: p.boolean(),
    status: p.enum([...creationStatuses]),
    /** Set and committed before the first request to n8n: from then on a workflow with our marker may exist. */
    startedAt: moment(),
    finishedAt: moment(),
    /** Raised by every Retry and Publish: part of the job id. */
    round: p.integer().default(1),
    outcome: p.json<Json>().nullable(),
    createdAt: now(),
  },
  uniques: [{ properties: ['draft', 'revision'] }],
  indexes: [{ properties: ['status', 'createdAt'] }],
});

/** A workflow on an n8n instance that Flowsmith made. */
export const WorkflowRow = defineEntity({
  name: 'WorkflowRow',
  tableName: 'workflows',
  properties: {
    id: id(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    creation: () => p.manyToOne(Creation).mapToPk(),
    instanceUrl: p.text(),
    n8nId: p.text(),
    name: p.text(),
    requesterId: p.text(),
    published: p.boolean().default(false),
    createdAt: now(),
  },
  uniques: [{ properties: ['instanceUrl', 'n8nId'] }, { properties: ['creation'] }],
});

/** What we put into n8n, document by document. */
export const WorkflowVersion = defineEntity({
  name: 'WorkflowVersion',
  tableName: 'workflow_versions',
  properties: {
    id: id(),
    workflow: () => p.manyToOne(WorkflowRow).mapToPk(),
    draft: () => p.manyToOne(DraftRow).mapToPk(),
    revision: p.integer(),
    n8nVersionId: p.text().nullable(),
    document: p.json<Json>(),
    createdAt: now(),
  },
  uniques: [{ properties: ['workflow', 'draft', 'revision'] }],
});

/** A workflow to start from: one of Flowsmith's own, or one that a tenant saved and only it sees. */
export const Template = defineEntity({
  name: 'Template',
  tableName: 'templates',
  properties: {
    id: id(),
    /** null: Flowsmith's own. */
    tenant: () => p.manyToOne(Tenant).mapToPk().nullable().deleteRule('cascade'),
    slug: p.text(),
    name: p.text(),
    description: p.text(),
    technique: p.text().nullable(),
    /** Further words people say for it, feeds search. */
    words: p.text().default(''),
    slots: p.json<Json>(),
    document: p.json<Json>(),
    /** Of everything above: an own template is written again only when it changed. */
    contentHash: p.text(),
    createdBy: p.text().nullable(),
    createdAt: now(),
    updatedAt: now(),
  },
  uniques: [{ properties: ['tenant', 'slug'] }],
});

/** A key for the HTTP API; only its hash is kept. */
export const ApiKey = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  properties: {
    id: id(),
    name: p.text().unique(),
    hash: p.text().unique(),
    scopes: p.json<string[]>(),
    createdAt: now(),
    lastUsedAt: moment(),
    revokedAt: moment(),
  },
});

/** One link of the audit chain: append-only (a trigger refuses update and delete). */
export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_events',
  properties: {
    seq: p.integer().primary().autoincrement(false),
    at: p.text(),
    kind: p.text(),
    actor: p.text(),
    subject: p.text(),
    data: p.json<Json>(),
    previousHash: p.text(),
    hash: p.text(),
  },
  indexes: [{ properties: ['subject'] }],
});

export const entities = [
  Tenant,
  Conversation,
  StoredEvent,
  Message,
  DraftRow,
  DraftRevision,
  Approval,
  Creation,
  WorkflowRow,
  WorkflowVersion,
  Template,
  ApiKey,
  AuditEvent,
];

export type TenantRecord = InferEntity<typeof Tenant>;
export type ConversationRecord = InferEntity<typeof Conversation>;
export type EventRecord = InferEntity<typeof StoredEvent>;
export type MessageRecord = InferEntity<typeof Message>;
export type DraftRecord = InferEntity<typeof DraftRow>;
export type RevisionRecord = InferEntity<typeof DraftRevision>;
export type ApprovalRecord = InferEntity<typeof Approval>;
export type CreationRecord = InferEntity<typeof Creation>;
export type WorkflowRecord = InferEntity<typeof WorkflowRow>;
export type TemplateRecord = InferEntity<typeof Template>;
export type ApiKeyRecord = InferEntity<typeof ApiKey>;
export type AuditRecord = InferEntity<typeof AuditEvent>;
export type { ActionValue };
