import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InboundEvent } from '#src/chat/inbound.ts';
import { lanes } from '#src/chat/lane.ts';
import type { MessageRef } from '#src/model/chat.ts';
import type { EventResults } from '#src/model/event-results.ts';
import type { Json } from '#src/model/json.ts';
import type { Choice } from '#src/model/question.ts';
import { id, moment, now, tries } from './columns.ts';

/** A Slack workspace, a Microsoft 365 tenant, … */
export const Tenant = defineEntity({
  name: 'Tenant',
  tableName: 'tenants',
  properties: {
    id: id(),
    platform: p.text(),
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
    platform: p.text(),
    key: p.text(),
    address: p.json<Json>(),
    /** The workflow in n8n that was spoken of last; what "it" means when no draft is open. */
    workflow: p.uuid().nullable(),
    /** Since when the bot cannot speak there; null as soon as something is said there again. */
    closedAt: moment(),
    leaseOwner: p.text().nullable(),
    leaseUntil: moment(),
    /** The same for events that wait for nothing said before them (`ahead`). */
    aheadOwner: p.text().nullable(),
    aheadUntil: moment(),
    createdAt: now(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['tenant', 'platform', 'key'] }],
  indexes: [{ name: 'conversations_spoken_of', properties: ['workflow'], where: 'workflow is not null' }],
});

/** Whose waiting requests are bounded. */
const bounds = ['person', 'tenant'] as const;

const eventStatuses = ['received', 'handled', 'failed'] as const;

const waiting = `status = 'received'`;

/** What came in, committed before it was acknowledged. */
export const StoredEvent = defineEntity({
  name: 'StoredEvent',
  tableName: 'inbound_events',
  properties: {
    id: id(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    conversation: () => p.manyToOne(Conversation).mapToPk(),
    dedupeKey: p.text(),
    /** Of the request it belongs to, given by a trigger when it comes in; null: from before there were any. */
    reference: p.text().nullable(),
    /** With the W3C trace context it came in, where spans are made: its turn goes on with that trace. */
    payload: p.json<InboundEvent & { traceparent?: string }>(),
    status: p.enum([...eventStatuses]),
    lane: p.enum([...lanes]).default('plan'),
    /** So many were waiting already, of whom, that it is not planned: said instead. */
    turnedAway: p.enum([...bounds]).nullable(),
    /** A process has it; until its turn has the lease, nobody else takes it. */
    takenAt: moment(),
    takenUntil: moment(),
    /** Where the running answer is shown, so that a second attempt rewrites it instead of posting again. */
    progress: p.json<MessageRef>().nullable(),
    /** Somebody pressed Stop while its turn was running. */
    stopRequestedAt: moment(),
    receivedAt: now(),
    handledAt: moment(),
    /** Code of why it failed; while it is still `received`, of the last try. */
    failure: p.text().nullable(),
    ...tries(),
    /** What its turn decided so far, by what: a turn that runs again comes to the same. */
    results: p.json<EventResults>().nullable(),
    /** Since when its words are gone; what happened stays. */
    emptiedAt: moment(),
  },
  uniques: [{ properties: ['tenant', 'dedupeKey'] }],
  indexes: [
    { properties: ['status', 'receivedAt'] },
    { properties: ['conversation', 'receivedAt'] },
    { properties: ['reference'] },
    // What waits is little, whatever the table grew to.
    {
      name: 'inbound_events_person',
      expression: `create index "inbound_events_person" on "inbound_events" ("tenant_id", (payload->'person'->>'id'), "received_at")`,
    },
    { name: 'inbound_events_waiting_tenant', properties: ['tenant', 'receivedAt'], where: waiting },
    { name: 'inbound_events_waiting_conversation', properties: ['conversation', 'receivedAt'], where: waiting },
    // What retention looks at next, oldest first.
    { name: 'inbound_events_with_words', properties: ['receivedAt'], where: 'emptied_at is null' },
  ],
});

/** When a tenant (without a person) or a person was served last: who waited longest comes next. */
export const TurnShare = defineEntity({
  name: 'TurnShare',
  tableName: 'turn_shares',
  properties: {
    id: id(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    personId: p.text(),
    queue: p.text(),
    servedAt: now(),
  },
  uniques: [{ properties: ['tenant', 'personId', 'queue'] }],
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

/** A question the bot asked with choices to press; what each choice does is kept here, never in the button. */
export const Question = defineEntity({
  name: 'Question',
  tableName: 'questions',
  properties: {
    id: id(),
    conversation: () => p.manyToOne(Conversation).mapToPk(),
    event: () => p.manyToOne(StoredEvent).mapToPk(),
    text: p.text(),
    /** In order: label and what choosing it means, as the engine wrote it. */
    choices: p.json<Choice[]>(),
    /** Of a question that a planner knows again when it is answered. */
    code: p.text().nullable(),
    card: p.json<MessageRef>().nullable(),
    answeredWith: p.integer().nullable(),
    answeredAt: moment(),
    /** The event that answered it: its turn may run again. */
    answeredBy: p.uuid().nullable(),
    createdAt: now(),
  },
  uniques: [{ properties: ['event'] }],
  indexes: [{ properties: ['conversation', 'createdAt'] }],
});

/** What a person thought of one answer; the last word counts. */
export const Feedback = defineEntity({
  name: 'Feedback',
  tableName: 'feedback',
  properties: {
    id: id(),
    /** The event that was answered. */
    event: () => p.manyToOne(StoredEvent).mapToPk(),
    personId: p.text(),
    verdict: p.enum(['good', 'bad']),
    comment: p.text().nullable(),
    createdAt: now(),
  },
  uniques: [{ properties: ['event', 'personId'] }],
  indexes: [{ properties: ['createdAt'] }],
});

export type TenantRecord = InferEntity<typeof Tenant>;
export type ConversationRecord = InferEntity<typeof Conversation>;
export type EventRecord = InferEntity<typeof StoredEvent>;
export type MessageRecord = InferEntity<typeof Message>;
export type QuestionRecord = InferEntity<typeof Question>;
