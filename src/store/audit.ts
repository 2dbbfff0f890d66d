import { createHash, randomBytes } from 'node:crypto';
import type { Json } from '#src/chat/inbound.ts';
import { advisoryLocks } from './advisory-locks.ts';
import { AuditEvent, type AuditRecord, type TenantRecord } from './entities.ts';
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
  | 'webhook'
  | 'template'
  | 'link'
  | 'purge'
  | 'instance'
  | 'import'
  /** What an operator did about something that hung. */
  | 'operation';

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

/** The data of a row as its hash sees it: it may be taken away later, and the chain holds. */
export function sealData(data: Json): { dataHash: string; dataSalt: string } {
  const dataSalt = randomBytes(16).toString('base64url');
  return { dataHash: dataHashOf({ data, dataSalt }), dataSalt };
}

const dataHashOf = ({ data, dataSalt: salt }: Pick<AuditRecord, 'data' | 'dataSalt'>): string =>
  canonicalHash({ data, salt });

function hashOf(row: Omit<AuditRecord, 'hash' | 'dataSalt'>): string {
  const { seq, at, kind, actor, subject, data, dataHash, previousHash } = row;
  const content = dataHash === null ? { data } : { dataHash };
  return canonicalHash({ seq, at, kind, actor, subject, ...content, previousHash });
}

/** Everything of a row but its data: what a purge writes down, because an old row without its data has no hash of its own. */
export function hashOfRest(row: AuditRecord): string {
  const { seq, at, kind, actor, subject, dataHash, previousHash, hash } = row;
  return canonicalHash({ seq, at, kind, actor, subject, dataHash, previousHash, hash });
}

/** A transaction that others wait for and that says nothing for so long is ended by PostgreSQL: its process was stopped. */
export const idleMs = 10_000;

/**
 * Nobody else appends until this transaction is over. The last lock of a transaction: whatever else it writes is written
 * before, so that no two wait for each other.
 */
export async function lockAudit(em: EntityManager): Promise<void> {
  await em.flush();
  await em.execute(`select pg_advisory_xact_lock(?), set_config('idle_in_transaction_session_timeout', ?, true)`, [
    advisoryLocks.audit,
    String(idleMs),
  ]);
}

/**
 * Appends to the chain inside the caller's transaction, so that the decision and its audit row stand or fall together.
 * Must be called inside `em.transactional` and after everything else that transaction writes or locks (ARCHITECTURE,
 * "Lock order"); writers queue on one advisory lock until they commit.
 */
export async function appendAudit(em: EntityManager, entry: AuditEntry): Promise<void> {
  await lockAudit(em);
  const [last] = await em.find(AuditEvent, {}, { orderBy: { seq: 'desc' }, limit: 1, disableIdentityMap: true });
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: new Date().toISOString(),
    ...entry,
    ...sealData(entry.data),
    previousHash: last?.hash ?? genesisHash,
  };
  em.create(AuditEvent, { ...row, hash: hashOf(row) });
  await em.flush();
}

/** Whether anything is on record about it. */
export async function hasAudit(em: EntityManager, subject: string): Promise<boolean> {
  return (await em.count(AuditEvent, { subject })) > 0;
}

/** The same, unless there is such a row about this subject already. */
export async function appendAuditOnce(em: EntityManager, entry: AuditEntry): Promise<void> {
  await lockAudit(em);
  if ((await em.count(AuditEvent, { kind: entry.kind, subject: entry.subject })) === 0) await appendAudit(em, entry);
}

export type AuditVerdict =
  | { valid: true; rows: number; head: string /** Rows whose data was purged. */; purged: number }
  | { valid: false; rows: number; seq: number; reason: string };

/** What a purge writes down of the rows whose data it took. */
export interface PurgedRow {
  seq: number;
  rest: string;
}

/** Walks the whole chain, so many rows at once, and names the first row that does not fit. */
export async function verifyAudit(em: EntityManager, rowsAtOnce = 1000): Promise<AuditVerdict> {
  let previousHash = genesisHash;
  let rows = 0;
  const purged = new Map<number, string>();
  const accounted = new Map<number, string>();
  for (;;) {
    const page = await em.find(
      AuditEvent,
      { seq: { $gt: rows } },
      { orderBy: { seq: 'asc' }, limit: rowsAtOnce, disableIdentityMap: true },
    );
    for (const row of page) {
      if (row.seq !== rows + 1) return { valid: false, rows, seq: rows + 1, reason: 'a row is missing' };
      if (row.previousHash !== previousHash)
        return { valid: false, rows, seq: row.seq, reason: 'it does not follow its predecessor' };
      if (row.data === null) purged.set(row.seq, hashOfRest(row));
      if (!isUnchanged(row)) return { valid: false, rows, seq: row.seq, reason: 'its content was changed' };
      if (row.kind === 'purge') for (const { seq, rest } of purgedBy(row)) accounted.set(seq, rest);
      previousHash = row.hash;
      rows = row.seq;
    }
    if (page.length < rowsAtOnce) break;
  }
  const reason = 'its data was taken away, and no purge says so';
  for (const [seq, rest] of purged) {
    if (accounted.get(seq) !== rest) return { valid: false, rows: seq - 1, seq, reason };
  }
  return { valid: true, rows, head: previousHash, purged: purged.size };
}

/** A row from before hashes of data, whose data was purged, is held by its successor and by what the purge says of it. */
function isUnchanged(row: AuditRecord): boolean {
  if (row.dataHash === null) return row.data === null || hashOf(row) === row.hash;
  return hashOf(row) === row.hash && (row.data === null || dataHashOf(row) === row.dataHash);
}

const purgedBy = ({ data }: AuditRecord): PurgedRow[] => (data as { rows?: PurgedRow[] } | null)?.rows ?? [];

/**
 * Newest first; with `subject` only what is about it, with `before` only what is older than that row, with `of` only what
 * somebody of that tenant did and what is about its requests, drafts, workflows and templates.
 */
export async function listAudit(
  em: EntityManager,
  wanted: { subject?: string | undefined; before?: number | undefined; of?: TenantRecord | undefined; limit: number },
): Promise<AuditRecord[]> {
  const { subject, before, of, limit } = wanted;
  const about = `case when subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then subject::uuid end`;
  const inside = ['inbound_events', 'workflows', 'templates']
    .map((table) => `exists (select 1 from ${table} t where t.id = ${about} and t.tenant_id = ?)`)
    .join(' or ');
  const conditions = [
    ...(subject ? [{ sql: 'subject = ?', params: [subject] }] : []),
    ...(before === undefined ? [] : [{ sql: 'seq < ?', params: [before] }]),
    ...(of
      ? [
          {
            sql: `(starts_with(actor, ?) or ${inside})`,
            params: [`${of.platform}:${of.externalId}:`, of.id, of.id, of.id],
          },
        ]
      : []),
  ];
  const where = conditions.length > 0 ? `where ${conditions.map(({ sql }) => sql).join(' and ')}` : '';
  const found = (await em.execute(`select seq from audit_events ${where} order by seq desc limit ?`, [
    ...conditions.flatMap(({ params }) => params as (string | number)[]),
    limit,
  ])) as { seq: number }[];
  return em.find(AuditEvent, { seq: { $in: found.map(({ seq }) => seq) } }, { orderBy: { seq: 'desc' } });
}
