import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Json } from '#src/model/json.ts';
import { Tenant } from './chat.ts';
import { id, moment, now } from './columns.ts';

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

/**
 * One link of the audit chain: append-only. Triggers refuse to delete a row and to change one, except that its data may be
 * taken away (`purge.ts`), and that its actor may be made nobody (`forget.ts`).
 */
export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_events',
  properties: {
    seq: p.integer().primary().autoincrement(false),
    at: p.text(),
    kind: p.text(),
    /** Of a person who was forgotten, what stands for them. */
    actor: p.text(),
    /** SHA-256 of salt and actor; it is what `hash` covers. null: written before there was one, `hash` covers the actor. */
    actorHash: p.text().nullable(),
    /** null beside a hash: the actor is not who it was. */
    actorSalt: p.text().nullable().hidden(),
    subject: p.text(),
    /** null: purged. */
    data: p.json<Json>().nullable(),
    /** SHA-256 of salt and data; it is what `hash` covers. null: written before there was one, `hash` covers the data. */
    dataHash: p.text().nullable(),
    /** So that nobody finds a purged text by trying. */
    dataSalt: p.text().nullable().hidden(),
    previousHash: p.text(),
    hash: p.text(),
  },
  indexes: [
    {
      name: 'audit_events_about',
      // Also for subjects that begin with a word: "error-hub …".
      expression: 'create index "audit_events_about" on "audit_events" ("subject" text_pattern_ops)',
    },
  ],
});

/**
 * Rows of the audit trail by the tenants they concern: where whoever did it belongs, and to which the event, workflow or
 * template it is about. Kept by a trigger, so that a page of one tenant's trail is a read of an index; no part of the chain.
 */
export const AuditScope = defineEntity({
  name: 'AuditScope',
  tableName: 'audit_scopes',
  properties: {
    tenant: () => p.manyToOne(Tenant).mapToPk().primary(),
    seq: p.integer().primary(),
  },
});

/** The newest write to n8n about one thing, while no answer has said how it ended. See store/n8n-writes.ts. */
export const N8nWrite = defineEntity({
  name: 'N8nWrite',
  tableName: 'n8n_writes',
  properties: {
    /** What is written: a workflow, the workflow a creation makes, … */
    subject: p.text().primary(),
    /** Creation or act that writes it. */
    owner: p.text(),
    /** Of this one request. */
    token: p.uuid(),
    /** Of the first of several by the same owner. */
    sentAt: p.datetime().columnType('timestamptz'),
    /** From then on it counts as lost. */
    mayArriveUntil: p.datetime().columnType('timestamptz'),
    /** The same of an earlier one by the same owner, whose answer was not seen either. */
    earlierUntil: moment(),
  },
  indexes: [{ properties: ['owner'] }],
});

export type ApiKeyRecord = InferEntity<typeof ApiKey>;
export type AuditRecord = InferEntity<typeof AuditEvent>;
