import pg from 'pg';

/** Where a text is stored: `schema.table.column`, of every column that can hold text, in every table there is. */
export async function findStored(url: string, text: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select c.table_schema as schema, c.table_name as table, c.column_name as column from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
       where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
         and c.data_type in ('text', 'json', 'jsonb', 'character varying', 'bytea', 'ARRAY', 'USER-DEFINED', 'tsvector')
       order by 1, 2, 3`,
    );
    const found: string[] = [];
    for (const { schema, table, column } of rows) {
      const sql = `select count(*)::int as n from "${schema}"."${table}" where position(lower($1) in lower("${column}"::text)) > 0`;
      const hits = await client.query(sql, [text]);
      if (hits.rows[0]?.n > 0) found.push(`${schema === 'public' ? '' : `${schema}.`}${table}.${column}`);
    }
    return found;
  } finally {
    await client.end();
  }
}
