import type { Config } from '#src/config.ts';
import type { N8nAccess } from '#src/n8n/gate.ts';
import { readClockAhead } from '#src/n8n/instance.ts';
import { assertRedisAnswers } from '#src/queue/reach.ts';
import { clockAhead } from '#src/store/clock.ts';
import { openStore } from '#src/store/orm.ts';
import { assertSameSchema } from '#src/store/same-schema.ts';
import { type Check, fails, ok, type Verdict, warns } from './report.ts';

const bigDifferenceMs = 5_000;
/** Slack's signatures are taken for five minutes. */
const slackLimitMs = 4.5 * 60_000;

/** What Flowsmith keeps things in, and the clocks. */
export function storeChecks(config: Config, n8n: N8nAccess): Check[] {
  return [
    { name: 'database', run: () => checkDatabase(config.databaseUrl) },
    { name: 'queue', run: () => checkQueue(config) },
    { name: 'clock', run: () => checkClocks(config, n8n) },
  ];
}

async function checkDatabase(databaseUrl: string): Promise<Verdict> {
  await using store = await openStore(databaseUrl);
  const [row] = (await store
    .fork()
    .execute(`select current_setting('server_version') as version, pg_is_in_recovery() as copy`)) as {
    version: string;
    copy: boolean;
  }[];
  if (row?.copy) return fails('DATABASE_URL leads to a copy that can only be read: set it to the primary.');
  await assertSameSchema(store);
  return ok(`PostgreSQL ${row?.version}, its schema is that of this program.`);
}

async function checkQueue({ redisUrl, databaseUrl }: Config): Promise<Verdict> {
  if (redisUrl) {
    const { version, evictionPolicy } = await assertRedisAnswers(redisUrl);
    const says = version ? `Redis ${version}.` : 'Redis.';
    if (evictionPolicy && evictionPolicy !== 'noeviction')
      return warns(
        `${says} Its maxmemory-policy is ${evictionPolicy}: set it to noeviction, or jobs may be thrown away.`,
      );
    return ok(says);
  }
  await using store = await openStore(databaseUrl);
  const [row] = (await store.fork().execute(
    `select has_database_privilege(current_database(), 'create') or
       (to_regnamespace('bullmq') is not null and to_regnamespace('flowsmith_limits') is not null) as fine`,
  )) as { fine: boolean }[];
  if (!row?.fine)
    return fails(
      'no REDIS_URL, and the user of DATABASE_URL may not make the schemas bullmq and flowsmith_limits: grant it CREATE on the database, or set REDIS_URL.',
    );
  return ok('no REDIS_URL: PostgreSQL is used.');
}

async function checkClocks({ databaseUrl, slack }: Config, n8n: N8nAccess): Promise<Verdict> {
  const ahead: [whose: string, ms: number][] = [];
  const details: string[] = [];
  const look = async (whose: string, read: () => Promise<number | undefined>) => {
    const ms = await read().catch(() => undefined);
    if (ms === undefined) details.push(`The clock of ${whose} could not be read.`);
    else ahead.push([whose, ms]);
  };
  await look('PostgreSQL', async () => {
    await using store = await openStore(databaseUrl);
    return await clockAhead(store.fork());
  });
  await look('n8n, or of the proxy in front of it,', () => readClockAhead(n8n));
  const apart = ahead.filter(([, ms]) => Math.abs(ms) > bigDifferenceMs);
  if (apart.length === 0)
    return ahead.length > 0
      ? ok('agrees with those that could be read.', details)
      : warns('no other clock could be read.', details);
  const says = apart
    .map(
      ([whose, ms]) =>
        `this one is ${(Math.abs(ms) / 1000).toFixed(0)} s ${ms > 0 ? 'behind' : 'ahead of'} that of ${whose}`,
    )
    .join('; ');
  const far = slack && apart.some(([, ms]) => Math.abs(ms) > slackLimitMs);
  if (far)
    return fails(`${says}: with a difference like this what Slack sends is refused. Set the clock (NTP).`, details);
  return warns(`${says}. Set the clock (NTP).`, details);
}
