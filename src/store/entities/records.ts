import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Json } from '#src/chat/inbound.ts';
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
 * taken away (`purge.ts`).
 */
export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_events',
  properties: {
    seq: p.integer().primary().autoincrement(false),
    at: p.text(),
    kind: p.text(),
    actor: p.text(),
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
  indexes: [{ properties: ['subject'] }],
});

export type ApiKeyRecord = InferEntity<typeof ApiKey>;
export type AuditRecord = InferEntity<typeof AuditEvent>;
