import { createHash, randomBytes } from 'node:crypto';
import type { AuditKind } from '#src/model/audit-kind.ts';
import type { Json } from '#src/model/json.ts';
import { maskPersonalJson } from '#src/policy/personal-data.ts';
import { advisoryLocks } from './advisory-locks.ts';
import { AuditEvent, type AuditRecord, type TenantRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

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

/** What of a row may be taken away later while the chain holds: its hash sees hashes of these, with salts. */
interface Sealed {
  data: Json;
  dataHash: string;
  dataSalt: string;
  actorHash: string;
  actorSalt: string;
}

/**
 * The one door for audit data: numbers of cards and accounts and e-mail addresses are masked in it, because a trail is
 * kept for long; the draft itself needs them and has them.
 */
export function sealEntry({ actor, data: given }: Pick<AuditEntry, 'actor' | 'data'>): Sealed {
  const data = maskPersonalJson(given);
  const [dataSalt, actorSalt] = [newSalt(), newSalt()];
  const actorHash = actorHashOf({ actor, actorSalt });
  return { data, dataHash: dataHashOf({ data, dataSalt }), dataSalt, actorHash, actorSalt };
}

const newSalt = (): string => randomBytes(16).toString('base64url');

const dataHashOf = ({ data, dataSalt: salt }: Pick<AuditRecord, 'data' | 'dataSalt'>): string =>
  canonicalHash({ data, salt });

const actorHashOf = ({ actor, actorSalt: salt }: Pick<AuditRecord, 'actor' | 'actorSalt'>): string =>
  canonicalHash({ actor, salt });

/** Who it was, as the hash of the row sees it. */
const whoOf = ({ actor, actorHash }: Pick<AuditRecord, 'actor' | 'actorHash'>) =>
  actorHash === null ? { actor } : { actorHash };

/** What `append_audit` computes, to hold it against. */
export function hashOf(row: Omit<AuditRecord, 'hash' | 'dataSalt' | 'actorSalt'>): string {
  const { seq, at, kind, subject, data, dataHash, previousHash } = row;
  const content = dataHash === null ? { data } : { dataHash };
  return canonicalHash({ seq, at, kind, ...whoOf(row), subject, ...content, previousHash });
}

/** Everything of a row but its data: what a purge writes down, because an old row without its data has no hash of its own. */
export function hashOfRest(row: AuditRecord): string {
  const { seq, at, kind, subject, dataHash, previousHash, hash } = row;
  return canonicalHash({ seq, at, kind, ...whoOf(row), subject, dataHash, previousHash, hash });
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
 * Must be called inside `em.transactional` and after everything else that transaction writes or locks
 * (docs/locks.md); writers queue on one advisory lock until they commit.
 */
export async function appendAudit(em: EntityManager, entry: AuditEntry): Promise<void> {
  await lockAudit(em);
  const { at, kind, actor, data, dataHash, dataSalt, actorHash, actorSalt, hashedStart } = toAppend(entry);
  await em.execute('select append_audit(?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)', [
    ...[at, kind, actor, entry.subject, JSON.stringify(data), dataHash, dataSalt, actorHash, actorSalt],
    ...[hashedStart, `,"subject":${JSON.stringify(entry.subject)}}`],
  ]);
}

/** What the database appends to the chain: which row it follows, its number and its hash are found there, under the lock. */
export interface ToAppend extends Sealed {
  at: string;
  kind: AuditKind;
  actor: string;
  /** What is hashed of it (`canonicalJson`), up to the hash of the row before; number and subject follow. */
  hashedStart: string;
}

/** An entry as `append_audit` and `take_in_event` take it. Pure but for time and salt. */
export function toAppend({ kind, actor, data }: Omit<AuditEntry, 'subject'>): ToAppend {
  const at = new Date().toISOString();
  const sealed = sealEntry({ actor, data });
  const { actorHash, dataHash } = sealed;
  const hashedStart = `${canonicalJson({ actorHash, at, dataHash, kind }).slice(0, -1)},"previousHash":"`;
  return { at, kind, actor, ...sealed, hashedStart };
}

/** Whether anything is on record about it. */
export async function hasAudit(em: EntityManager, subject: string): Promise<boolean> {
  return (await em.execute('select 1 from audit_events where subject = ? limit 1', [subject])).length > 0;
}

/** The same, unless there is such a row about this subject already. */
export async function appendAuditOnce(em: EntityManager, entry: AuditEntry): Promise<void> {
  await lockAudit(em);
  if ((await em.count(AuditEvent, { kind: entry.kind, subject: entry.subject })) === 0) await appendAudit(em, entry);
}

/** A row of the chain and its hash. Whoever goes on from one trusts that every row up to it was as it was then. */
export interface AuditCheckpoint {
  /** 0: the beginning. */
  row: number;
  head: string;
}

export type AuditVerdict =
  | {
      valid: true;
      /** Number of the last row. */
      rows: number;
      head: string;
      /** Rows that were read whose data was purged. */
      purged: number;
    }
  | { valid: false; rows: number; seq: number; reason: string };

export interface VerifyOptions {
  /** Goes on behind this row [the beginning]: what stands before it is not read, but for its own hash. */
  from?: AuditCheckpoint;
  /** [2000] */
  rowsAtOnce?: number;
  /** Told after each page: how far it is, and where one could go on from; nothing while a purge has still to account for data. */
  onPage?: (row: number, checkpoint: AuditCheckpoint | undefined) => void;
}

/** What a purge writes down of the rows whose data it took. */
export interface PurgedRow {
  seq: number;
  rest: string;
}

/** What a purge writes down of the rows whose actor it made nobody: what stands for whom there. */
export interface ForgottenRow {
  seq: number;
  as: string;
}

const genesis: AuditCheckpoint = { row: 0, head: genesisHash };
const auditColumns = `seq, at, kind, actor, subject, data, data_hash as "dataHash", data_salt as "dataSalt",
  actor_hash as "actorHash", actor_salt as "actorSalt", previous_hash as "previousHash", hash`;

/**
 * Walks the chain page by page, so that memory does not grow with it, and names the first row that does not fit. Rows
 * that are written meanwhile are walked as well.
 */
export async function verifyAudit(
  em: EntityManager,
  { from = genesis, rowsAtOnce = 2_000, onPage }: VerifyOptions = {},
): Promise<AuditVerdict> {
  let { row: rows, head } = from;
  let purged = 0;
  // A purge comes after the rows it took data or people from: what is in here still waits for one.
  const unaccounted = new Map<number, string>();
  const nobody = new Map<number, string>();
  if (rows > 0 && (await hashOfRow(em, rows)) !== head)
    return { valid: false, rows: 0, seq: rows, reason: 'it is not the row the checkpoint was made at' };
  let next = readPage(em, rows, rowsAtOnce);
  for (;;) {
    const page = await next;
    const last = page.at(-1);
    // Read while this one is looked at.
    if (last && page.length === rowsAtOnce) next = readPage(em, last.seq, rowsAtOnce);
    next.catch(() => {});
    for (const row of page) {
      if (row.seq !== rows + 1) return { valid: false, rows, seq: rows + 1, reason: 'a row is missing' };
      if (row.previousHash !== head)
        return { valid: false, rows, seq: row.seq, reason: 'it does not follow its predecessor' };
      if (row.data === null) {
        unaccounted.set(row.seq, hashOfRest(row));
        purged += 1;
      }
      if (isForgotten(row)) nobody.set(row.seq, row.actor);
      if (!isUnchanged(row)) return { valid: false, rows, seq: row.seq, reason: 'its content was changed' };
      if (row.kind === 'purge') {
        for (const { seq, rest } of purgedBy(row)) if (unaccounted.get(seq) === rest) unaccounted.delete(seq);
        for (const { seq, as } of forgottenBy(row)) if (nobody.get(seq) === as) nobody.delete(seq);
      }
      head = row.hash;
      rows = row.seq;
    }
    onPage?.(rows, unaccounted.size + nobody.size === 0 ? { row: rows, head } : undefined);
    if (page.length < rowsAtOnce) break;
  }
  const [seq] = unaccounted.keys();
  if (seq !== undefined)
    return { valid: false, rows: seq - 1, seq, reason: 'its data was taken away, and no purge says so' };
  const [unsaid] = nobody.keys();
  if (unsaid !== undefined)
    return { valid: false, rows: unsaid - 1, seq: unsaid, reason: 'its actor is not who it was, and no purge says so' };
  return { valid: true, rows, head, purged };
}

async function readPage(em: EntityManager, after: number, limit: number): Promise<AuditRecord[]> {
  const sql = `select ${auditColumns} from audit_events where seq > ? order by seq limit ?`;
  return (await em.execute(sql, [after, limit])) as AuditRecord[];
}

async function hashOfRow(em: EntityManager, seq: number): Promise<string | undefined> {
  const [row] = (await em.execute('select hash from audit_events where seq = ?', [seq])) as { hash: string }[];
  return row?.hash;
}

/** A row from before hashes of data, whose data was purged, is held by its successor and by what the purge says of it. */
function isUnchanged(row: AuditRecord): boolean {
  if (row.actorHash !== null && row.actorSalt !== null && actorHashOf(row) !== row.actorHash) return false;
  if (row.dataHash === null) return row.data === null || hashOf(row) === row.hash;
  return hashOf(row) === row.hash && (row.data === null || dataHashOf(row) === row.dataHash);
}

const isForgotten = ({ actorHash, actorSalt }: AuditRecord): boolean => actorHash !== null && actorSalt === null;

const forgottenBy = ({ data }: AuditRecord): ForgottenRow[] =>
  (data as { actors?: ForgottenRow[] } | null)?.actors ?? [];

const purgedBy = ({ data }: AuditRecord): PurgedRow[] => (data as { rows?: PurgedRow[] } | null)?.rows ?? [];

/**
 * Newest first; with `subject` only what is about it, with `before` only what is older than that row, with `of` only what
 * somebody of that tenant did and what is about its requests, drafts, workflows and templates (`audit_scopes`).
 */
export async function listAudit(
  em: EntityManager,
  wanted: { subject?: string | undefined; before?: number | undefined; of?: TenantRecord | undefined; limit: number },
): Promise<AuditRecord[]> {
  const { subject, before, of, limit } = wanted;
  const from = of ? 'audit_scopes s join audit_events a on a.seq = s.seq' : 'audit_events a';
  const conditions: [sql: string, value: string | number][] = [
    ...(of ? [['s.tenant_id = ?', of.id] as [string, string]] : []),
    ...(subject ? [['a.subject = ?', subject] as [string, string]] : []),
    ...(before === undefined ? [] : [[`${of ? 's' : 'a'}.seq < ?`, before] as [string, number]]),
  ];
  const where = conditions.length > 0 ? `where ${conditions.map(([sql]) => sql).join(' and ')}` : '';
  const found = (await em.execute(`select a.seq from ${from} ${where} order by ${of ? 's' : 'a'}.seq desc limit ?`, [
    ...conditions.map(([, value]) => value),
    limit,
  ])) as { seq: number }[];
  return em.find(AuditEvent, { seq: { $in: found.map(({ seq }) => seq) } }, { orderBy: { seq: 'desc' } });
}
