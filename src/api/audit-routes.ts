import type { FastifyInstance } from 'fastify';
import { listAudit } from '#src/store/audit.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import type { AuditRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import { type Door, restTenant } from './admit.ts';
import { type AuditEvent, listAuditEvents } from './operations/audit.ts';
import { isOperators } from './scopes.ts';
import { serve } from './serve.ts';

/** The audit trail, newest first: of the HTTP API's own tenant, with an operator's key of all. */
export function registerAudit(app: FastifyInstance, { store, door }: { store: Store; door: Door }): void {
  serve(app, door, listAuditEvents, async ({ key, query: { limit, ...where } }) => {
    const of = isOperators(key) ? undefined : await ensureTenant(store.fork(), 'rest', { id: restTenant });
    const rows = await listAudit(store.fork(), { ...where, of, limit: limit + 1 });
    const events = rows.slice(0, limit).map(toEvent);
    const next = rows.length > limit ? events.at(-1)?.seq : undefined;
    return { events, ...(next === undefined ? {} : { next }) };
  });
}

/** Without the salts: nobody finds what was purged by trying. */
const toEvent = (row: AuditRecord): AuditEvent => ({
  seq: row.seq,
  at: row.at,
  kind: row.kind,
  actor: row.actor,
  actorHash: row.actorHash ?? null,
  subject: row.subject,
  data: row.data,
  dataHash: row.dataHash ?? null,
  previousHash: row.previousHash,
  hash: row.hash,
});
