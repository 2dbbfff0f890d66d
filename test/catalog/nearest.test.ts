import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCache } from '#src/catalog/cache.ts';
import { toCatalog } from '#src/catalog/instance-catalog.ts';
import { usualInventory } from '#src/catalog/inventory.ts';
import { ensurePack } from '#src/catalog/sync.ts';
import { type FakeRegistry, nodeEntry, publishN8n, startNpmRegistry, typesOf } from '#test/fakes/npm-registry.ts';
import { freshFolders, registryAt } from './folder.ts';

const freshFolder = freshFolders();
const [base, langchain] = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'];
let fake: FakeRegistry;

beforeAll(async () => {
  fake = await startNpmRegistry();
  const publish = (name: string, versions: string[]) =>
    fake.publish(...versions.map((version) => ({ name, version, entries: typesOf([nodeEntry(`of-${version}`)]) })));
  await publish(base, ['3.0.9', '3.1.0', '3.1.2', '3.1.10', '3.1.3-beta.1', '4.2.5', '4.2.8']);
  await publish(langchain, ['3.1.1', '3.1.3', '3.2.0', '4.2.9']);
  await publishN8n(fake, '2.0.0', [nodeEntry('plain')]);
});
afterAll(() => fake?.[Symbol.asyncDispose]());

const ensure = (version: string) =>
  ensurePack(version, {
    ...{ cache: openCache(freshFolder()), registry: registryAt(fake.url) },
    onTrouble: (error) => expect.unreachable(error.message),
  });

describe('an n8n that is not published as a package', () => {
  it.each([
    ['3.1.7', '3.1.2', '3.1.3'],
    ['3.1.2', '3.1.2', '3.1.1'],
    ['3.1.12', '3.1.10', '3.1.3'],
    // Nothing before: the first after it.
    ['4.2.1', '4.2.5', '4.2.9'],
  ])('%s is described by the nearest node packages', async (version, ofBase, ofLangchain) => {
    const { pack } = await ensure(version);
    expect(pack.packages).toEqual([
      { name: base, version: ofBase },
      { name: langchain, version: ofLangchain },
    ]);
    const catalog = toCatalog(pack, usualInventory(version));
    expect(catalog.source).toEqual({ kind: 'instance', n8nVersion: version, nearest: true });
    expect(catalog.get(`${base}.of-${ofBase}`)).toBeDefined();
  });

  it('is nobody’s when there is none of its major and minor', async () => {
    await expect(ensure('3.3.0')).rejects.toMatchObject({ code: 'catalog_version_missing' });
  });

  it('one that is published is described by what it pins, and is not called near', async () => {
    const { pack } = await ensure('2.0.0');
    expect(toCatalog(pack, usualInventory('2.0.0')).source).toEqual({ kind: 'instance', n8nVersion: '2.0.0' });
  });
});
