import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createLinkCode, hashOfCode, takeLinkCode } from '#src/engine/intake/link-code.ts';

it('a code is short, easy to read out, has a digit, and is found in what people say', () => {
  const codes = Array.from({ length: 2_000 }, createLinkCode);
  expect(new Set(codes).size).toBe(2_000);
  for (const code of codes) {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    for (const said of [code, code.toLowerCase(), code.replace('-', ''), code.replace('-', ' ')])
      expect(takeLinkCode(`link ${said}`)).toEqual({ hash: hashOfCode(code), text: 'link [code]' });
  }
});

it.each(['link k7m2-9qrt', 'Link K7M29QRT.', 'please link my account with code: K7M2-9QRT', ' connect "K7M2 9QRT" '])(
  '"%s" carries it, however it is written',
  (text) => {
    const hash = createHash('sha256').update('K7M29QRT').digest('hex');
    expect(takeLinkCode(text)?.hash).toBe(hash);
  },
);

it('O, I and L are read as the digits they look like', () => {
  expect(takeLinkCode('link OIL2-9QRT')?.hash).toBe(hashOfCode('0112-9QRT'));
});

it.each([
  'link',
  'link workflow',
  'link accounts',
  'link my accounts',
  'link every row to row 2024',
  'K7M2-9QRT',
  'link K7M2-9QRT to a sheet',
])('"%s" carries none', (text) => {
  expect(takeLinkCode(text)).toBeUndefined();
});
