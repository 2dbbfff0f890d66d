import { describe, expect, it } from 'vitest';
import { queryEffect, queryEffects } from '#src/catalog/effects/sql.ts';

const anything = 'reads writes deletes';

describe('what a query does', () => {
  it.each([
    ['reads', 'SELECT 1', 'reads'],
    ['deletes', 'DELETE FROM orders', 'deletes'],
    ['does several things', 'insert into old select * from t; delete from t', 'writes deletes'],
    ['calls a program', 'CALL clean_up()', 'writes'],
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
