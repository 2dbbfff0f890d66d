import fc from 'fast-check';
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
    ['AWS temporary key id', j('ASI', 'A', 'ABCDEFGHIJ234567')],
    ['Google OAuth token', j('ya2', '9.', letters)],
    ['Google client secret', j('GOC', 'SPX-', letters)],
    ['Azure client secret', j('abc', '8Q', '~', letters.slice(0, 34))],
    ['Anthropic key', j('sk', '-ant-api03-', letters)],
    ['Hugging Face token', j('hf', '_', letters)],
    ['npm token', j('np', 'm_', letters)],
    ['Stripe webhook secret', j('whs', 'ec_', letters)],
    ['Twilio key', j('S', 'K', '0123456789abcdef0123456789abcdef')],
    ['Mailgun key', j('ke', 'y-', '0123456789abcdef0123456789abcdef')],
    ['Mailchimp key', j('0123456789abcdef', '0123456789abcdef', '-us14')],
    ['Shopify token', j('shp', 'at_', '0123456789abcdef0123456789abcdef')],
    ['HubSpot token', j('pat', '-eu1-', '01234567-89ab-cdef-0123-456789abcdef')],
    ['Notion secret', j('sec', 'ret_', letters, 'ABCDEFG')],
    ['Notion token', j('nt', 'n_', letters, 'ABCD1234')],
    ['Airtable token', j('pa', 't', 'ABCdef123GHI45', '.', '0123456789abcdef'.repeat(4))],
    ['Telegram bot token', j('123456789', ':A', 'A', letters.slice(0, 33))],
    ['Discord bot token', j('M', letters.slice(0, 23), '.Abc123.', letters)],
    ['Linear key', j('lin', '_api_', letters)],
    ['Vault token', j('hv', 's.', letters)],
    ['DigitalOcean token', j('do', 'p_v1_', '0123456789abcdef'.repeat(4))],
    ['Databricks token', j('da', 'pi', '0123456789abcdef0123456789abcdef')],
    ['PGP key', j('-----BEGIN PGP PRIV', 'ATE KEY BLOCK-----\nabc\n-----END PGP PRIV', 'ATE KEY BLOCK-----')],
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
    ['passwort: Sommer2024', `passwort: ${secretMark}`],
    ['mot de passe = soleil99', `mot de passe = ${secretMark}`],
    ['{"client_secret": "9f8e7d6c5b4a"}', `{"client_secret": "${secretMark}"}`],
    ["const apiKey = '9f8e7d6c5b4a'", `const apiKey = '${secretMark}'`],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYzzzz9KEY', `AWS_SECRET_ACCESS_KEY=${secretMark}`],
    ['get https://example.com/x?key=a1b2c3d4e5f6g7h8&page=2', `get https://example.com/x?key=${secretMark}&page=2`],
    ['get https://example.com/x?api_key=a1b2c3&page=2', `get https://example.com/x?api_key=${secretMark}&page=2`],
    ['Server=db;User=ana;Password=Tr0ub4dor;', `Server=db;User=ana;Password=${secretMark};`],
    [
      j('post to https://hooks.slack.com/serv', 'ices/T012AB3CD/B012AB3CD/', letters),
      `post to https://hooks.slack.com/services/${secretMark}`,
    ],
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
    'Authorization: Bearer {{ $json.token }}',
    'get https://example.com/?token={{$json.token}}&page=2',
    'header X-Api-Key: {{ $env.KEY }}',
    'send the password reset link: https://example.com/reset',
    'when the token is expired, renew it',
    'jeden Montag um 9 das Passwort-Formular auslesen',
    'the sheet is 1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms',
    'workflow 3fa85f64-5717-4562-b3fc-2c963f66afa6 failed',
    'commit e83c5163316f89bfbde7d9ab23ca2e25604af290 broke the build',
    'token: optional, secret: none',
    'call +49 151 23456789 or 0123456789:00',
  ])('%s', (sentence) => {
    expect(redactSecrets(sentence)).toEqual({ text: sentence, count: 0 });
  });
});

const words =
  'when a new order comes in post it to Slack every morning at nine get the weather for Berlin and send an email to ops with the total if amount is over 500 then create a task in Asana else wait two days key token password secret account page form sheet column row issue branch customer https://example.com/orders #sales @anna 10:30 2026-11-24 v2.4.1 {{ $json.name }} invoice-2024-0042.pdf'.split(
    ' ',
  );

it('sentences of ordinary words are left alone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...words), { maxLength: 60 }),
      fc.constantFrom(' ', ', ', ' – ', '\n'),
      (all, gap) => {
        const sentence = all.join(gap);
        expect(redactSecrets(sentence)).toEqual({ text: sentence, count: 0 });
      },
    ),
    { numRuns: 2_000 },
  );
});

it('any text: replacing again changes nothing, and never throws', () => {
  const risky = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom('password', ':', '=', ' is ', 'sk-', letters, '://', '@', '&', '"', '{{', secretMark),
    ),
  );
  fc.assert(
    fc.property(risky, (parts) => {
      const { text } = redactSecrets(parts.join(''));
      expect(redactSecrets(text).text).toBe(text);
    }),
    { numRuns: 3_000 },
  );
});

/** A quadratic pattern would outlast the test. */
describe('200,000 hostile characters are read', () => {
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
    'password=',
    'secret-secret_',
    'x?key=aaaaaaaaaaaaaaaaaa&',
    'hooks.slack.com/services/',
    'AccountKey=',
    'a',
    ' ',
  ])('%j repeated', (unit) => {
    expect(redactSecrets(unit.repeat(200_000 / unit.length)).text).not.toBe('');
  });
});
