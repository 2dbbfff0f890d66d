import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { buildTeamsPackage } from '#src/dev/teams-package/build.ts';
import { toZip } from '#src/dev/teams-package/zip.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowsmith-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = {
  TEAMS_APP_ID: '0198c1de-0000-4000-8000-000000000001',
  PUBLIC_URL: 'https://flowsmith.example.com/',
  developer: 'Müller "& Söhne"',
  privacy: 'https://example.com/privacy',
  terms: 'https://example.com/terms',
};

/** Reads a zip from its end, as every reader does, and checks each file against its checksum. */
function unzip(zip: Buffer): Record<string, Buffer> {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  const files: Record<string, Buffer> = {};
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [size, nameLength, local] = [zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const name = zip.toString('ascii', at + 46, at + 46 + nameLength);
    expect(zip.readUInt32LE(local)).toBe(0x04034b50);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + size);
    expect(crc32(content)).toBe(zip.readUInt32LE(at + 16));
    files[name] = content;
    at += 46 + nameLength;
  }
  return files;
}

test('the package holds the filled manifest and both icons, and is the same every time', () => {
  const zip = buildTeamsPackage(settings);
  const files = unzip(zip);
  expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
  expect(JSON.parse(String(files['manifest.json']))).toMatchObject({
    id: settings.TEAMS_APP_ID,
    developer: {
      name: 'Müller "& Söhne"',
      websiteUrl: 'https://flowsmith.example.com',
      privacyUrl: settings.privacy,
      termsOfUseUrl: settings.terms,
    },
    bots: [{ botId: settings.TEAMS_APP_ID }],
    composeExtensions: [{ botId: settings.TEAMS_APP_ID, commands: [{ id: 'automate', context: ['message'] }] }],
    validDomains: ['flowsmith.example.com'],
  });
  expect(String(files['manifest.json'])).not.toContain('${{');
  const icon = readFileSync(new URL('../../../manifest/teams/color.png', import.meta.url));
  expect(files['color.png']?.equals(icon)).toBe(true);
  expect(buildTeamsPackage(settings).equals(zip)).toBe(true);
});

const noUnzip = spawnSync('unzip', ['-v']).status !== 0;
if (noUnzip) console.warn('teams package: not checked by another program, there is no unzip here.');
test.skipIf(noUnzip)('another program finds nothing wrong with it', () => {
  const file = join(folder, 'package.zip');
  const run = (...flags: string[]) =>
    execFileSync('npm', ['run', '-s', 'teams:package', '--', ...flags], {
      encoding: 'utf8',
      env: { ...process.env, TEAMS_APP_ID: settings.TEAMS_APP_ID, PUBLIC_URL: settings.PUBLIC_URL },
    });
  const said = run('--developer', 'Example', '--privacy', settings.privacy, '--terms', settings.terms, '--out', file);
  expect(said).toContain(file);
  expect(execFileSync('unzip', ['-t', file], { encoding: 'utf8' })).toContain('No errors detected');
});

test('an empty zip is one too', () => {
  expect(unzip(toZip([]))).toEqual({});
});

test.each([
  ['no app id', { TEAMS_APP_ID: '' }, /^TEAMS_APP_ID is missing/],
  ['an app id that is none', { TEAMS_APP_ID: 'app' }, /^TEAMS_APP_ID is not usable/],
  ['no address', { PUBLIC_URL: undefined }, /^PUBLIC_URL is missing/],
  ['an address without TLS', { PUBLIC_URL: 'http://flowsmith.example.com' }, /^PUBLIC_URL is not usable/],
  ['an address on this machine', { PUBLIC_URL: 'https://localhost' }, /^PUBLIC_URL is not usable/],
  ['an address without a name', { PUBLIC_URL: 'https://192.0.2.1' }, /^PUBLIC_URL is not usable/],
  ['no developer', { developer: ' ' }, /^--developer is not usable/],
  ['a developer too long', { developer: 'x'.repeat(33) }, /^--developer is not usable/],
  ['no privacy statement', { privacy: undefined }, /^--privacy is missing/],
  ['terms that are no address', { terms: 'ask us' }, /^--terms is not usable/],
])('%s is named', (_what, change, says) => {
  expect(() => buildTeamsPackage({ ...settings, ...change })).toThrow(says);
});
