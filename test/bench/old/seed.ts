import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#src/dev/embedded-postgres.ts';
import { canonicalHash } from '#src/store/audit.ts';
import { openStore } from '#src/store/orm.ts';
import { writeChain } from './chain.ts';
import { auditRows, statements } from './tables.ts';

export interface OldDatabase extends AsyncDisposable {
  url: string;
}

const parallel = `set work_mem = '256MB'; set maintenance_work_mem = '256MB'`;

/**
 * A database of two years in a PostgreSQL of its own. With `keep` it stays on the disk and is used again, brought up to
 * date by new migrations; made anew when what it is made of has changed.
 */
export async function openOldDatabase({ size, keep }: { size: number; keep: boolean }): Promise<OldDatabase> {
  const folder = join('.data', `bench-old-${size}`);
  const mark = join(folder, 'seed.txt');
  const made = canonicalHash([statements(size), auditRows]);
  if (existsSync(mark) ? readFileSync(mark, 'utf8') !== made : existsSync(folder))
    rmSync(folder, { recursive: true, force: true });
  const postgres = await startEmbeddedPostgres(folder, { fast: true });
  await using stack = new AsyncDisposableStack();
  stack.use(postgres);
  {
    await using store = await openStore(postgres.url);
    const started = performance.now();
    const migrations = await store.migrate();
    if (existsSync(mark)) say(`the database of before, ${migrations} migrations more, in ${since(started)}`);
  }
  if (!existsSync(mark)) {
    await seed(postgres.url, size);
    writeFileSync(mark, made);
  }
  const owned = stack.move();
  return {
    url: postgres.url,
    async [Symbol.asyncDispose]() {
      await owned.disposeAsync();
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function seed(url: string, size: number): Promise<void> {
  const started = performance.now();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Rows that are made as they should be: neither foreign keys nor triggers are asked for each, what triggers keep is made after.
    await client.query(`${parallel}; set session_replication_role = replica`);
    for (const sql of statements(size)) await client.query(sql);
    say(`seeded in ${since(started)}`);
    const chained = performance.now();
    const rows = await writeChain(url);
    say(`${rows} audit rows chained in ${since(chained)}`);
    await client.query('drop table seed_drafts');
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

const since = (started: number): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
