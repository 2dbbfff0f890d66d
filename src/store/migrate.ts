import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ConfigError } from '#src/errors.ts';
import { advisoryLocks } from './advisory-locks.ts';

export interface MigrateOptions {
  /** How long another migrate may take before this one gives up, in milliseconds [5 minutes]. */
  waitMs?: number;
  /** How long a statement waits for a table that somebody holds [5 seconds]: everybody else waits behind it. */
  lockTimeoutMs?: number;
  /** How often that is tried [6], two seconds apart unless `pauseMs` says otherwise. */
  tries?: number;
  pauseMs?: number;
  /** Told once, when another migrate is at work. */
  onWait?(): void;
}

const pollMs = 250;

/**
 * Runs `migrate` while no other process does, on this database. The lock is one of the server's own, on a connection of
 * its own: it goes with the process that holds it. It is asked for again and again instead of waited for, because a
 * statement that waits keeps others from building an index beside the running service.
 * Throws ConfigError when another one takes too long, or when a table stays held by somebody.
 * @param migrate runs what is missing, with this limit on each wait for a table
 */
export async function withMigrationLock(
  databaseUrl: string,
  migrate: (lockTimeoutMs: number) => Promise<number>,
  { waitMs = 5 * 60_000, lockTimeoutMs = 5_000, tries = 6, pauseMs = 2_000, onWait }: MigrateOptions = {},
): Promise<number> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'flowsmith migrate',
    keepAlive: true,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    await takeLock(client, waitMs, onWait);
    for (let attempt = 1; ; attempt++) {
      try {
        return await migrate(lockTimeoutMs);
      } catch (error) {
        if (!isLockTimeout(error)) throw error;
        if (attempt >= tries) throw await held(client, error);
        await sleep(pauseMs);
      }
    }
  } finally {
    await client.end().catch(() => {});
  }
}

async function takeLock(client: pg.Client, waitMs: number, onWait: (() => void) | undefined): Promise<void> {
  const end = performance.now() + waitMs;
  for (let told = false; ; told = true) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [advisoryLocks.migrations]);
    if (rows[0]?.mine) return;
    if (!told) onWait?.();
    if (performance.now() >= end) throw await busy(client, waitMs);
    await sleep(pollMs);
  }
}

async function busy(client: pg.Client, waitMs: number): Promise<ConfigError> {
  const holder = await describe(
    client,
    `pid in (select pid from pg_locks where locktype = 'advisory' and granted and classid = 0 and objid = $1::oid
       and database = (select oid from pg_database where datname = current_database()))`,
    [advisoryLocks.migrations],
  );
  return new ConfigError(
    `Another migrate is at work on the database of DATABASE_URL${holder ? ` (${holder})` : ''} and has not ended within ${Math.round(waitMs / 1000)} s. Nothing was changed by this one. See what the other one does, then run migrate again.`,
  );
}

/** Who has kept a transaction open the longest: most likely the one in the way. */
async function held(client: pg.Client, cause: unknown): Promise<ConfigError> {
  const oldest = await describe(client, `xact_start is not null and datname = current_database()`);
  return new ConfigError(
    `A migration needs a table that somebody else holds, and gave up rather than let everybody wait behind it. What was not finished was undone. ${
      oldest ? `The transaction that is open the longest: ${oldest}. ` : ''
    }Run migrate again in a quieter moment, or end that one with pg_terminate_backend.`,
    { cause },
  );
}

async function describe(client: pg.Client, where: string, values: unknown[] = []): Promise<string | undefined> {
  const { rows } = await client
    .query(
      `select pid, coalesce(nullif(application_name, ''), usename) as name, state, coalesce(xact_start, backend_start)::timestamptz(0)::text as since
       from pg_stat_activity where pid <> pg_backend_pid() and ${where} order by coalesce(xact_start, backend_start) limit 1`,
      values,
    )
    .catch(() => ({ rows: [] }));
  const [row] = rows;
  return row && `process ${row.pid} of PostgreSQL, ${row.name}, ${row.state ?? 'at work'}, since ${row.since}`;
}

/** `lock_not_available`, however deep the ORM wrapped it. */
function isLockTimeout(error: unknown): boolean {
  for (let each = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++)
    if ((each as { code?: unknown }).code === '55P03') return true;
  return false;
}
