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

export type ApiKeyRecord = InferEntity<typeof ApiKey>;
export type AuditRecord = InferEntity<typeof AuditEvent>;
