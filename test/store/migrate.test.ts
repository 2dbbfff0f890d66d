import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { advisoryLocks } from '#src/store/advisory-locks.ts';
import { openStore } from '#src/store/orm.ts';
import { createTestDatabase } from '#test/support/database.ts';

const admin = inject('postgresUrl');
const name = `migrate_${crypto.randomUUID().replaceAll('-', '')}`;
const url = admin.replace(/\/postgres$/, `/${name}`);

async function connect(address: string): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

beforeAll(async () => {
  await using client = await connect(admin);
  await client.query(`create database ${name} template template0`);
});
afterAll(async () => {
  await using client = await connect(admin);
  await client.query(`drop database if exists ${name} with (force)`);
});

it('looking at an empty database writes nothing into it', async () => {
  await using store = await openStore(url);
  expect((await store.pendingMigrations()).length).toBeGreaterThan(0);
  expect(await store.unknownMigrations()).toEqual([]);
  await using client = await connect(url);
  const { rows } = await client.query(`select relname from pg_class where relnamespace = 'public'::regnamespace`);
  expect(rows).toEqual([]);
});

it('two at once wait for each other: one migrates, the other finds nothing to do', async () => {
  await using one = await openStore(url);
  await using two = await openStore(url);
  const pending = (await one.pendingMigrations()).length;
  const ran = await Promise.all([one.migrate(), two.migrate()]);
  expect(ran.sort((a, b) => a - b)).toEqual([0, pending]);
  expect(await one.pendingMigrations()).toEqual([]);
});

it('waits for another one as long as it may, says so, and names it when it gives up', async () => {
  await using store = await openStore(url);
  await using other = await connect(url);
  const pid = (await other.query('select pg_backend_pid() as pid')).rows[0]?.pid;
  await other.query('select pg_advisory_lock($1)', [advisoryLocks.migrations]);
  let told = 0;
  const refused = store.migrate({ waitMs: 600, onWait: () => void told++ });
  await expect(refused).rejects.toThrow(new RegExp(`Another migrate is at work.*process ${pid} of PostgreSQL`));
  expect(told).toBe(1);

  const { promise: waiting, resolve } = Promise.withResolvers<void>();
  const patient = store.migrate({ waitMs: 30_000, onWait: resolve });
  await waiting;
  await other.query('select pg_advisory_unlock($1)', [advisoryLocks.migrations]);
  expect(await patient).toBe(0);
});

it('does not wait behind a long transaction: it gives up in words, undoes what it began, and works afterwards', async () => {
  await using database = await createTestDatabase();
  await using store = await openStore(database.url);
  await store.fork().execute(`delete from mikro_orm_migrations where name like '%open_drafts_expire'`);
  await using other = await connect(database.url);
  await other.query('begin; lock table drafts in access share mode; lock table drafts in exclusive mode');
  const limits = { lockTimeoutMs: 100, tries: 2, pauseMs: 10 };
  await expect(store.migrate(limits)).rejects.toThrow(
    /needs a table that somebody else holds.*process \d+ of PostgreSQL.*pg_terminate_backend/,
  );
  expect(await store.pendingMigrations()).toHaveLength(1);
  await other.query('rollback');
  expect(await store.migrate(limits)).toBe(1);
});
