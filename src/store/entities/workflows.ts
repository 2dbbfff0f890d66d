import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { ActBegun, ActOutcome } from '#src/model/act-outcome.ts';
import type { MessageRef } from '#src/model/chat.ts';
import type { Draft } from '#src/model/draft.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { TemplateSlot } from '#src/model/template.ts';
import type { ActVerb } from '#src/model/verbs.ts';
import { Conversation, StoredEvent, Tenant } from './chat.ts';
import { id, moment, now, tries } from './columns.ts';
import { Creation, DraftRow } from './drafts.ts';

/** A workflow on an n8n instance that Flowsmith made, or that it was asked to manage: then without a creation. */
export const WorkflowRow = defineEntity({
  name: 'WorkflowRow',
  tableName: 'workflows',
  properties: {
    id: id(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    creation: () => p.manyToOne(Creation).mapToPk().nullable(),
    instanceUrl: p.text(),
    n8nId: p.text(),
    name: p.text(),
    requesterId: p.text(),
    published: p.boolean().default(false),
    /** Deleted or archived in n8n. */
    removedAt: moment(),
    /** Of those two: archived, so that it can be brought back. */
    archived: p.boolean().default(false),
    /** n8n's id of the version it holds, as last written or seen; null: not seen yet, or an n8n that has none. */
    n8nVersionId: p.text().nullable(),
    /** Found published, unpublished, archived, brought back or deleted by somebody in n8n; null: as Flowsmith left it. */
    switchedInN8nAt: moment(),
    /** Found edited by somebody in n8n since Flowsmith wrote it last. */
    editedInN8nAt: moment(),
    /** While it is not there: whether it was published before. */
    wasPublished: p.boolean().default(false),
    /** Found missing together with many others: n8n lost it, nobody deleted it. */
    lostAt: moment(),
    /** n8n's ids of it before it was brought back or moved: other workflows may still call it by them. */
    formerIds: p.json<string[]>().defaultRaw("'[]'"),
    /** Of the release before, whose processes may still run during an upgrade; `deliveries` took its place. */
    cardsDueAt: moment(),
    createdAt: now(),
  },
  uniques: [{ properties: ['instanceUrl', 'n8nId'] }, { properties: ['creation'] }],
  indexes: [
    { properties: ['cardsDueAt'] },
    { properties: ['tenant', 'instanceUrl', 'createdAt'] },
    { properties: ['tenant', 'requesterId', 'createdAt'] },
    { properties: ['n8nId'] },
    {
      name: 'workflows_name',
      expression: 'create index "workflows_name" on "workflows" ("tenant_id", lower("name"))',
    },
    {
      name: 'workflows_former_ids',
      expression: 'create index "workflows_former_ids" on "workflows" using gin ("former_ids" jsonb_path_ops)',
    },
  ],
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
    document: p.json<N8nWorkflow>(),
    createdAt: now(),
  },
  uniques: [{ properties: ['workflow', 'draft', 'revision'] }],
  indexes: [{ properties: ['workflow', 'createdAt'] }, { properties: ['draft'] }],
});

/** What n8n held of a workflow when it was compared last: without secrets, and with what n8n added itself, such as webhook ids. */
export const SeenWorkflow = defineEntity({
  name: 'SeenWorkflow',
  tableName: 'seen_workflows',
  properties: {
    workflow: p.uuid().primary(),
    /** n8n's id of that version; on an n8n that has none, when it was saved. */
    versionId: p.text(),
    document: p.json<N8nWorkflow>(),
    /** `earlier`: what ran was an earlier version than this. */
    live: p.enum(['no', 'this', 'earlier']),
    seenAt: now(),
  },
});

/** An n8n that Flowsmith was connected to, by its address. */
export const N8nInstance = defineEntity({
  name: 'N8nInstance',
  tableName: 'n8n_instances',
  properties: {
    url: p.text().primary(),
    /** Whose key it took: n8n's id of that person, which no other n8n gives out. Null where keys do not tell. */
    keyOwner: p.text().nullable(),
    /** The operator left it, and its workflows, behind. */
    leftAt: moment(),
    seenAt: now(),
  },
});

/** How far the comparison with one n8n is: a process that takes it up goes on from there. */
export const N8nComparison = defineEntity({
  name: 'N8nComparison',
  tableName: 'n8n_comparisons',
  properties: {
    instanceUrl: p.text().primary(),
    /** Of the next page; null: none was read yet, or the round is over. */
    cursor: p.text().nullable(),
    /** n8n's ids that the pages so far listed. */
    listed: p.json<string[]>(),
    startedAt: p.datetime().columnType('timestamptz'),
    /** null: under way. */
    finishedAt: moment(),
  },
});

const actStatuses = ['pending', 'done', 'failed'] as const;

/** One thing to be done with a workflow in n8n besides creating or changing it; also the outbox row of its job. */
export const WorkflowAct = defineEntity({
  name: 'WorkflowAct',
  tableName: 'workflow_acts',
  properties: {
    id: id(),
    workflow: () => p.manyToOne(WorkflowRow).mapToPk(),
    conversation: () => p.manyToOne(Conversation).mapToPk(),
    /** The click that asked for it: a redelivered one asks for nothing new. */
    event: () => p.manyToOne(StoredEvent).mapToPk(),
    verb: p.text().$type<ActVerb>(),
    executionId: p.text().nullable(),
    /** What it is done with, as somebody typed or said it. */
    argument: p.text().nullable(),
    requestedBy: p.text(),
    requestedByName: p.text(),
    status: p.enum([...actStatuses]),
    /** Set and committed before the first request to n8n that changes anything. */
    startedAt: moment(),
    finishedAt: moment(),
    /** A try failed and more follow; what cards say of a pending one. */
    stillTryingAt: moment(),
    outcome: p.json<ActOutcome | ActBegun>().nullable(),
    /** The message that shows it. */
    card: p.json<MessageRef>().nullable(),
    /** W3C trace context of what asked for it, where spans are made. */
    traceparent: p.text().nullable(),
    ...tries(),
    createdAt: now(),
  },
  uniques: [{ properties: ['event'] }],
  indexes: [{ properties: ['status', 'createdAt'] }, { properties: ['workflow'] }, { properties: ['conversation'] }],
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
    slots: p.json<TemplateSlot[]>(),
    document: p.json<Draft>(),
    /** Of everything above: an own template is written again only when it changed. */
    contentHash: p.text(),
    createdBy: p.text().nullable(),
    createdAt: now(),
    updatedAt: now(),
  },
  uniques: [{ properties: ['tenant', 'slug'] }],
});

export type WorkflowRecord = InferEntity<typeof WorkflowRow>;
export type SeenRecord = InferEntity<typeof SeenWorkflow>;
export type VersionRecord = InferEntity<typeof WorkflowVersion>;
export type ActRecord = InferEntity<typeof WorkflowAct>;
export type TemplateRecord = InferEntity<typeof Template>;
