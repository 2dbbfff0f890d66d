/** One condition as n8n evaluates it, with what it does then: whether it holds, or that it stops there. */
export interface Case {
  type: string;
  operation: string;
  rightType?: string;
  singleValue?: boolean;
  left?: unknown;
  right?: unknown;
  strict: boolean;
  version: 1 | 2 | 3;
}

/** An operator of n8n, the type of its right side, and values for which it holds and does not. */
type Row = [
  type: string,
  operation: string,
  right: string | null,
  holds: [left: unknown, right?: unknown],
  not: [left: unknown, right?: unknown],
];

const may = '2026-05-01T00:00:00Z';
const june = '2026-06-01T00:00:00Z';

/** Every way n8n 2.40.7 compares. The end-to-end test runs all of it there; the table of `src` has to say the same. */
export const operators: readonly Row[] = [
  ['string', 'exists', null, ['a'], [null]],
  ['string', 'notExists', null, [null], ['a']],
  ['string', 'empty', null, [''], ['a']],
  ['string', 'notEmpty', null, ['a'], ['']],
  ['string', 'equals', 'string', ['a', 'a'], ['a', 'b']],
  ['string', 'notEquals', 'string', ['a', 'b'], ['a', 'a']],
  ['string', 'contains', 'string', ['abc', 'b'], ['abc', 'x']],
  ['string', 'notContains', 'string', ['abc', 'x'], ['abc', 'b']],
  ['string', 'startsWith', 'string', ['abc', 'a'], ['abc', 'c']],
  ['string', 'notStartsWith', 'string', ['abc', 'c'], ['abc', 'a']],
  ['string', 'endsWith', 'string', ['abc', 'c'], ['abc', 'a']],
  ['string', 'notEndsWith', 'string', ['abc', 'a'], ['abc', 'c']],
  ['string', 'regex', 'string', ['abc', '/^A/i'], ['abc', '^b']],
  ['string', 'notRegex', 'string', ['abc', '^b'], ['abc', '^a']],
  ['number', 'exists', null, [0], [null]],
  ['number', 'notExists', null, [null], [0]],
  ['number', 'empty', null, [null], [0]],
  ['number', 'notEmpty', null, [0], [null]],
  ['number', 'equals', 'number', [1, 1], [1, 2]],
  ['number', 'notEquals', 'number', [1, 2], [1, 1]],
  ['number', 'gt', 'number', [2, 1], [1, 1]],
  ['number', 'lt', 'number', [1, 2], [1, 1]],
  ['number', 'gte', 'number', [1, 1], [0, 1]],
  ['number', 'lte', 'number', [1, 1], [2, 1]],
  ['dateTime', 'exists', null, [may], [null]],
  ['dateTime', 'notExists', null, [null], [may]],
  ['dateTime', 'empty', null, [null], [may]],
  ['dateTime', 'notEmpty', null, [may], [null]],
  ['dateTime', 'equals', 'dateTime', [may, may], [may, june]],
  ['dateTime', 'notEquals', 'dateTime', [may, june], [may, may]],
  ['dateTime', 'after', 'dateTime', [june, may], [may, may]],
  ['dateTime', 'before', 'dateTime', [may, june], [may, may]],
  ['dateTime', 'afterOrEquals', 'dateTime', [may, may], [may, june]],
  ['dateTime', 'beforeOrEquals', 'dateTime', [may, may], [june, may]],
  ['boolean', 'exists', null, [false], [null]],
  ['boolean', 'notExists', null, [null], [false]],
  ['boolean', 'empty', null, [null], [false]],
  ['boolean', 'notEmpty', null, [false], [null]],
  ['boolean', 'true', null, [true], [false]],
  ['boolean', 'false', null, [false], [true]],
  ['boolean', 'equals', 'boolean', [true, true], [true, false]],
  ['boolean', 'notEquals', 'boolean', [true, false], [true, true]],
  ['array', 'exists', null, [[]], [null]],
  ['array', 'notExists', null, [null], [[]]],
  ['array', 'empty', null, [[]], [['a']]],
  ['array', 'notEmpty', null, [['a']], [[]]],
  ['array', 'contains', 'any', [['a'], 'a'], [['a'], 'b']],
  ['array', 'notContains', 'any', [['a'], 'b'], [['a'], 'a']],
  ['array', 'lengthEquals', 'number', [['a'], 1], [['a'], 2]],
  ['array', 'lengthNotEquals', 'number', [['a'], 2], [['a'], 1]],
  ['array', 'lengthGt', 'number', [['a'], 0], [['a'], 1]],
  ['array', 'lengthLt', 'number', [['a'], 2], [['a'], 1]],
  ['array', 'lengthGte', 'number', [['a'], 1], [['a'], 2]],
  ['array', 'lengthLte', 'number', [['a'], 1], [['a'], 0]],
  ['object', 'exists', null, [{}], [null]],
  ['object', 'notExists', null, [null], [{}]],
  ['object', 'empty', null, [{}], [{ a: 1 }]],
  ['object', 'notEmpty', null, [{ a: 1 }], [{}]],
  ['any', 'exists', null, ['a'], [null]],
  ['any', 'notExists', null, [null], ['a']],
];

/** Ways to compare that n8n has for other types, or had before: never true. */
export const noOperators: readonly [type: string, operation: string][] = [
  ['any', 'empty'],
  ['any', 'notEmpty'],
  ['any', 'equals'],
  ['any', 'contains'],
  ['object', 'equals'],
  ['array', 'equals'],
  ['string', 'gt'],
  ['string', 'true'],
  ['number', 'contains'],
  ['number', 'larger'],
  ['number', 'after'],
  ['dateTime', 'gt'],
  ['boolean', 'gt'],
];

/** A value of every kind: right, empty and wrong for each type. */
const values: readonly unknown[] = [
  ...[undefined, null, '', ' ', 'abc', '5', 'true', '2026-05-01', '31.12.2026', '12:30', 'May 1, 2026'],
  ...['[1]', "['a']", '{"a":1}', '{a:1}', 0, 5, true, false, [], ['a'], {}, { a: 1 }],
];
const ways = ([1, 2, 3] as const).flatMap((version) => [true, false].map((strict) => ({ strict, version })));

/** Every value on either side of every type, read in every way; the other side is right. */
export const readings: readonly Case[] = operators
  .filter(([, operation]) => ['equals', 'contains', 'lengthEquals', 'exists', 'notEmpty'].includes(operation))
  .flatMap(([type, operation, right, [left, other]]) =>
    ways.flatMap((way) => {
      const one = { type, operation, ...way, ...(right === null || right === type ? {} : { rightType: right }) };
      return values.flatMap((value): Case[] => [
        { ...one, left: value, ...(right === null ? { singleValue: true } : { right: other }) },
        // Without a word about it, n8n reads the right side of what has none as well.
        { ...one, left, right: value },
      ]);
    }),
  );
