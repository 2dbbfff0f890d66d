import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isTextTooDeep, isTooDeep } from '#src/json-depth.ts';

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

it.each([
  ['flat', '{"a": 1}', false],
  ['as deep as may be', nested(100), false],
  ['one deeper', nested(101), true],
  ['wide is not deep', `[${Array(500).fill('[{}]').join(',')}]`, false],
  ['brackets in a text', JSON.stringify({ text: '[{'.repeat(500) }), false],
  ['behind an escaped quote', JSON.stringify({ text: '"\\', more: JSON.parse(nested(120)) }), true],
  ['half of it', '['.repeat(100_000), true],
  ['a text that never ends', `"${'['.repeat(100_000)}`, false],
])('%s', (_what, text, expected) => expect(isTextTooDeep(text)).toBe(expected));

it('a parsed value is judged like its text', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), fc.integer({ min: 0, max: 9 }), (value, most) => {
      expect(isTooDeep(value, most)).toBe(isTextTooDeep(JSON.stringify(value), most));
    }),
  );
  expect(isTooDeep(JSON.parse(nested(100_000)))).toBe(true);
});
