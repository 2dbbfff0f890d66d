import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Tenant } from './chat.ts';
import { id, moment, now } from './columns.ts';
import { ApiKey } from './records.ts';

/** An address that is told what becomes of drafts and acts of its tenant, as long as its key lives. */
export const Webhook = defineEntity({
  name: 'Webhook',
  tableName: 'webhooks',
  properties: {
    id: id(),
    tenant: () => p.manyToOne(Tenant).mapToPk(),
    /** The key that registered it. */
    apiKey: () => p.manyToOne(ApiKey).mapToPk(),
    url: p.text(),
    events: p.json<string[]>(),
    /** Sealed by the cipher; its purpose is this row's id. */
    secret: p.text(),
    createdAt: now(),
    /** Since when nothing has arrived; null: the newest did. */
    failingSince: moment(),
    /** Nothing is sent from then on. */
    disabledAt: moment(),
    /** Code of the newest failure. */
    failure: p.text().nullable(),
  },
  indexes: [{ properties: ['tenant'] }, { properties: ['apiKey'] }],
});

/** One thing to be told to one address; written by triggers in the transaction that makes it so, gone once it arrived. */
export const WebhookMessage = defineEntity({
  name: 'WebhookMessage',
  tableName: 'webhook_messages',
  properties: {
    /** `webhook-id`: the same in every attempt. */
    id: id(),
    webhook: () => p.manyToOne(Webhook).mapToPk().deleteRule('cascade'),
    type: p.text(),
    /** Draft or act. */
    subject: p.uuid(),
    /** Of the draft; null for an act. */
    revision: p.integer().nullable(),
    at: now(),
    attempts: p.integer().default(0),
    /** While somebody sends it, when it counts as not sent. */
    dueAt: p.datetime().columnType('timestamptz').defaultRaw('clock_timestamp()'),
  },
  indexes: [{ properties: ['dueAt'] }, { properties: ['webhook'] }],
});

export type WebhookRecord = InferEntity<typeof Webhook>;
