import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readNpmConfig } from '#src/catalog/npm-config.ts';
import { createRegistry, type Registry, type RegistryLimits } from '#src/catalog/registry.ts';
import { CatalogError } from '#src/errors.ts';
import { type FakeRegistry, startNpmRegistry, type TarEntry, typesOf } from '#test/fakes/npm-registry.ts';

const nodesFile = 'package/dist/types/nodes.json';
let fake: FakeRegistry;
beforeAll(async () => {
  fake = await startNpmRegistry();
});
afterAll(() => fake?.[Symbol.asyncDispose]());

const nobody = { variable: (name: string) => (name === 'HOME' ? '/nowhere' : undefined) };
const client = (limits: Partial<RegistryLimits> = {}): Registry =>
  createRegistry(readNpmConfig({ ...nobody, registryUrl: fake.url }), limits);

async function read(name: string, registry = client()): Promise<ReadonlyMap<string, Buffer>> {
  return await registry.files(await registry.manifest(name, '1.0.0'), [nodesFile]);
}

async function failureOf(act: Promise<unknown>): Promise<CatalogError> {
  const error = await act.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(CatalogError);
  return error as CatalogError;
}

describe('registry', () => {
  it('reads the wanted file of an archive and nothing else', async () => {
    await fake.publish({ name: '@scope/good', version: '1.0.0', entries: typesOf([{ name: 'x' }]) });
    const found = await read('@scope/good');
    expect([...found.keys()]).toEqual([nodesFile]);
    expect(JSON.parse(String(found.get(nodesFile)))).toEqual([{ name: 'x' }]);
  });

  it('follows a redirect of the archive to another address', async () => {
    await fake.publish({ name: 'moved', version: '1.0.0', entries: typesOf([]), tarball: `${fake.url}/old.tgz` });
    fake.answer('old.tgz', (_request, response) =>
      response.writeHead(302, { location: `${fake.url}/moved/-/1.0.0.tgz` }).end(),
    );
    expect((await read('moved')).size).toBe(1);
  });

  const bad = (name: string, entry: TarEntry) => ({ name, version: '1.0.0', entries: [...typesOf([]), entry] });
  it.each([
    ['a path that climbs out', bad('climbs', { name: 'package/../../etc/cron.d/x', content: 'x' }), /leads out/],
    ['an absolute path', bad('absolute', { name: '/etc/passwd', content: 'x' }), /leads out/],
    ['a path of Windows', bad('windows', { name: 'package\\..\\..\\x', content: 'x' }), /leads out/],
    ['a link', bad('link', { name: 'package/x', type: 'symlink', linkname: '/etc/passwd' }), /symlink/],
    ['a hard link', bad('hard', { name: 'package/x', type: 'link', linkname: 'package/y' }), /link/],
    [
      'a wrong hash',
      { ...bad('wrong', { name: 'package/a' }), integrity: `sha512-${'A'.repeat(86)}==` },
      /sha512 differs/,
    ],
    ['no hash', { ...bad('none', { name: 'package/a' }), integrity: null }, /names no sha512/],
    ['an old hash', { ...bad('old', { name: 'package/a' }), integrity: 'sha1-AAAA' }, /names no sha512/],
    ['no archive', { name: 'text', version: '1.0.0', archive: Buffer.from('<html>Log in</html>') }, /no gzipped tar/],
    ['a gzip of no archive', { name: 'gzip', version: '1.0.0', archive: gzipSync('x'.repeat(5000)) }, /no gzipped tar/],
  ])('refuses %s', async (_what, published, says) => {
    await fake.publish(published);
    const error = await failureOf(read(published.name));
    expect(error).toMatchObject({ code: 'catalog_archive_refused', retryable: false });
    expect(error.userMessage).toMatch(says);
    expect(error.userMessage).toMatch(/Nothing of it was used/);
  });

  it('refuses an archive cut short, although what came is whole', async () => {
    const archive = gzipSync(Buffer.alloc(100_000, 'x'));
    const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
    await fake.publish({
      name: 'short',
      version: '1.0.0',
      archive: archive.subarray(0, archive.length / 2),
      integrity,
    });
    expect(await failureOf(read('short'))).toMatchObject({ code: 'catalog_archive_refused' });
  });

  it.each<[string, Partial<RegistryLimits>]>([
    ['as it comes', { archiveBytes: 500 }],
    ['unpacked', { unpackedBytes: 100_000 }],
    ['one file', { fileBytes: 1_000 }],
    ['what the registry says of it', { manifestBytes: 50 }],
  ])('stops at a package that is too large: %s', async (_what, limits) => {
    const nodes = Array.from({ length: 20_000 }, (_, index) => index);
    await fake.publish({ name: 'large', version: '1.0.0', entries: typesOf(nodes) });
    expect(await failureOf(read('large', client(limits)))).toMatchObject({ code: 'catalog_too_large' });
  });

  it('a bomb of zeroes is cut off, not unpacked', async () => {
    await fake.publish({ name: 'bomb', version: '1.0.0', archive: gzipSync(Buffer.alloc(64 * 1024 * 1024)) });
    const error = await failureOf(read('bomb', client({ unpackedBytes: 1024 * 1024 })));
    expect(error.code).toMatch(/catalog_(too_large|archive_refused)/);
  });

  it.each<[string, (response: import('node:http').ServerResponse) => void, string, RegExp]>([
    ['a page', (response) => response.end('<html>Log in</html>'), 'catalog_registry_answer', /NPM_REGISTRY_URL/],
    [
      'another package',
      (response) => response.end('{"name":"other","version":"1.0.0","dist":{"tarball":"x"}}'),
      'catalog_registry_answer',
      /does not describe/,
    ],
    ['null', (response) => response.end('null'), 'catalog_registry_answer', /does not describe/],
    ['404', (response) => response.writeHead(404).end(), 'catalog_version_missing', /has no odd 1\.0\.0/],
    ['401', (response) => response.writeHead(401).end(), 'catalog_registry_unauthorized', /\.npmrc/],
    ['500', (response) => response.writeHead(500).end(), 'catalog_registry_unreachable', /answered 500/],
    ['nothing', (response) => response.destroy(), 'catalog_registry_unreachable', /could not be read/],
    [
      'a redirect to a file',
      (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'catalog_registry_answer',
      /neither http nor https/,
    ],
    [
      'redirects without end',
      (response) => response.writeHead(302, { location: `${fake.url}/odd/1.0.0` }).end(),
      'catalog_registry_unreachable',
      /could not be read/,
    ],
  ])('answered with %s, says what to do', async (_what, answer, code, says) => {
    fake.answer('/odd/', (_request, response) => answer(response));
    const error = await failureOf(client().manifest('odd', '1.0.0'));
    expect(error.code).toBe(code);
    expect(error.userMessage).toMatch(says);
  });

  it('an archive address that is no web address is refused', async () => {
    await fake.publish({ name: 'file', version: '1.0.0', tarball: 'file:///etc/passwd' });
    expect(await failureOf(read('file'))).toMatchObject({ code: 'catalog_registry_answer' });
  });

  it('does not wait for ever', async () => {
    fake.answer('/hangs/', () => {});
    const error = await failureOf(client({ requestMs: 200 }).manifest('hangs', '1.0.0'));
    expect(error).toMatchObject({ code: 'catalog_registry_unreachable', retryable: true });
  });

  it.each(['../../etc', 'a/b', '@x', 'a?b', 'a#b', ''])('asks nobody for a package named "%s"', async (name) => {
    const before = fake.requests.length;
    expect(await failureOf(client().manifest(name, '1.0.0'))).toMatchObject({ code: 'catalog_registry_answer' });
    expect(await failureOf(client().manifest('n8n', `1.0.0/${name}`))).toMatchObject({
      code: 'catalog_registry_answer',
    });
    expect(fake.requests.length).toBe(before);
  });
});

describe("npm's configuration", () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-npmrc-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const npmrc = join(folder, 'npmrc');
  const environment: Record<string, string> = { npm_config_userconfig: npmrc, TOKEN: 's3cret' };
  const variable = (name: string) => environment[name];
  writeFileSync(
    npmrc,
    [
      '# comment',
      'registry=https://packages.example.com/npm/',
      '@acme:registry = "https://acme.example.com"',
      '//packages.example.com/npm/:_authToken=${TOKEN}',
      '//packages.example.com/:_auth=YTpi',
    ].join('\n'),
  );

  it('names the registry: setting, then scope, then environment, then file', async () => {
    const npm = readNpmConfig({ variable });
    expect(await npm.registryOf('n8n')).toBe('https://packages.example.com/npm');
    expect(await npm.registryOf('@acme/nodes')).toBe('https://acme.example.com');
    const told = (name: string) => (name === 'npm_config_registry' ? 'http://env.example.com' : variable(name));
    expect(await readNpmConfig({ variable: told }).registryOf('n8n')).toBe('http://env.example.com');
    const set = readNpmConfig({ variable: told, registryUrl: 'http://set.example.com/' });
    expect(await set.registryOf('@acme/nodes')).toBe('http://set.example.com');
  });

  it('sends a token where it belongs and nowhere else', () => {
    const { authorizationOf } = readNpmConfig({ variable });
    expect(authorizationOf(new URL('https://packages.example.com/npm/n8n/1.0.0'))).toBe('Bearer s3cret');
    expect(authorizationOf(new URL('https://packages.example.com/other'))).toBe('Basic YTpi');
    expect(authorizationOf(new URL('https://example.com/npm/n8n'))).toBeUndefined();
    expect(authorizationOf(new URL('https://packages.example.com:8443/npm/n8n'))).toBeUndefined();
  });

  it('does not send it on after a redirect to another host', async () => {
    await using other = await startNpmRegistry();
    const seen: (string | undefined)[] = [];
    other.answer('/npm/secret/', (request, response) => {
      seen.push(request.headers.authorization);
      response.end('{"name":"secret","version":"1.0.0","dist":{"tarball":"http://x"}}');
    });
    fake.answer('/npm/secret/', (request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(302, { location: `${other.url}/secret/1.0.0` }).end();
    });
    writeFileSync(join(folder, 'own'), `//${new URL(fake.url).host}/:_authToken=abc`);
    const own = (name: string) => (name === 'npm_config_userconfig' ? join(folder, 'own') : undefined);
    await createRegistry(readNpmConfig({ variable: own, registryUrl: fake.url })).manifest('secret', '1.0.0');
    expect(seen).toEqual(['Bearer abc', undefined]);
  });

  it('refuses a registry that is no web address', async () => {
    const file = (name: string) => (name === 'npm_config_registry' ? 'file:///srv/npm' : undefined);
    expect(await failureOf(readNpmConfig({ variable: file }).registryOf('n8n'))).toMatchObject({
      code: 'catalog_registry_unknown',
      userMessage: expect.stringContaining('NPM_REGISTRY_URL'),
    });
  });

  it('without npm and without a setting says which setting to make', async () => {
    const bare = (name: string) => ({ PATH: folder, HOME: folder })[name];
    expect(await failureOf(readNpmConfig({ variable: bare }).registryOf('n8n'))).toMatchObject({
      code: 'catalog_registry_unknown',
    });
  });
});
