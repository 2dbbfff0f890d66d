import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { expect, it } from 'vitest';
import { entities } from '#src/store/entities.ts';
import { createTestDatabase } from '#test/support/database.ts';

const page = readFileSync(fileURLToPath(new URL('../../docs/privacy.md', import.meta.url)), 'utf8');

/** The table of tables: its rows by what is named first. */
const rows = new Map(
  page
    .split('\n')
    .filter((line) => /^\| `[a-z0-9_]+`/.test(line))
    .map((line) => line.split(' | '))
    .map((cells) => [/`(\w+)`/.exec(cells[0] ?? '')?.[1] ?? '', cells] as const),
);

/** Every column that may hold what somebody wrote or is called, by table, of all that the migrations make. */
async function textColumns(): Promise<Map<string, string[]>> {
  await using database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const found = await client.query(
      `select table_name as table, array_agg(column_name::text order by ordinal_position) filter (where data_type in
         ('text', 'json', 'jsonb', 'character varying', 'tsvector', 'ARRAY', 'bytea', 'USER-DEFINED')) as columns
       from information_schema.columns where table_schema = 'public' and table_name <> 'mikro_orm_migrations' group by 1`,
    );
    return new Map(found.rows.map(({ table, columns }) => [table, columns ?? []]));
  } finally {
    await client.end();
  }
}

it('docs/privacy.md names every table, and what each column is that can hold words', async () => {
  const stored = await textColumns();
  expect(stored.size).toBeGreaterThanOrEqual(entities.length);
  expect([...rows.keys()].sort()).toEqual([...stored.keys()].sort());
  const unsaid: string[] = [];
  for (const [table, columns] of stored) {
    const [, words = '', names = '', facts = ''] = rows.get(table) ?? [];
    const said = new Set(
      [words, names, facts]
        .join(' ')
        .match(/`\w+`/g)
        ?.map((name) => name.slice(1, -1)),
    );
    unsaid.push(...columns.filter((column) => !said.delete(column)).map((column) => `${table}.${column}`));
    // Nor one that is not there.
    unsaid.push(...[...said].map((column) => `${table} has no ${column}`));
  }
  expect(unsaid).toEqual([]);
});

it('and says of each how long it is kept and what forget does', () => {
  for (const [table, cells] of rows) {
    expect(cells, table).toHaveLength(6);
    expect(
      cells.slice(4).filter((cell) => cell.replace(/[|\s]/g, '') === ''),
      table,
    ).toEqual([]);
  }
});
