import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { CatalogSource } from '#src/model/catalog-source.ts';
import type { MessageRef } from '#src/model/chat.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { BaseWorkflow, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Note } from '#src/model/note.ts';
import type { Outcome } from '#src/model/outcome.ts';
import type { KeptRehearsal } from '#src/model/rehearsal.ts';
import { Conversation, StoredEvent } from './chat.ts';
import { id, moment, now, tries } from './columns.ts';

export const draftStatuses = ['proposed', 'approved', 'created', 'failed', 'discarded', 'expired'] as const;
export type DraftStatus = (typeof draftStatuses)[number];

/** A proposed workflow; `revision` is its newest one. */
export const DraftRow = defineEntity({
  name: 'DraftRow',
  tableName: 'drafts',
  properties: {
    id: id(),
    /** Of the request it came from; null: from before there were any. */
    reference: p.text().nullable(),
    conversation: () => p.manyToOne(Conversation).mapToPk(),
    requesterId: p.text(),
    requesterName: p.text(),
    status: p.enum([...draftStatuses]),
    revision: p.integer(),
    /** The workflow in n8n that it changes; none for a new one. */
    workflow: p.uuid().nullable(),
    card: p.json<MessageRef>().nullable(),
    /** Whoever asked: BCP 47 and IANA name, where the platform told. What cards about it are written for. */
    locale: p.text().nullable(),
    timezone: p.text().nullable(),
    /** A proposed draft is closed then; null: it stays open. Every revision sets it anew. */
    expiresAt: moment(),
    /** Raised by everything that changes what its cards say (`oweCards`). */
    cardVersion: p.integer().default(0),
    /** Since when the words of its revisions are gone; what was decided stays, and so does what went into n8n. */
    emptiedAt: moment(),
    createdAt: now(),
    version: p.integer().version(),
  },
  indexes: [
    { properties: ['conversation', 'createdAt'] },
    { name: 'drafts_with_words', properties: ['createdAt'], where: 'emptied_at is null' },
    { properties: ['status', 'expiresAt'] },
    { properties: ['workflow'] },
    { properties: ['reference'] },
  ],
});

/** The newest card about a draft in a conversation other than its own, e.g. where a linked account looked at it. */
export const DraftCard = defineEntity({
  name: 'DraftCard',
  tableName: 'draft_cards',
  properties: {
    id: id(),
    draft: () => p.manyToOne(DraftRow).mapToPk(),
    conversation: () => p.manyToOne(Conversation).mapToPk(),
    card: p.json<MessageRef>(),
    /** Sent to somebody who may decide and had not asked for it: what they say there is about something else. */
    unasked: p.boolean().default(false),
    createdAt: now(),
  },
  uniques: [{ properties: ['draft', 'conversation'] }],
  indexes: [{ properties: ['conversation'] }],
});

/** One revision of a draft; never changed after it was written, except that its rehearsal is kept and its words may be taken away. */
export const DraftRevision = defineEntity({
  name: 'DraftRevision',
  tableName: 'draft_revisions',
  properties: {
    id: id(),
    draft: () => p.manyToOne(DraftRow).mapToPk(),
    event: () => p.manyToOne(StoredEvent).mapToPk(),
    revision: p.integer(),
    request: p.text(),
    document: p.json<Draft>(),
    workflow: p.json<N8nWorkflow>(),
    issues: p.json<Issue[]>(),
    notes: p.json<Note[]>(),
    /** The catalogue it was checked against; the one in use may be another by now. */
    checkedAgainst: p.json<CatalogSource>().nullable(),
    /** For a change of a workflow in n8n: what n8n held when this revision was made, and n8n's id of that version. */
    base: p.json<BaseWorkflow>().nullable(),
    baseVersionId: p.text().nullable(),
    /** SHA-256 of request, document and workflow as they were, once words of them are gone. */
    contentHash: p.text().nullable(),
    /** What it did in n8n with an example; null: not rehearsed, or not yet. */
    rehearsal: p.json<KeptRehearsal>().nullable(),
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

const creationStatuses = ['pending', 'created', 'failed'] as const;

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
    /** A try failed and more follow; what cards say of a pending one. */
    stillTryingAt: moment(),
    /** Raised by every Retry and Publish: part of the job id. */
    round: p.integer().default(1),
    /** Whoever wanted this round, by name, where that is not whoever asked for the draft: they are told how it ends. */
    wantedByOther: p.text().nullable(),
    outcome: p.json<Outcome>().nullable(),
    /** W3C trace context of what asked for this round, where spans are made. */
    traceparent: p.text().nullable(),
    /** Of this round. */
    ...tries(),
    createdAt: now(),
  },
  uniques: [{ properties: ['draft', 'revision'] }],
  indexes: [{ properties: ['status', 'createdAt'] }, { properties: ['approval'] }],
});

/** A picture that a platform keeps for us, so that a card drawn again does not upload it again. May be lost. */
export const PictureUpload = defineEntity({
  name: 'PictureUpload',
  tableName: 'picture_uploads',
  properties: {
    id: id(),
    draft: () => p.manyToOne(DraftRow).mapToPk(),
    revision: p.integer(),
    place: p.text(),
    file: p.text(),
    createdAt: now(),
  },
  uniques: [{ properties: ['draft', 'revision', 'place'] }],
});

export type DraftRecord = InferEntity<typeof DraftRow>;
export type DraftCardRecord = InferEntity<typeof DraftCard>;
export type RevisionRecord = InferEntity<typeof DraftRevision>;
export type ApprovalRecord = InferEntity<typeof Approval>;
export type CreationRecord = InferEntity<typeof Creation>;
