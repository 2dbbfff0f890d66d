import pg from 'pg';
import { expect, inject, it } from 'vitest';

it('every column that refers to another table is the first of an index: PostgreSQL makes none by itself', async () => {
  const client = new pg.Client({ connectionString: inject('postgresUrl').replace(/\/postgres$/, '/template1') });
  await client.connect();
  try {
    const { rows: all } = await client.query(`select count(*)::int as count from pg_constraint where contype = 'f'`);
    expect(all[0].count).toBeGreaterThan(20);
    const { rows: lacking } = await client.query(
      `select c.conrelid::regclass || '.' || a.attname as column from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
         select from pg_index i where i.indrelid = c.conrelid and i.indisvalid and i.indpred is null and i.indkey[0] = c.conkey[1])
       order by 1`,
    );
    expect(lacking).toEqual([]);
  } finally {
    await client.end();
  }
});
