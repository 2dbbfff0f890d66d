import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { MessageRef } from '#src/model/chat.ts';
import { Conversation } from './chat.ts';
import { id, moment, now } from './columns.ts';
import { WorkflowRow } from './workflows.ts';

/** The same failure of one workflow, however often it came: the same step, and the same reason but for what changes from run to run. */
export const WorkflowFailure = defineEntity({
  name: 'WorkflowFailure',
  tableName: 'workflow_failures',
  properties: {
    id: id(),
    workflow: () => p.manyToOne(WorkflowRow).mapToPk().deleteRule('cascade'),
    /** Hash of step and reason; empty: failures of many kinds, which are counted together. */
    pattern: p.text(),
    /** Of the newest, as n8n's users wrote or caused them: untrusted words, without secrets. */
    step: p.text().nullable(),
    problem: p.text().nullable(),
    /** What the server that the step called answered. */
    httpStatus: p.integer().nullable(),
    count: p.integer().default(1),
    /** n8n's ids of the newest, the latest first: each counts once. */
    executions: p.json<string[]>().defaultRaw("'[]'"),
    /** When the newest of them were counted, the latest first: how many of them fall into some time. */
    times: p.json<string[]>().defaultRaw("'[]'"),
    firstAt: now(),
    lastAt: now(),
    /** It ran well after the newest of them. */
    recoveredAt: moment(),
    /** It is over, or told long enough: the next of its kind is a new one. */
    endedAt: moment(),
    /** When n8n was asked last whether it runs well again. */
    lookedAt: moment(),
  },
  indexes: [
    {
      name: 'workflow_failures_open',
      expression:
        'create unique index "workflow_failures_open" on "workflow_failures" ("workflow_id", "pattern") where "ended_at" is null',
    },
    { properties: ['workflow', 'lastAt'] },
    { properties: ['lastAt'] },
  ],
});

/** The one message about a failure in one place. */
export const FailureNotice = defineEntity({
  name: 'FailureNotice',
  tableName: 'failure_notices',
  properties: {
    id: id(),
    failure: () => p.manyToOne(WorkflowFailure).mapToPk().deleteRule('cascade'),
    conversation: () => p.manyToOne(Conversation).mapToPk().deleteRule('cascade'),
    message: p.json<MessageRef>().nullable(),
    shownAt: moment(),
  },
  uniques: [{ properties: ['failure', 'conversation'] }],
  indexes: [{ properties: ['conversation'] }],
});

const wishes = ['follow', 'mute'] as const;

/** What people said about failures of one workflow in one place: told there too, or not told there. */
export const FailureWish = defineEntity({
  name: 'FailureWish',
  tableName: 'failure_wishes',
  properties: {
    id: id(),
    workflow: () => p.manyToOne(WorkflowRow).mapToPk().deleteRule('cascade'),
    kind: p.enum([...wishes]),
    /** The whole place, outside of any thread: a channel, or where one person is alone. */
    conversation: () => p.manyToOne(Conversation).mapToPk().deleteRule('cascade'),
    /** Until when; null: until somebody takes it back. */
    until: moment(),
    /** Whoever said it, in full. */
    setBy: p.text(),
    setAt: now(),
  },
  uniques: [{ properties: ['workflow', 'kind', 'conversation'] }],
  indexes: [{ properties: ['conversation'] }],
});

const rhythms = ['day', 'week'] as const;

/** What failed is told in one place by the clock, instead of one message each. */
export const FailureDigest = defineEntity({
  name: 'FailureDigest',
  tableName: 'failure_digests',
  properties: {
    id: id(),
    /** The whole place, outside of any thread. */
    conversation: () => p.manyToOne(Conversation).mapToPk().deleteRule('cascade'),
    /** Whose failures, where one person is alone with the bot; in a place of many who wished it. In full. */
    person: p.text(),
    alone: p.boolean(),
    every: p.enum([...rhythms]),
    /** Of a weekly one; 0 is Sunday. */
    weekday: p.integer(),
    /** Since midnight there. */
    minute: p.integer(),
    timezone: p.text(),
    locale: p.text().nullable(),
    /** Also when nothing failed. */
    always: p.boolean(),
    nextAt: p.datetime().columnType('timestamptz'),
    /** Until then it is told. */
    toldUntil: now(),
  },
  uniques: [{ properties: ['conversation'] }],
  indexes: [{ properties: ['nextAt'] }, { properties: ['person'] }],
});

export type DigestRecord = InferEntity<typeof FailureDigest>;
export type WishKind = (typeof wishes)[number];
export type WorkflowFailureRecord = InferEntity<typeof WorkflowFailure>;
