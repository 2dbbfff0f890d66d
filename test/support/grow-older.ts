import pg from 'pg';

/** As if everything stored had happened so many days earlier: every moment of every table, whatever tables there are. */
export async function growOlder(url: string, days: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select table_name as table, array_agg(column_name::text) as columns from information_schema.columns
       where table_schema = 'public' and data_type = 'timestamp with time zone'
       and table_name not in ('leases', 'mikro_orm_migrations') group by table_name`,
    );
    for (const { table, columns } of rows) {
      const older = columns.map((column: string) => `"${column}" = "${column}" - interval '${days} days'`);
      await client.query(`update "${table}" set ${older.join(', ')}`);
    }
  } finally {
    await client.end();
  }
}
