import { createHash } from 'node:crypto';
import type { Json } from '#src/chat/inbound.ts';
import { AuditEvent, type AuditRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

export type AuditKind =
  | 'request'
  | 'draft'
  | 'approval'
  | 'rejection'
  | 'refusal'
  | 'expiry'
  | 'creation'
  | 'outcome'
  | 'act'
  | 'api_key'
  | 'template'
  | 'link'
  | 'instance'
  | 'import';

export interface AuditEntry {
  kind: AuditKind;
  /** Who did it: `platform:tenant:person`, `policy`, `operator`, `flowsmith`, or `n8n` for what was seen there. */
  actor: string;
  /** What it is about: a draft, creation, workflow, key or link id. */
  subject: string;
  data: Json;
}

/** First link's predecessor. */
export const genesisHash = '0'.repeat(64);
const advisoryLock = 740_031_337;

/** JSON with sorted keys: JSONB reorders keys, so only this form hashes the same after a round trip. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`;
}

/** SHA-256 of a value's canonical JSON, in hex. */
export const canonicalHash = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

function hashOf(row: Omit<AuditRecord, 'hash'>): string {
  const { seq, at, kind, actor, subject, data, previousHash } = row;
  return canonicalHash({ seq, at, kind, actor, subject, data, previousHash });
}

/**
 * Appends to the chain inside the caller's transaction, so that the decision and its audit row stand or fall together.
 * Must be called inside `em.transactional`; writers queue on one advisory lock until they commit.
 */
export async function appendAudit(em: EntityManager, entry: AuditEntry): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(?)', [advisoryLock]);
  await em.flush();
  const [last] = await em.find(AuditEvent, {}, { orderBy: { seq: 'desc' }, limit: 1, disableIdentityMap: true });
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: new Date().toISOString(),
    ...entry,
    previousHash: last?.hash ?? genesisHash,
  };
  em.create(AuditEvent, { ...row, hash: hashOf(row) });
  await em.flush();
}

/** The same, unless there is such a row about this subject already. */
export async function appendAuditOnce(em: EntityManager, entry: AuditEntry): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(?)', [advisoryLock]);
  if ((await em.count(AuditEvent, { kind: entry.kind, subject: entry.subject })) === 0) await appendAudit(em, entry);
}

export type AuditVerdict =
  | { valid: true; rows: number; head: string }
  | { valid: false; rows: number; seq: number; reason: string };

/** Walks the whole chain in pages and names the first row that does not fit. */
export async function verifyAudit(em: EntityManager): Promise<AuditVerdict> {
  let previousHash = genesisHash;
  let rows = 0;
  for (;;) {
    const page = await em.find(
      AuditEvent,
      { seq: { $gt: rows } },
      { orderBy: { seq: 'asc' }, limit: 1000, disableIdentityMap: true },
    );
    for (const row of page) {
      if (row.seq !== rows + 1) return { valid: false, rows, seq: rows + 1, reason: 'a row is missing' };
      if (row.previousHash !== previousHash)
        return { valid: false, rows, seq: row.seq, reason: 'it does not follow its predecessor' };
      if (hashOf(row) !== row.hash) return { valid: false, rows, seq: row.seq, reason: 'its content was changed' };
      previousHash = row.hash;
      rows = row.seq;
    }
    if (page.length < 1000) return { valid: true, rows, head: previousHash };
  }
}

/** Newest first; with `subject` only what is about it, with `before` only what is older than that row. */
export async function listAudit(
  em: EntityManager,
  { subject, before, limit }: { subject?: string | undefined; before?: number | undefined; limit: number },
): Promise<AuditRecord[]> {
  const where = { ...(subject ? { subject } : {}), ...(before === undefined ? {} : { seq: { $lt: before } }) };
  return em.find(AuditEvent, where, { orderBy: { seq: 'desc' }, limit });
}

/** Who worded the newest revision of a draft: the account it counts as, and the one that was used. */
export async function newestAuthors(em: EntityManager, draft: string): Promise<string[]> {
  const newest = { orderBy: { seq: 'desc' }, disableIdentityMap: true } as const;
  const row = await em.findOne(AuditEvent, { kind: 'draft', subject: draft }, newest);
  const via = (row?.data as { via?: string } | undefined)?.via;
  return row ? [row.actor, ...(via ? [via] : [])] : [];
}
