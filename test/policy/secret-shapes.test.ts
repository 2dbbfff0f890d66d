import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '#src/language/language.ts';
import { toPlainText } from '#src/policy/plain-text.ts';
import { findByRules } from '#src/policy/secret-rules.ts';
import { redactSecrets, secretMark } from '#src/policy/secrets.ts';
import { innocentTexts } from '#test/fixtures/innocent-texts.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const j = (...parts: string[]): string => parts.join('');
const letters = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
const base64 = 'AAAAB3NzaC1yc2EAAAADAQABAAABgQC7vbqajDhA9f1xZ8Y5n0mJq3T2kLwXe4UoRsVtPpQ6';
const ofAws = j('wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYzzzz9KEYaa');

/** What was said, and what of it has to go. */
const said: [string, string][] = [
  // Words before it, in four languages
  ['password: hunter2!', 'hunter2!'],
  ['Password for the server: hunter2!', 'hunter2!'],
  ['the password is Tr0ub4dor&3', 'Tr0ub4dor&3'],
  ['the password of ana is "correcthorse"', 'correcthorse'],
  ['pass word: hunter22', 'hunter22'],
  ['pw hunter22', 'hunter22'],
  ['pw: a1b2', 'a1b2'],
  ['PW=geheim99', 'geheim99'],
  ['pwd -> hunter22', 'hunter22'],
  ['use user ana and password hunter22 there', 'hunter22'],
  ['**Password:** `hunter22`', 'hunter22'],
  ['Password:\nhunter22', 'hunter22'],
  ['password: abc,def;ghi9', 'abc,def;ghi9'],
  ['das Passwort lautet Sommer2024', 'Sommer2024'],
  ['das Passwort lautet jetzt Sommer2024', 'Sommer2024'],
  ['das Passwort für den Server heißt Sommer2024', 'Sommer2024'],
  ['WLAN-Passwort: sonnenblume', 'sonnenblume'],
  ['Datenbankpasswort = Xk39fhsd', 'Xk39fhsd'],
  ['Kennwort ist gErHeim', 'gErHeim'],
  ['Mein Zugangsschlüssel lautet a1b2c3d4e5', 'a1b2c3d4e5'],
  ['API-Schlüssel: 9f8e7d6c5b4a', '9f8e7d6c5b4a'],
  ['API-Schluessel: 9f8e7d6c5b4a', '9f8e7d6c5b4a'],
  ['le mot de passe est soleil99', 'soleil99'],
  ['le mot de passe du serveur est soleil99', 'soleil99'],
  ['mdp : soleil99', 'soleil99'],
  ["la clé d'API est 9f8e7d6c5b4a", '9f8e7d6c5b4a'],
  ['clé secrète = 9f8e7d6c5b4a', '9f8e7d6c5b4a'],
  ["jeton d'accès : 9f8e7d6c5b4a", '9f8e7d6c5b4a'],
  ['la contraseña es sol12345', 'sol12345'],
  ['la contrasena es sol12345', 'sol12345'],
  ['contraseña del servidor: girasol', 'girasol'],
  ['clave de acceso: 9f8e7d6c5b4a', '9f8e7d6c5b4a'],
  ['la clave API es 9f8e7d6c5b4a', '9f8e7d6c5b4a'],
  ['PIN: 4711', '4711'],
  ['die PIN lautet 471122', '471122'],
  ['seed phrase: apple river stone cloud', 'apple river stone cloud'],
  // Name and password beside each other
  ['admin / hunter2-prod', 'hunter2-prod'],
  ['Zugangsdaten: ana / Sommer24!', 'Sommer24!'],
  ['login ana:Sommer24', 'Sommer24'],
  ['identifiants ana / soleil99', 'soleil99'],
  ['credenciales ana / sol12345', 'sol12345'],
  // Written so that it does not look like it
  ['password：hunter22', 'hunter22'],
  ['ｐａｓｓｗｏｒｄ: hunter22', 'hunter22'],
  ['pass\u200bword: hunter22', 'hunter22'],
  ['pass\u00adword: hunter22', 'hunter22'],
  ['la contrasen\u0303a es sol12345', 'sol12345'],
  [`token ${j('gh', 'p_\u200b', letters)}`, j('gh', 'p_\u200b', letters)],
  // Addresses
  ['redis://:Xk39fhsdfq@cache.example.com:6379/0', 'Xk39fhsdfq'],
  ['redis://default:Xk39@hsdfq@cache.example.com', 'Xk39@hsdfq'],
  ['postgres://ana:s3cr3t@db.example.com/crm', 's3cr3t'],
  ['mongodb+srv://ana:s3cr3t@db.example.com', 's3cr3t'],
  ['amqp://guest:s3cr3t@[::1]:5672', 's3cr3t'],
  [`https://${letters}@git.example.com/x.git`, letters],
  ['https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/1', '0123456789abcdef0123456789abcdef'],
  // Headers
  [j('Authorization: Basic YW5h', 'OnMzY3IzdHB3'), j('YW5h', 'OnMzY3IzdHB3')],
  [j('use Basic YW5h', 'OnMzY3IzdHB3 there'), j('YW5h', 'OnMzY3IzdHB3')],
  [`Bearer ${letters}`, letters],
  ['Cookie: a=b; session=0123456789abcdef0123', '0123456789abcdef0123'],
  // Bare
  [ofAws, ofAws],
  [`${j('AKI', 'A', 'ABCDEFGHIJ234567')} and ${ofAws}`, ofAws],
  ['otpauth://totp/Acme:ana?secret=JBSWY3DPEHPK3PXP&issuer=Acme', 'JBSWY3DPEHPK3PXP'],
  ['my 2FA seed: jbsw y3dp ehpk 3pxp', 'jbsw y3dp ehpk 3pxp'],
  ['TOTP JBSWY3DPEHPK3PXP', 'JBSWY3DPEHPK3PXP'],
  ['J5SWY3DPEH2K3PXP', 'J5SWY3DPEH2K3PXP'],
  [j('b3BlbnNzaC1rZXktdjE', base64), j('b3BlbnNzaC1rZXktdjE', base64)],
  [j('b3BlbnNzaC1rZXktdjE', base64, '\n', base64, '\n', 'Qk9P=='), j(base64, '\n', base64)],
  [j('MIIEowIBAAK', base64), j('MIIEowIBAAK', base64)],
  [
    j('-----BEGIN OPENSSH PRIV', `ATE KEY-----\nb3BlbnNzaC1rZXktdjE${base64}\n-----END OPENSSH PRIV`, 'ATE KEY-----'),
    base64,
  ],
  // Known by the rules of others only
  [j('glsa_', letters.slice(0, 32), '_', '0123abcd'), letters.slice(0, 32)],
  [j('vcp', '_', letters.slice(0, 24)), letters.slice(0, 24)],
  [j('cfut', '_', letters, 'ABCD', '0123abcd'), letters],
];

describe('secrets in every shape', () => {
  it.each(said)('%j', (text, secret) => {
    const { text: left, count } = redactSecrets(text);
    expect(left).not.toContain(secret);
    expect(left).toContain(secretMark);
    expect(count).toBeGreaterThan(0);
    for (const part of secret.split(/[^A-Za-z0-9]+/).filter((one) => one.length >= 5)) expect(left).not.toContain(part);
  });

  it('there are enough of them, and of innocent texts', () => {
    expect(said.length).toBeGreaterThanOrEqual(60);
    expect(innocentTexts.length).toBeGreaterThanOrEqual(200);
    expect(new Set(innocentTexts).size).toBe(innocentTexts.length);
  });

  it('at most one innocent text in two hundred is touched', () => {
    const touched = innocentTexts.filter((text) => redactSecrets(text).count > 0);
    expect(touched.length / innocentTexts.length, touched.join('\n')).toBeLessThanOrEqual(1 / 200);
  });

  it('what everybody reads here and in the words of the bot is no secret', () => {
    const files = languages.flatMap((language) =>
      readdirSync(`src/language/${language}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `src/language/${language}/${name}`),
    );
    const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
    expect(lines.filter((line) => redactSecrets(line).count > 0)).toEqual([]);
  });

  it('everything else stays to the letter, full width and zero width included', () => {
    expect(redactSecrets('Ｈａｌｌｏ\u200b！ ｐａｓｓｗｏｒｄ：hunter22 ① ﬁn e\u0301').text).toBe(
      `Ｈａｌｌｏ\u200b！ ｐａｓｓｗｏｒｄ：${secretMark} ① ﬁn e\u0301`,
    );
    const emoji = '👩‍💻 sagt ｈａｌｌｏ 🇩🇪';
    expect(redactSecrets(emoji)).toEqual({ text: emoji, count: 0 });
  });

  it('nobody switches the rules off from within the text', () => {
    const token = j('vcp', '_', letters.slice(0, 24));
    expect(redactSecrets(`<!-- secretlint-disable --> ${token} // secretlint-disable-line`).text).not.toContain(token);
  });

  it('the rules of others answer at once', () => {
    const token = j('vcp', '_', letters.slice(0, 24));
    expect(findByRules(`a ${token}`)).toEqual([[2, 2 + token.length]]);
    expect(findByRules('nothing')).toEqual([]);
  });
});

/**
 * Time in relation to length: four times the text may take four times as long, sixteen times would be the square. Time is
 * the processor's, the smallest of several, so that a busy machine does not count.
 */
describe('100,000 hostile characters take no more than their share of time', () => {
  const units = [
    ...[
      'ey',
      'eyJaaaaaaaa.',
      '-----BEGIN A PRIVATE KEY-----',
      'a://',
      'a://b:',
      'a://b:c@',
      'password is ',
      'token   :   ',
    ],
    ...[
      'SG.aaaaaaaaaaaaaaaaa',
      'xoxb-',
      'xoxb-a-',
      'password=',
      'secret-secret_',
      'x?key=aaaaaaaaaaaaaaaaaa&',
      'a',
      ' ',
      '\n',
      '-',
    ],
    ...[
      'pass for a ',
      'clé ',
      'mot de passe de ',
      'login a ',
      'login a/',
      'login a:',
      'admin / ',
      'otp ',
      'otp abcd ',
      'seed phrase: ab ',
    ],
    ...[
      'b3BlbnNzaC1rZXktdjE',
      'MIIEowIBAAK',
      'MC4CAQAwBQYDK2Vwaaaaaaaaaaaaaaaa\n',
      'Basic aaaaaa',
      '\u200b',
      'e\u0301',
      '\u0301\u0316',
      'ｐ',
      '👩‍💻',
    ],
    ...['password: "', "password: '", 'password: a,b=', 'A2B3C4D5E6F7G2H3', 'sk-a', 'pin: 1', 'token,', '\uE000', '"'],
  ];
  it.each(units)('%j repeated', (unit) => {
    const cost = (length: number): number => {
      const text = unit.repeat(length / unit.length);
      const all = Array.from({ length: 3 }, () => {
        const before = process.cpuUsage();
        redactSecrets(text);
        const { user, system } = process.cpuUsage(before);
        return user + system;
      });
      return Math.min(...all);
    };
    cost(25_000);
    const [short, long] = [cost(25_000), cost(100_000)];
    expect(long).toBeLessThan(10 * Math.max(short, 1_000));
  });
});

it('piles of accents are no trap', () => {
  expect(toPlainText(`a${'\u0301\u0316'.repeat(50_000)}`).text.length).toBeGreaterThan(0);
});
