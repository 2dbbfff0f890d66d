import pg from 'pg';
import { ConfigError } from '#src/errors.ts';
import { networkCauseOf } from '#src/network-cause.ts';

const connectTimeoutMs = 5_000;

/**
 * Connects once to the database of DATABASE_URL and never creates one. Throws ConfigError: `retryable` when the server is
 * away or still starting, else for what somebody has to mend (password, name of the database, TLS). Holds no secret.
 */
export async function assertDatabaseAnswers(databaseUrl: string, timeoutMs = connectTimeoutMs): Promise<void> {
  const address = readAddress(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: timeoutMs });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query({ text: 'select 1', query_timeout: timeoutMs } as pg.QueryConfig);
  } catch (error) {
    throw toConfigError(error, address);
  } finally {
    await client.end().catch(() => {});
  }
}

interface Address {
  /** e.g. `127.0.0.1:5432`. */
  at: string;
  user: string;
  database: string;
}

/** Where it is, without its password. Throws ConfigError for what is no address. */
function readAddress(databaseUrl: string): Address {
  const url = URL.parse(databaseUrl);
  try {
    if (!url) throw new Error('no address');
    const host = url.hostname || decodeURIComponent(url.searchParams.get('host') ?? 'localhost');
    const database = decodeURIComponent(url.pathname.slice(1));
    const user = decodeURIComponent(url.username) || 'this user';
    return { at: `${host}:${url.port || url.searchParams.get('port') || 5432}`, user, database };
  } catch {
    throw new ConfigError(
      'DATABASE_URL is no address: it looks like postgres://user:password@host:5432/flowsmith, and signs like @ : / # % in the password have to be written as %40 %3A %2F %23 %25.',
    );
  }
}

/** The rows by SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function toConfigError(error: unknown, { at, user, database }: Address): ConfigError {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const lasting = (what: string) => new ConfigError(what, { cause: error });
  const passing = (what: string) => new ConfigError(what, { cause: error, retryable: true });
  if (code === '28P01' || code === '28000' || /password must be a string|no password supplied|SASL/.test(message))
    return lasting(
      `PostgreSQL at ${at} does not let ${user} in (${code || 'no password'}): check user and password in DATABASE_URL, and that pg_hba.conf lets this machine in.`,
    );
  if (code === '3D000')
    return lasting(
      `PostgreSQL at ${at} has no database "${database}": correct the name in DATABASE_URL, or create it (createdb "${database}") and run: flowsmith migrate. Nothing was created.`,
    );
  if (code === '42501')
    return lasting(`PostgreSQL at ${at} does not let ${user} use the database "${database}": grant it CONNECT.`);
  if (code === '57P03')
    return passing(`PostgreSQL at ${at} (DATABASE_URL) is still starting or shutting down (57P03).`);
  if (code === '53300')
    return passing(
      `PostgreSQL at ${at} (DATABASE_URL) takes no more connections (53300): raise its max_connections, or run fewer processes.`,
    );
  if (/does not support SSL/.test(message))
    return lasting(`PostgreSQL at ${at} speaks no TLS, but DATABASE_URL asks for it: take sslmode out of it.`);
  const network = networkCauseOf(error);
  if (network && !network.passing) return lasting(`PostgreSQL at ${at} (DATABASE_URL) cannot be used: ${network.why}.`);
  const why = network?.why ?? (/timeout/i.test(message) ? 'no answer in time' : code || 'it broke off the connection');
  return passing(
    `PostgreSQL at ${at} (DATABASE_URL) does not answer: ${why}. Check that it runs, and host and port in DATABASE_URL.`,
  );
}
