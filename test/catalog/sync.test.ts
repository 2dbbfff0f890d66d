import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCache, packFile } from '#src/catalog/cache.ts';
import { openCachedCatalog } from '#src/catalog/cached-catalog.ts';
import { isUndescribed } from '#src/catalog/catalog.ts';
import { toCatalog } from '#src/catalog/instance-catalog.ts';
import { usualInventory } from '#src/catalog/inventory.ts';
import { ensureCommunityPacks, ensurePack, type SyncOptions } from '#src/catalog/sync.ts';
import type { CatalogError } from '#src/errors.ts';
import { type FakeRegistry, nodeEntry, publishN8n, startNpmRegistry, typesOf } from '#test/fakes/npm-registry.ts';
import { freshFolders, registryAt } from './folder.ts';

const freshFolder = freshFolders();
let fake: FakeRegistry;
beforeAll(async () => {
  fake = await startNpmRegistry();
  const slack = {
    group: ['output'],
    usableAsTool: true,
    webhooks: [{}],
    credentials: [{ name: 'thingApi', required: true }],
  };
  const operation = {
    ...{ displayName: 'Operation', name: 'operation', type: 'options' },
    options: [{ name: 'Send and wait', value: 'sendAndWait', routing: { request: {} } }],
  };
  await publishN8n(fake, '2.0.0', [
    nodeEntry('chat', { ...slack, version: [2, 2.1], defaultVersion: 2.1, properties: [operation] }),
    nodeEntry('chat', { ...slack, version: 1, defaultVersion: 2.1, usableAsTool: undefined }),
    nodeEntry('executeCommand', { usableAsTool: true }),
    nodeEntry('plain'),
    { name: 'broken', version: 'x' },
  ]);
});
afterAll(() => fake?.[Symbol.asyncDispose]());

function options(directory: string, troubles: CatalogError[] = []): SyncOptions {
  const onTrouble = (error: CatalogError) => void troubles.push(error);
  return { cache: openCache(directory), registry: registryAt(fake.url), onTrouble };
}

describe('the packages of one n8n version', () => {
  it('become a catalogue: versions, credentials, exclusions, tools', async () => {
    const { pack, from } = await ensurePack('2.0.0', options(freshFolder()));
    expect(from).toBe('registry');
    const catalog = toCatalog(pack, usualInventory('2.0.0'));
    expect(catalog.source).toEqual({ kind: 'instance', n8nVersion: '2.0.0' });
    const names = ['n8n-nodes-base.chat', 'n8n-nodes-base.plain', '@n8n/n8n-nodes-langchain.agent'];
    expect(catalog.all().map((each) => each.name)).toEqual(names);
    expect(catalog.get('n8n-nodes-base.chat')).toMatchObject({ covers: [2, 2.1], versions: [1, 2, 2.1] });
    expect(catalog.get('n8n-nodes-base.chat', 1)).toMatchObject({ covers: [1] });
    expect(catalog.get('n8n-nodes-base.chat', 7)).toMatchObject({ covers: [2, 2.1] });
    expect(catalog.get('n8n-nodes-base.executeCommand')).toBeUndefined();
    expect(catalog.get('n8n-nodes-base.executeCommandTool')).toBeUndefined();
    expect(catalog.excluded.has('n8n-nodes-base.executeCommand')).toBe(true);
    expect(catalog.credential('thingApi')).toMatchObject({ extends: ['oAuth2Api'] });
    expect(JSON.stringify(catalog.get('n8n-nodes-base.chat'))).not.toContain('routing');
    for (const name of ['__proto__', 'constructor', '']) expect(catalog.get(name)).toBeUndefined();
  });

  it('tools are made of what is usable as one, in the versions that are', async () => {
    const { pack } = await ensurePack('2.0.0', options(freshFolder()));
    const catalog = toCatalog(pack, usualInventory('2.0.0'));
    expect(catalog.variants().map((each) => each.name)).toEqual([
      'n8n-nodes-base.chatTool',
      'n8n-nodes-base.chatHitlTool',
    ]);
    const tool = catalog.get('n8n-nodes-base.chatTool', 1);
    expect(tool).toMatchObject({ kind: 'subnode', versions: [2, 2.1], inputs: [], outputs: ['ai_tool'] });
    expect(tool?.properties.map((each) => each.name)).toEqual(['descriptionType', 'toolDescription', 'operation']);
    const asking = catalog.get('n8n-nodes-base.chatHitlTool');
    expect(asking).toMatchObject({ inputs: ['ai_tool'], outputs: ['ai_tool'], webhook: true });
    expect(asking?.properties).toMatchObject([{ name: 'message' }, { name: 'operation', default: 'sendAndWait' }]);
  });

  it('of which the operator named some have no others, packages not named all', async () => {
    const { pack } = await ensurePack('2.0.0', options(freshFolder()));
    const catalog = toCatalog(pack, { excluded: [], included: ['n8n-nodes-base.plain'], communityPackages: [] });
    const names = ['n8n-nodes-base.plain', '@n8n/n8n-nodes-langchain.agent'];
    expect(catalog.all().map((each) => each.name)).toEqual(names);
    expect([...catalog.excluded]).toEqual(['n8n-nodes-base.chat', 'n8n-nodes-base.executeCommand']);
    expect(catalog.variants()).toEqual([]);
  });

  it('are refused when they are nested deeper than can be right', async () => {
    const depth = 50_000;
    const options_ = `${'{"name":"a","options":['.repeat(depth)}${']}'.repeat(depth)}`;
    const nodes = `[{"name":"deep","displayName":"d","version":1,"properties":[${options_}]}]`;
    const entries = [{ name: 'package/dist/types/nodes.json', content: nodes }];
    await publishN8n(fake, '2.8.0', [nodeEntry('plain')]);
    await fake.publish({ name: 'n8n-nodes-base', version: '2.8.0', entries });
    await expect(ensurePack('2.8.0', options(freshFolder()))).rejects.toMatchObject({ name: 'CatalogError' });
  });

  it('are fetched once: the second start asks nobody', async () => {
    const folder = freshFolder();
    const first = await ensurePack('2.0.0', options(folder));
    const asked = fake.requests.length;
    const second = await ensurePack('2.0.0', options(folder));
    expect([second.from, fake.requests.length]).toEqual(['cache', asked]);
    const read = ({ pack }: typeof first) => pack.entries.flatMap((each) => each.descriptions.map((one) => one.read()));
    expect(read(second)).toEqual(read(first));
    expect(readdirSync(folder)).toEqual([packFile('2.0.0')]);
  });

  const damages: [string, (file: string) => void][] = [
    ['cut short', (file) => truncateSync(file, readFileSync(file).length - 3)],
    ['empty', (file) => truncateSync(file, 0)],
    ['without its content', (file) => truncateSync(file, readFileSync(file).indexOf('\n') + 1)],
    [
      'one byte changed',
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('"Does plain"', '"Does plaim"')),
    ],
    [
      'of another format',
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('"format":2', '"format":1')),
    ],
    ['nonsense', (file) => writeFileSync(file, Buffer.alloc(100_000, 7))],
    ['JSON of something else', (file) => writeFileSync(file, '{"hello":"world"}\n[]')],
  ];
  it.each(damages)('a cached file %s is fetched again', async (_what, damage) => {
    const folder = freshFolder();
    await ensurePack('2.0.0', options(folder));
    damage(join(folder, packFile('2.0.0')));
    expect(openCachedCatalog(openCache(folder), {})).toBeUndefined();
    expect((await ensurePack('2.0.0', options(folder))).from).toBe('registry');
    expect((await ensurePack('2.0.0', options(folder))).from).toBe('cache');
  });

  it('may be fetched by several at once into one folder', async () => {
    const folder = freshFolder();
    const all = await Promise.all(Array.from({ length: 6 }, () => ensurePack('2.0.0', options(folder))));
    expect(all.map((each) => each.pack.entries.length)).toEqual(Array(6).fill(4));
    expect(readdirSync(folder)).toEqual([packFile('2.0.0')]);
    expect((await ensurePack('2.0.0', options(folder))).from).toBe('cache');
  });

  it('serve although they cannot be kept, and that is told', async () => {
    const file = join(freshFolder(), 'a-file');
    writeFileSync(file, '');
    const troubles: CatalogError[] = [];
    expect((await ensurePack('2.0.0', options(file, troubles))).pack.entries).toHaveLength(4);
    expect(troubles).toMatchObject([{ code: 'catalog_not_writable', userMessage: expect.stringContaining(file) }]);
  });

  it.each<[string, Record<string, string>, unknown, RegExp]>([
    [
      'n8n names no exact version',
      { 'n8n-nodes-base': '^1.0.0', '@n8n/n8n-nodes-langchain': '2.0.0' },
      [],
      /exact version/,
    ],
    ['n8n does not name the package', {}, [], /exact version/],
    [
      'the file is no list',
      { 'n8n-nodes-base': '3.0.0', '@n8n/n8n-nodes-langchain': '2.0.0' },
      { a: 1 },
      /describes no node types/,
    ],
    [
      'no entry is a description',
      { 'n8n-nodes-base': '3.0.0', '@n8n/n8n-nodes-langchain': '2.0.0' },
      [1, null],
      /describes no node types/,
    ],
  ])('are refused when %s', async (_what, dependencies, nodes, says) => {
    await fake.publish(
      { name: 'n8n', version: '3.0.0', dependencies },
      { name: 'n8n-nodes-base', version: '3.0.0', entries: typesOf(nodes) },
    );
    const folder = freshFolder();
    await expect(ensurePack('3.0.0', options(folder))).rejects.toMatchObject({
      name: 'CatalogError',
      userMessage: expect.stringMatching(says),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('community packages', () => {
  it('with descriptions are described, others known by name; what cannot be had is told and left out', async () => {
    await fake.publish(
      { name: 'n8n-nodes-acme', version: '1.0.0', entries: typesOf([nodeEntry('acme', { usableAsTool: true })]) },
      { name: '@x/n8n-nodes-silent', version: '1.0.0', entries: [{ name: 'package/package.json', content: '{}' }] },
    );
    const named = ['n8n-nodes-acme', '@x/n8n-nodes-silent', 'n8n-nodes-gone'];
    const inventory = { excluded: [], communityPackages: named.map((name) => ({ name, version: '1.0.0' })) };
    const troubles: CatalogError[] = [];
    const [folder, base] = [freshFolder(), freshFolder()];
    const { pack } = await ensurePack('2.0.0', options(base));
    const packs = await ensureCommunityPacks(inventory, options(folder, troubles));
    const catalog = toCatalog(pack, inventory, packs);
    expect(catalog.get('n8n-nodes-acme.acme')).toMatchObject({ displayName: 'acme' });
    expect(catalog.get('n8n-nodes-acme.acmeTool')).toMatchObject({ outputs: ['ai_tool'] });
    expect(isUndescribed(catalog, 'n8n-nodes-acme.acme')).toBe(false);
    expect(isUndescribed(catalog, '@x/n8n-nodes-silent.anything')).toBe(true);
    expect(isUndescribed(catalog, 'n8n-nodes-gone.anything')).toBe(true);
    expect(isUndescribed(catalog, 'n8n-nodes-base.anything')).toBe(false);
    expect(isUndescribed(catalog, 'no-dot')).toBe(false);
    expect(troubles).toMatchObject([{ code: 'catalog_version_missing' }]);
    const asked = fake.requests.length;
    await ensureCommunityPacks(inventory, options(folder));
    expect(fake.requests.slice(asked)).toEqual(['/npm/n8n-nodes-gone/1.0.0']);
  });

  it('with names that are paths stay inside the folder', async () => {
    const inventory = { excluded: [], communityPackages: [{ name: '../../evil', version: '../1' }] };
    const troubles: CatalogError[] = [];
    expect(await ensureCommunityPacks(inventory, options(freshFolder(), troubles))).toEqual([]);
    expect(troubles).toHaveLength(1);
  });
});

describe('the file of n8n export:nodes', () => {
  const entry = (name: string, more = {}) => ({ ...nodeEntry(name, more), name });
  const exported = [
    entry('n8n-nodes-base.mail', { usableAsTool: true, credentials: [{ name: 'mailApi', displayName: 'Mail' }] }),
    entry('n8n-nodes-base.mailTool', { inputs: [], outputs: ['ai_tool'] }),
    entry('n8n-nodes-acme.acme'),
  ];
  const nobody = 'http://127.0.0.1:9';

  it('serves without a registry, tools and community packages included', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'nodes.json'), `[\n${exported.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`);
    const closed = { ...options(folder), registry: registryAt(nobody) };
    const { pack, from } = await ensurePack('2.9.9', closed);
    expect(from).toBe('export');
    const catalog = toCatalog(pack, usualInventory('2.9.9'));
    expect(catalog.all().map((each) => each.name)).toEqual(['n8n-nodes-base.mail', 'n8n-nodes-acme.acme']);
    expect(catalog.get('n8n-nodes-base.mailTool')).toMatchObject({ outputs: ['ai_tool'] });
    expect(catalog.credential('mailApi')).toMatchObject({ displayName: 'Mail' });
    expect(isUndescribed(catalog, 'n8n-nodes-acme.other')).toBe(true);
    expect((await ensurePack('2.9.9', closed)).from).toBe('cache');
  });

  it('is of one version: after an upgrade the registry is asked, a newer file serves again', async () => {
    const folder = freshFolder();
    const file = join(folder, 'nodes.json');
    writeFileSync(file, JSON.stringify(exported));
    expect((await ensurePack('1.9.0', options(folder))).from).toBe('export');
    expect((await ensurePack('2.0.0', options(folder))).from).toBe('registry');
    writeFileSync(file, JSON.stringify([...exported, entry('n8n-nodes-base.newer')]));
    const again = await ensurePack('2.0.0', options(folder));
    expect([again.from, again.pack.entries.length]).toEqual(['export', 3]);
  });

  it.each(['', '{}', '[1,null,{"name":7}]', '<html>', '[{"name":"nodot"}]'])(
    'holding %s is passed over and told',
    async (content) => {
      const folder = freshFolder();
      writeFileSync(join(folder, 'nodes.json'), content);
      const troubles: CatalogError[] = [];
      expect((await ensurePack('2.0.0', options(folder, troubles))).from).toBe('registry');
      expect(troubles).toMatchObject([{ code: 'catalog_export_unusable' }]);
    },
  );
});
