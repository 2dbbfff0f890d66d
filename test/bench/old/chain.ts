import pg from 'pg';
import type { Json } from '#src/model/json.ts';
import { genesisHash, hashOf, sealEntry } from '#src/store/audit.ts';
import type { AuditRecord } from '#src/store/entities.ts';
import { auditPeople, auditRows } from './tables.ts';

const atOnce = 5_000;

interface Staged {
  at: Date;
  kind: string;
  actor: string;
  subject: string;
  data: Json;
}

/** Writes the whole audit chain, hashed as the product hashes it. Returns how many rows. */
export async function writeChain(url: string): Promise<number> {
  const reader = new pg.Client({ connectionString: url });
  const writer = new pg.Client({ connectionString: url });
  await Promise.all([reader.connect(), writer.connect()]);
  try {
    await reader.query('begin');
    await reader.query(`declare staged cursor for ${auditPeople} ${auditRows}`);
    let last: AuditRecord | undefined;
    let writing: Promise<unknown> = Promise.resolve();
    for (;;) {
      const { rows } = await reader.query<Staged>(`fetch ${atOnce} from staged`);
      if (rows.length === 0) break;
      const page: AuditRecord[] = [];
      for (const { at, ...entry } of rows) {
        last = toAuditRow(last, entry, at.toISOString());
        page.push(last);
      }
      await writing;
      writing = write(writer, page);
    }
    await writing;
    return last?.seq ?? 0;
  } finally {
    await Promise.all([reader.end(), writer.end()]);
  }
}

/** The row that follows `last`: hundreds of thousands at once, as the database would have appended them. */
function toAuditRow(
  last: AuditRecord | undefined,
  entry: { kind: string; actor: string; subject: string; data: Json },
  at: string,
): AuditRecord {
  const row = {
    ...{ seq: (last?.seq ?? 0) + 1, at, ...entry, ...sealEntry(entry) },
    previousHash: last?.hash ?? genesisHash,
  } as AuditRecord;
  return { ...row, hash: hashOf(row) };
}

async function write(client: pg.Client, page: AuditRecord[]): Promise<void> {
  const columns = [
    page.map(({ seq }) => seq),
    ...(['at', 'kind', 'actor', 'subject'] as const).map((key) => page.map((row) => row[key])),
    page.map(({ data }) => JSON.stringify(data)),
    ...(['dataHash', 'dataSalt', 'actorHash', 'actorSalt', 'previousHash', 'hash'] as const).map((key) =>
      page.map((row) => row[key]),
    ),
  ];
  await client.query(
    `insert into audit_events (seq, at, kind, actor, subject, data, data_hash, data_salt, actor_hash, actor_salt, previous_hash, hash)
     select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[])`,
    columns,
  );
}
