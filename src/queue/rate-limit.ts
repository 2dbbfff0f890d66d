import { Redis } from 'ioredis';
import pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { advisoryLocks } from '#src/store/advisory-locks.ts';

/** `remaining` of the points are left, and `resetMs` later all of them are there again. */
export type Allowance =
  | { allowed: true; remaining: number; resetMs: number }
  | { allowed: false; retryAfterMs: number };

export interface RateLimits extends AsyncDisposable {
  /** Takes one of `points` per `windowMs` for this key; counted over all processes. */
  take(key: string, points: number, windowMs: number): Promise<Allowance>;
}

/**
 * Counters in Redis, or in PostgreSQL (schema `flowsmith_limits`) without one. While Redis is away each process counts by
 * itself: requests are still taken then, because they are stored in PostgreSQL.
 */
export async function openRateLimits(config: {
  redisUrl?: string;
  databaseUrl: string;
  prefix?: string;
}): Promise<RateLimits> {
  const keyPrefix = `${config.prefix ?? 'flowsmith'}-limit`;
  const backend = config.redisUrl ? openRedis(config.redisUrl) : await openPostgres(config.databaseUrl);
  const limiters = new Map<string, RateLimiterRedis | RateLimiterPostgres>();
  return {
    async take(key, points, windowMs) {
      const id = `${points}-${windowMs}`;
      const options = { points, duration: Math.ceil(windowMs / 1000), keyPrefix };
      const limiter = limiters.get(id) ?? backend.create(options);
      limiters.set(id, limiter);
      try {
        const { remainingPoints, msBeforeNext } = await limiter.consume(key);
        return { allowed: true, remaining: remainingPoints, resetMs: msBeforeNext };
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return { allowed: false, retryAfterMs: refusal.msBeforeNext };
        throw refusal;
      }
    },
    [Symbol.asyncDispose]: () => backend.close(),
  };
}

interface LimiterOptions {
  points: number;
  duration: number;
  keyPrefix: string;
}

function openRedis(url: string) {
  const client = new Redis(url, { maxRetriesPerRequest: 2, commandTimeout: 1_000 });
  client.on('error', () => {});
  return {
    create: (options: LimiterOptions) =>
      new RateLimiterRedis({ ...options, storeClient: client, insuranceLimiter: new RateLimiterMemory(options) }),
    close: async () => client.disconnect(),
  };
}

async function openPostgres(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {});
  // Two processes may start at once: the lock makes "if not exists" safe.
  await pool.query(
    `begin; select pg_advisory_xact_lock(${advisoryLocks.limits}); create schema if not exists flowsmith_limits;
     create table if not exists flowsmith_limits.counters (key varchar(255) primary key, points integer not null default 0, expire bigint); commit`,
  );
  return {
    create: (options: LimiterOptions) =>
      new RateLimiterPostgres({
        ...options,
        storeClient: pool,
        storeType: 'client',
        schemaName: 'flowsmith_limits',
        tableName: 'counters',
        tableCreated: true,
        clearExpiredByTimeout: true,
      }),
    close: () => pool.end(),
  };
}

/** Removes what is counted of these people (`platform:tenant:person`), wherever it is counted. */
export async function forgetLimits(
  config: { redisUrl?: string; databaseUrl: string },
  people: readonly string[],
): Promise<void> {
  if (config.redisUrl) return forgetInRedis(config.redisUrl, people);
  const client = new pg.Client({ connectionString: config.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(`select to_regclass('flowsmith_limits.counters') is not null as there`);
    if (!rows[0]?.there) return;
    for (const person of people)
      await client.query(`delete from flowsmith_limits.counters where right(key, length($1) + 1) = ':' || $1`, [
        person,
      ]);
  } finally {
    await client.end();
  }
}

async function forgetInRedis(url: string, people: readonly string[]): Promise<void> {
  const client = new Redis(url, { maxRetriesPerRequest: 2 });
  client.on('error', () => {});
  try {
    for await (const keys of client.scanStream({ match: '*-limit:*', count: 1_000 })) {
      const theirs = (keys as string[]).filter((key) => people.some((person) => key.endsWith(`:${person}`)));
      if (theirs.length > 0) await client.del(...theirs);
    }
  } finally {
    client.disconnect();
  }
}
