import { Redis } from 'ioredis';
import { ConfigError } from '#src/errors.ts';
import { networkCauseOf } from '#src/network-cause.ts';

const connectTimeoutMs = 5_000;

/** What a Redis says of itself; empty where the user may not ask. */
export interface RedisFacts {
  version?: string;
  /** What it does when memory runs short; anything but `noeviction` may throw jobs away. */
  evictionPolicy?: string;
}

/**
 * Connects once to the Redis of REDIS_URL and asks it. Throws ConfigError: `retryable` when it is away or still loading,
 * else for what somebody has to mend. Holds no secret.
 */
export async function assertRedisAnswers(redisUrl: string, timeoutMs = connectTimeoutMs): Promise<RedisFacts> {
  const url = URL.parse(redisUrl);
  if (!url) throw new ConfigError('REDIS_URL is no address: it looks like redis://:password@host:6379/0.');
  let reason: unknown;
  const client = new Redis(redisUrl, {
    ...{ lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, enableReadyCheck: false },
    ...{ connectTimeout: timeoutMs, commandTimeout: timeoutMs },
  });
  client.on('error', (error) => {
    reason ??= error;
  });
  try {
    await client.connect();
    await client.ping();
    if (reason) throw reason;
    return await readFacts(client);
  } catch (error) {
    throw toConfigError(reason ?? error, `${url.hostname || 'localhost'}:${url.port || 6379}`);
  } finally {
    client.disconnect();
  }
}

async function readFacts(client: Redis): Promise<RedisFacts> {
  const info = await client.info().catch(() => '');
  const read = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const [version, evictionPolicy] = [read('redis_version'), read('maxmemory_policy')];
  return { ...(version ? { version } : {}), ...(evictionPolicy ? { evictionPolicy } : {}) };
}

function toConfigError(error: unknown, at: string): ConfigError {
  const message = error instanceof Error ? error.message : '';
  const cause = { cause: error };
  if (/WRONGPASS|NOAUTH|invalid password|NOPERM/i.test(message))
    return new ConfigError(`Redis at ${at} does not let Flowsmith in: check user and password in REDIS_URL.`, cause);
  if (/DB index|invalid DB/i.test(message))
    return new ConfigError(
      `Redis at ${at} has no database of the number in REDIS_URL: correct it, or leave it out.`,
      cause,
    );
  if (/LOADING|MASTERDOWN|BUSY/.test(message))
    return new ConfigError(`Redis at ${at} (REDIS_URL) is still loading its data.`, { ...cause, retryable: true });
  const network = networkCauseOf(error);
  const why = network?.why ?? (/timed? ?out/i.test(message) ? 'no answer in time' : 'it broke off the connection');
  const passing = network?.passing ?? true;
  return new ConfigError(
    `Redis at ${at} (REDIS_URL) does not answer: ${why}. Check that it runs, and host and port in REDIS_URL.`,
    { ...cause, retryable: passing },
  );
}
