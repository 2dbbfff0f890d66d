import { describe, expect, it } from 'vitest';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const j = (...parts: string[]): string => parts.join('');
const letters = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';

describe('what looks like a secret is replaced', () => {
  it.each([
    ['Slack bot token', j('xox', 'b-123456789012-', letters)],
    ['Slack app token', j('xap', 'p-1-A0123-', letters)],
    ['OpenAI key', j('sk', '-proj-', letters)],
    ['GitHub token', j('gh', 'p_', letters)],
    ['GitHub fine-grained token', j('github', '_pat_', letters)],
    ['GitLab token', j('glp', 'at-', letters.slice(0, 20))],
    ['AWS access key id', j('AKI', 'A', 'ABCDEFGHIJ234567')],
    ['Google API key', j('AIz', 'a', letters)],
    ['Stripe key', j('sk', '_live_', letters)],
    ['SendGrid key', j('SG', '.', letters.slice(0, 22), '.', letters)],
    ['JSON web token', j('ey', 'JhbGciOiJIUzI1NiJ9.ey', 'JzdWIiOiIxMjM0NTY3ODkwIn0.', letters)],
    ['private key', j('-----BEGIN RSA PRIV', 'ATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIV', 'ATE KEY-----')],
    [
      'encrypted key',
      j('-----BEGIN RSA PRIV', 'ATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIEow\n-----END RSA PRIV', 'ATE KEY-----'),
    ],
    ['private key cut off', j('-----BEGIN PRIV', 'ATE KEY-----\nMIIEowIBAAKC')],
  ])('%s', (_what, secret) => {
    const { text, count } = redactSecrets(`Use ${secret}`);
    expect(text).toBe(`Use ${secretMark}`);
    expect(count).toBe(1);
  });

  it.each([
    ['password: hunter2!', `password: ${secretMark}`],
    ['the password is Tr0ub4dor&3', `the password is ${secretMark}`],
    ['api_key=9f8e7d6c5b4a', `api_key=${secretMark}`],
    [`Authorization: Bearer ${letters}`, `Authorization: Bearer ${secretMark}`],
    ['postgres://ana:s3cr3t@db.example.com/crm', `postgres://ana:${secretMark}@db.example.com/crm`],
    ['https://ana:s3cr3t@example.com/feed', `https://ana:${secretMark}@example.com/feed`],
  ])('%s', (input, expected) => {
    expect(redactSecrets(input).text).toBe(expected);
  });

  it('replaces each of several, and finds nothing more in what it wrote', () => {
    const once = redactSecrets(`password: hunter2! and ${j('sk', '-', letters)} and https://a:b1@example.com`);
    expect(once.count).toBe(3);
    expect(redactSecrets(once.text)).toEqual({ text: once.text, count: 0 });
  });
});

describe('ordinary requests stay as they were said', () => {
  it.each([
    'every weekday at 9:00 get https://example.com/status and post it to Slack #ops',
    'when someone fills in the form with name, email and password, send me an email',
    'the password is wrong, remind the user by email',
    'post the access token count to #ops',
    'get https://example.com:8443/health?token=',
    'if the secret santa list changes, tell ops@example.com at 10:30',
    'every 15 minutes check sk-ii prices and risk_live dashboards',
    'make a task: token ring explained',
    'call https://example.com/users/@me at 7:15',
  ])('%s', (sentence) => {
    expect(redactSecrets(sentence)).toEqual({ text: sentence, count: 0 });
  });
});

/** Eight times the text would take a quadratic pattern 64 times as long. */
describe('hostile text takes linear time', () => {
  const short = 12_500;
  it.each([
    'ey',
    'eyJaaaaaaaa.',
    '-----BEGIN A PRIVATE KEY-----',
    '-----BEGIN A PRIVATE KEY',
    'a://',
    'aaaaaaaaaaaaaaaaaaaaa:',
    'password is ',
    'token   :   ',
    'SG.aaaaaaaaaaaaaaaaa',
    'xoxb-',
    'a',
    ' ',
  ])('%j repeated', (unit) => {
    const best = (length: number): number => {
      const text = unit.repeat(Math.ceil(length / unit.length));
      const times = Array.from({ length: 5 }, () => {
        const startedAt = performance.now();
        redactSecrets(text);
        return performance.now() - startedAt;
      });
      return Math.min(...times);
    };
    best(short);
    expect(best(8 * short)).toBeLessThan(30 * best(short) + 100);
  });
});
