import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPictureTokens } from '#src/engine/shown/picture-token.ts';

const tokens = createPictureTokens('n8n-api-key');
const ref = { draftId: '0198c1de-0000-7000-8000-000000000001', revision: 3 };
const day = 86_400_000;

test('what was signed is read back, whatever draft and revision, with marks or plain', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 100_000 }), fc.boolean(), (draftId, revision, plain) => {
      const signed = { draftId, revision, ...(plain ? { plain } : {}) };
      const token = tokens.sign(signed);
      expect(token).toMatch(/^[\w-]{54}$/);
      expect(tokens.read(token)).toEqual(signed);
    }),
  );
});

test('tokens of one day are the same, and hold for 90 days', () => {
  const now = 20_000 * day;
  const token = tokens.sign(ref, now);
  expect(tokens.sign(ref, now + day - 1)).toBe(token);
  expect(tokens.sign(ref, now + day)).not.toBe(token);
  expect(tokens.read(token, now + 90 * day)).toEqual(ref);
  expect(tokens.read(token, now + 91 * day)).toBeUndefined();
});

test('no character of a token can be changed', () => {
  const token = tokens.sign(ref);
  for (let index = 0; index < token.length; index += 1) {
    // The last character carries two bits that mean nothing.
    const other = token[index] === 'w' ? 'h' : 'w';
    const changed = token.slice(0, index) + other + token.slice(index + 1);
    expect(tokens.read(changed)).toBeUndefined();
  }
});

test.each(['', 'x', '../../etc/passwd', 'A'.repeat(54), 'A'.repeat(53), 'ä'.repeat(54), 'A'.repeat(100_000)])(
  'nonsense is no token (%#)',
  (token) => {
    expect(tokens.read(token)).toBeUndefined();
  },
);

test('another secret makes other tokens, and the token holds nothing of it', () => {
  const other = createPictureTokens('another key');
  expect(other.read(tokens.sign(ref))).toBeUndefined();
  expect(Buffer.from(tokens.sign(ref), 'base64url').toString('latin1')).not.toContain('n8n');
});
