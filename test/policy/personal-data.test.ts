import { describe, expect, it } from 'vitest';
import { maskPersonal, maskPersonalJson, personalMarks } from '#src/policy/personal-data.ts';
import { innocentTexts } from '#test/fixtures/innocent-texts.ts';
import { readRequests } from '#test/support/requests.ts';

const { card, iban, email } = personalMarks;

describe('numbers and addresses of people are masked in what is kept for long', () => {
  it.each([
    // Cards: each network's test number, in every form people type.
    ['4111111111111111', card],
    ['4111 1111 1111 1111', card],
    ['4111-1111-1111-1111', card],
    ['4111.1111.1111.1111', card],
    ['4111\u00a01111\u00a01111\u00a01111', card],
    ['4111\u202f1111\u20091111\u20111111', card],
    ['4111\u20131111\u20131111\u20131111', card],
    ['4111 - 1111', '4111 - 1111'],
    ['４１１１１１１１１１１１１１１１', card],
    ['４１１１　１１１１　１１１１　１１１１', card],
    ['4111\u200b1111\u200b1111\u200b1111', card],
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', card],
    ['4222222222222', card],
    ['5555 5555 5555 4444 12/28 123', `${card} 12/28 123`],
    ['2223 0031 2200 3222', card],
    ['3782 822463 10005', card],
    ['3056 930902 5904', card],
    ['6011 1111 1111 1117', card],
    ['3530 1113 3330 0000', card],
    ['6759 6498 2643 8453', card],
    ['card 12: 4111 1111 1111 1111, then go', `card 12: ${card}, then go`],
    // Accounts: examples of the registry, of every shape.
    ['DE89370400440532013000', iban],
    ['DE89 3704 0044 0532 0130 00', iban],
    ['de89 3704 0044 0532 0130 00 bitte', `${iban} bitte`],
    ['DE89-3704-0044-0532-0130-00.', `${iban}.`],
    ['DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000', iban],
    ['ＤＥ８９３７０４００４４０５３２０１３０００', iban],
    ['GB82 WEST 1234 5698 7654 32 please', `${iban} please`],
    ['IBAN:FR1420041010050500013M02606', `IBAN:${iban}`],
    ['MT84MALT011000012345MTLCAST001S', iban],
    ['NO93 8601 1117 947', iban],
    ['ES91 2100 0418 4502 0005 1332', iban],
    // Addresses.
    ['mail ana.b+c@mail.example.co.uk, then wait', `mail ${email}, then wait`],
    ['<mailto:ana@example.com|ana@example.com>', `<mailto:${email}|${email}>`],
    ['ana＠example.com', email],
    ['ana (at) example.com', email],
    ['ana[at]example.com', email],
    ['https://example.com/?to=ana%40example.com', `https://example.com/?to=${email}`],
    ['müller@bücher.example', email],
    ["o'neill@example.org", email],
    ['ana@xn--bcher-kva.example', email],
  ])('%s', (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
    expect(maskPersonal(masked)).toBe(masked);
    // In the middle of words, and again.
    expect(maskPersonal(`pay ${text} , and ${text} .`)).toBe(`pay ${masked} , and ${masked} .`);
  });

  it.each([
    '4111 1111 1111 1112',
    '1111 1111 1111 1111',
    '0000 0000 0000 0000',
    'DE88 3704 0044 0532 0130 00',
    'ZZ89370400440532013000',
    'call +49 30 901820 at 14:00',
    'order 9780201379624, tracking 1Z999AA10123456784',
    'from 2026-11-29 09:00 to 2026-12-24 18:00',
    'rows 10 20 30 40 50 60 70 80',
    '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
    '4111111111111111a',
    'sha 4111111111111111ffff',
    '@ana please look at #ops',
    'npm i n8n@2.40.7',
    'meet at example.com at 5',
    'a@b',
    '={{ $json.user@host }}',
  ])('stays: %s', (text) => {
    expect(maskPersonal(text)).toBe(text);
  });

  it('hides next to nothing of what people ask for otherwise', () => {
    // Some of them name an address or an account.
    const given = /[\w.]+@[\w.]+|IBAN DE89/;
    const innocent = [...innocentTexts, ...readRequests().map(({ request }) => request)].filter(
      (text) => !given.test(text),
    );
    expect(innocent.length).toBeGreaterThan(200);
    expect(innocent.filter((text) => maskPersonal(text) !== text)).toEqual([]);
  });

  it('reaches every text of a value, and leaves ids alone', () => {
    const id = '41111111-1111-4111-8111-111111111111';
    expect(maskPersonalJson({ id, a: [{ b: 'ana@example.com', c: 3, d: null }] })).toEqual({
      id,
      a: [{ b: email, c: 3, d: null }],
    });
  });

  it('takes the time of the length of a text, not of its square', () => {
    const took = (text: string) => {
      const before = performance.now();
      maskPersonal(text);
      return performance.now() - before;
    };
    for (const piece of ['4111 ', 'DE89', 'a.', '1', '@', 'a@b.', 'de 89 ']) {
      took(piece.repeat(4_000));
      const [one, four] = [took(piece.repeat(20_000)), took(piece.repeat(80_000))];
      // 16 times as long would be the square of it; small times are noise.
      expect(four).toBeLessThan(Math.max(one, 20) * 12);
    }
  });
});
