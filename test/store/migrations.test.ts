import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openStore } from '#src/store/orm.ts';

const name = `empty_${crypto.randomUUID().replaceAll('-', '')}`;

async function onAdmin(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

beforeAll(() => onAdmin(`create database ${name} template template0`));
afterAll(() => onAdmin(`drop database if exists ${name} with (force)`));

it('the migrations build exactly the schema the entities describe, once', async () => {
  await using store = await openStore(inject('postgresUrl').replace(/\/postgres$/, `/${name}`));
  const pending = await store.pendingMigrations();
  expect(pending.length).toBeGreaterThan(0);
  expect(await store.migrate()).toBe(pending.length);
  expect(await store.pendingMigrations()).toEqual([]);
  expect(await store.migrate()).toBe(0);
  expect(await store.hasSchemaDrift()).toBe(false);
});
