import { describe, expect, it } from 'vitest';
import { queryEffect, queryEffects } from '#src/catalog/effects/sql.ts';

const anything = 'reads writes deletes';

describe('what a query does', () => {
  it.each([
    ['reads', 'SELECT 1', 'reads'],
    ['deletes', 'DELETE FROM orders', 'deletes'],
    ['does several things', 'insert into old select * from t; delete from t', 'writes deletes'],
    ['calls a program', 'CALL clean_up()', anything],
    ['is longer than is read', `select '${'x'.repeat(60_000)}'; drop table t`, anything],
    ['is an expression', '={{ $json.sql }}', anything],
    // n8n puts what an expression gives into the text as it is.
    ['deletes in an expression', '=select 1 {{ "; delete from customers" }}', anything],
    ['deletes in one that ends late', '=select 1 {{ "}}; delete from customers" }}', anything],
    ['goes on with what an expression says', '=select 1 {{ $json.x }}', anything],
    ['names its table by one', 'select * from {{ $json.table }}', anything],
    ['deletes from a table, and goes on', 'delete from t where id = 1 {{ $json.more }}', anything],
    ['has one in a remark, which may end it', 'select 1 -- {{ $json.x }}', anything],
    ['has one between two texts', "select 'a' {{ $json.x }} 'b'", anything],
    ['has one behind what escapes a quote somewhere', "select '\\' , {{ $json.x }} , '", anything],
    ['compares with several statements', "select * from t where a = {{ '1; del' + 'ete from t' }}", anything],
    ['has more behind a value', 'select * from t where a = {{ $json.a }}{{ $json.b }}', anything],
    ['has one that does not end', 'select * from t where a = {{ $json.a', anything],
    ['compares with a value', 'select * from t where id = {{ $json.id }} and n > {{ $json.n }};', 'reads'],
    [
      'compares with a quoted value',
      "=select * from t where name like '%{{ $json.name }}%' limit {{ $json.n }}",
      'reads',
    ],
    ['looks for one of some', 'select * from t where id in ({{ $json.a }}, {{ $json.b }})', 'reads'],
    ['puts values in', "insert into t (a, b) values ({{ $json.a }}, '{{ $json.b }}')", 'writes'],
    ['deletes what equals a value', 'delete from t where id = {{ $json.id }}', 'deletes'],
  ])('that %s', (_what, query, expected) => {
    expect(queryEffects(query).join(' ')).toBe(expected);
  });

  it('is told as a deletion where its words say so, as unknown where nothing is sure', () => {
    expect(queryEffect('=select 1 {{ "; delete from customers" }}')).toBe('deletes');
    expect(queryEffect('select 1 {{ $json.x }}')).toBe('unknown');
    expect(queryEffect('select 1; insert into t values (1)')).toBe('writes');
  });
});

describe('a query that does more than its first word says', () => {
  it.each([
    ['WITH c AS (SELECT TOP 10 * FROM orders) DELETE c', 'deletes'],
    ['WITH x AS (SELECT 1 AS a) DELETE t FROM t JOIN x ON x.a = t.a', 'deletes'],
    ['SELECT 1 DELETE orders WHERE 1=1', 'deletes'],
    ['SELECT 1 DELETE TOP (5) orders', 'deletes'],
    ['SELECT 1DELETE orders', 'deletes'],
    ['DELETE/**/t', 'deletes'],
    ['SELECT 1 DROP TABLE x', 'deletes'],
    ['CREATE OR REPLACE TABLE t AS SELECT 1 AS a', 'writes deletes'],
    ['MERGE INTO t USING s ON t.a=s.a WHEN MATCHED THEN DELETE', 'writes deletes'],
    ['SELECT 1 MERGE t USING s ON t.a=s.a WHEN MATCHED THEN DELETE;', 'writes deletes'],
    ['SELECT 1 INSERT orders VALUES (1)', 'writes'],
    ['SELECT * INTO copy FROM orders', 'writes'],
    ['EXPLAIN ANALYZE UPDATE t SET a=1', 'writes'],
    ['WITH u AS (UPDATE ONLY public.t AS x SET a = 1 RETURNING *) SELECT * FROM u', 'writes'],
    ['WITH u AS (UPDATE t AS x SET a = 1 RETURNING *) SELECT * FROM u', 'writes'],
    ['SELECT 1 UPDATE TOP (1) t SET a=1', 'writes'],
    ['SELECT 1 UPDATE STATISTICS x', 'writes'],
    ['SELECT 1 ALTER TABLE t ADD x int', 'writes'],
    ["SELECT 1 EXEC sp_executesql N'x'", anything],
    ["SELECT 1 EXEC xp_cmdshell 'rm'", anything],
    ['SELECT 1 GRANT ALL ON t TO public', anything],
    ["SELECT 1 BACKUP DATABASE x TO DISK='y'", anything],
    ['SELECT 1 KILL 5', anything],
    ['CALL purge_everything()', anything],
    ["DO $$ BEGIN EXECUTE 'del'||'ete from t'; END $$", anything],
    ['BEGIN purge_all; END;', anything],
    ["EXPORT DATA OPTIONS(uri='gs://x') AS SELECT 1", anything],
    ['PRAGMA writable_schema=1', anything],
    ['purge_everything', anything],
    ['SELECT lo_unlink(1)', anything],
    ["SELECT setval('s',1)", anything],
    ["SELECT * FROM dblink('x','del'||'ete from t') AS t(a int)", anything],
    ['SELECT "lo_unlink"(1)', anything],
    ['SELECT [dbo].[wipe](1)', anything],
    ['SELECT acme.count(1)', anything],
    ['SELECT wipé(1)', anything],
    ['INSERT INTO t (a) SELECT lo_unlink(1)', anything],
    ['SELECT 1 --1 INTO OUTFILE x', 'writes'],
    ["SELECT 1 --it's\n; CALL wipe() --'", anything],
    ['SELECT 1 /*!50000 ; CALL wipe() */', anything],
    ["SELECT [a'], 1 EXEC wipe --'", anything],
    ["SELECT q'[it's]' FROM dual; CALL wipe(1) --'", anything],
    ['SELECT * FROM t WHERE a = 1 $1:raw', anything],
    ['', anything],
  ])('%s', (query, expected) => {
    expect(queryEffects(query).join(' ')).toBe(expected);
  });

  it.each([
    'TABLE x',
    'SELECT 1;',
    'BEGIN; SELECT 1; COMMIT',
    "SELECT name, COUNT(*) AS n, COALESCE(SUM(total), 0) FROM orders WHERE status IN ('update', 'call (me)') GROUP BY name",
    "select date_trunc('month', created_at) as m, count(distinct id) filter (where paid) from orders group by 1 -- by month",
    'WITH recent (id, at) AS (SELECT id, at FROM orders), old AS (SELECT 1) SELECT * FROM recent JOIN old ON (true)',
    "SELECT replace(name, 'a', 'b'), truncate(x, 2), updated_at, is_deleted, created_at FROM `my-project.sales.orders`",
    'SELECT row_number() OVER (PARTITION BY a ORDER BY b) FROM t AS x(a, b) WHERE a = $1 AND b = ANY($2)',
    'SELECT TOP (10) [order id], DATEADD(day, -1, GETDATE()) FROM [dbo].[orders] WITH (NOLOCK)',
    'select * from t where id in (select id from u) and exists (select 1 from v) /* all of (them) */',
    "SELECT CAST(a AS varchar(10)), data->>'drop (it)' FROM t WHERE c::numeric(10, 2) > 5",
  ])('reads: %s', (query) => {
    expect(queryEffects(query)).toEqual(['reads']);
  });

  it('takes the time of its length, whatever stands in it', () => {
    for (const part of ['a', '[', "'", '`', '(', 'as a ', ', a', '/*', '--', '$1', '.', ' ', 'with a(', 'set '])
      expect(queryEffects(`select ${part.repeat(50_000 / part.length)}`)).toBeDefined();
  });
});
