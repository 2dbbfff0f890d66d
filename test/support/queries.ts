import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** One statement as it was sent to PostgreSQL. */
export interface Statement {
  sql: string;
  values: unknown[];
}

const recording = new AsyncLocalStorage<Statement[]>();
let watching = false;

/** Counts at the driver, so that nothing gets past it: what the ORM makes, raw SQL, and other pools alike. */
function watch(): void {
  if (watching) return;
  watching = true;
  const { query } = pg.Client.prototype;
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of one method, handed on as they are
  pg.Client.prototype.query = function (this: pg.Client, ...args: any[]) {
    const [first, second] = args as [string | { text?: string; values?: unknown[] }, unknown];
    const sql = typeof first === 'string' ? first : (first?.text ?? '');
    const values = Array.isArray(second) ? second : typeof first === 'string' ? [] : (first?.values ?? []);
    recording.getStore()?.push({ sql, values });
    // biome-ignore lint/suspicious/noExplicitAny: see above
    return (query as any).apply(this, args);
  } as typeof query;
}

/** Everything that `act`, and what it starts, says to PostgreSQL. */
export async function recordStatements<T>(act: () => Promise<T>): Promise<{ result: T; statements: Statement[] }> {
  watch();
  const statements: Statement[] = [];
  const result = await recording.run(statements, act);
  return { result, statements };
}

const control = /^\s*(?:begin|start transaction|commit|rollback|savepoint|release|set|declare|fetch|close)\b/i;

/** Those that read or write rows. */
export const withoutControl = (statements: readonly Statement[]): Statement[] =>
  statements.filter(({ sql }) => !control.test(sql));

/** Of a table of thousands a scan that keeps a fifth is the quickest way to read that much; a larger one is never read whole. */
const worthAScan = { rows: 20_000, kept: 0.2 };

/**
 * Sequential scans of tables with more than `rows` rows that are not worth it, in the plans of these statements, as
 * `table: statement`.
 */
export async function sequentialScans(
  client: pg.ClientBase,
  statements: readonly Statement[],
  rows: number,
): Promise<Set<string>> {
  const { rows: tables } = await client.query<{ name: string; size: number }>(
    `select relname as name, reltuples as size from pg_class where relkind = 'r' and reltuples > $1`,
    [rows],
  );
  const big = new Map(tables.map(({ name, size }) => [name, size]));
  const found = new Set<string>();
  for (const { sql, values } of withoutControl(statements)) {
    for (const node of await planOf(client, { sql, values })) {
      const table = node['Relation Name'];
      const size = big.get(table ?? '') ?? 0;
      const worthIt = size <= worthAScan.rows && node['Plan Rows'] >= size * worthAScan.kept;
      if (node['Node Type'].endsWith('Seq Scan') && size > 0 && !worthIt) found.add(`${table}: ${short(sql)}`);
    }
  }
  return found;
}

/**
 * What stands in the way of an index: tables of these that a plan reads whole although it may not, as
 * `table: statement`. Says the same on a small database as on a large one.
 */
export async function withoutIndex(
  client: pg.ClientBase,
  statements: readonly Statement[],
  tables: readonly string[],
): Promise<Set<string>> {
  const found = new Set<string>();
  await client.query('set enable_seqscan = off');
  for (const statement of withoutControl(statements))
    for (const node of await planOf(client, statement)) {
      const table = node['Relation Name'] ?? '';
      if (node['Node Type'].endsWith('Seq Scan') && tables.includes(table))
        found.add(`${table}: ${short(statement.sql)}`);
    }
  await client.query('reset enable_seqscan');
  return found;
}

/** Nodes of the plan; none of a statement that has no plan. */
async function planOf(client: pg.ClientBase, { sql, values }: Statement): Promise<PlanNode[]> {
  if (!/^\s*(?:select|with|insert|update|delete)\b/i.test(sql)) return [];
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (format json) ${sql}`, values);
  return nodesOf(rows[0]?.['QUERY PLAN'][0].Plan);
}

/** The statement without its values: the ORM writes them into it. */
export const shapeOf = (sql: string): string =>
  sql
    .replaceAll(/'(?:[^']|'')*'/g, '?')
    .replaceAll(/\s+/g, ' ')
    .trim();

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Plan Rows': number;
  Plans?: PlanNode[];
}

const nodesOf = (node: PlanNode | undefined): PlanNode[] =>
  node ? [node, ...(node.Plans ?? []).flatMap(nodesOf)] : [];
const short = (sql: string): string => shapeOf(sql).slice(0, 200);
