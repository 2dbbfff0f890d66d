import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packFile } from '#src/catalog/cache.ts';
import { type Inventory, usualInventory } from '#src/catalog/inventory.ts';
import { type CatalogKeeper, createCatalogKeeper, type KeeperOptions } from '#src/catalog/keeper.ts';
import { N8nError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import { type FakeRegistry, nodeEntry, publishN8n, startNpmRegistry } from '#test/fakes/npm-registry.ts';
import { freshFolders, registryAt } from './folder.ts';

const freshFolder = freshFolders();
let fake: FakeRegistry;
beforeAll(async () => {
  fake = await startNpmRegistry();
  await publishN8n(fake, '2.1.0', [nodeEntry('first')]);
  await publishN8n(fake, '2.2.0', [nodeEntry('first'), nodeEntry('second')]);
});
afterAll(() => fake?.[Symbol.asyncDispose]());

const nowhere = 'http://127.0.0.1:9';

interface N8n {
  version: string | undefined;
  inventory?: Inventory;
  down?: boolean;
}

/** A keeper over one n8n that the test changes, and what it logged. */
function keeperOf(n8n: N8n, more: Partial<KeeperOptions> & { directory: string }) {
  const log = createLogger('silent');
  const lines: { level: string; fields: Record<string, unknown> }[] = [];
  for (const level of ['info', 'warn', 'error'] as const) {
    log[level] = ((fields: Record<string, unknown>) => lines.push({ level, fields })) as never;
  }
  const silence = () => {
    if (n8n.down) throw new N8nError('silence', { code: 'n8n_unreachable', userMessage: 'n8n does not answer.' });
  };
  const keeper = createCatalogKeeper({
    registry: registryAt(fake.url),
    instanceUrl: 'http://n8n.example',
    readVersion: async () => {
      silence();
      return n8n.version;
    },
    readInventory: async (version) => {
      silence();
      return n8n.inventory ?? usualInventory(version);
    },
    log,
    everyMs: 3_600_000,
    ...more,
  });
  const warnings = () => lines.filter((each) => each.level === 'warn').map((each) => each.fields['code']);
  return { keeper, warnings, lines };
}

const types = (keeper: CatalogKeeper) => keeper.current().all().length;

describe('the catalogue of the connected n8n', () => {
  it('is the core one until the other is there, then follows an upgrade without a restart', async () => {
    const n8n: N8n = { version: '2.1.0' };
    const { keeper, warnings } = keeperOf(n8n, { directory: freshFolder() });
    await using _ = keeper;
    expect(keeper.current().source.kind).toBe('core');
    await keeper.refresh();
    expect([keeper.current().source, types(keeper)]).toEqual([{ kind: 'instance', n8nVersion: '2.1.0' }, 2]);
    n8n.version = '2.2.0';
    const before = keeper.current();
    await keeper.refresh();
    expect([keeper.current().source.n8nVersion, types(keeper)]).toEqual(['2.2.0', 3]);
    expect(before.source.n8nVersion).toBe('2.1.0');
    expect(warnings()).toEqual([]);
  });

  it('is looked at again by itself', async () => {
    const n8n: N8n = { version: '2.1.0' };
    const { keeper } = keeperOf(n8n, { directory: freshFolder(), everyMs: 20 });
    await using _ = keeper;
    await expect.poll(() => keeper.current().source.n8nVersion).toBe('2.1.0');
    n8n.version = '2.2.0';
    await expect.poll(() => keeper.current().source.n8nVersion).toBe('2.2.0');
  });

  it('is there at once at the second start, with n8n and registry away', async () => {
    const directory = freshFolder();
    const inventory = { excluded: ['n8n-nodes-base.first'], communityPackages: [{ name: 'gone', version: '1.0.0' }] };
    {
      const { keeper } = keeperOf({ version: '2.2.0', inventory }, { directory });
      await using _ = keeper;
      await keeper.refresh();
    }
    const { keeper, warnings } = keeperOf(
      { version: '2.2.0', down: true },
      { directory, registry: registryAt(nowhere) },
    );
    await using _ = keeper;
    const catalog = keeper.current();
    expect(catalog.source).toEqual({ kind: 'instance', n8nVersion: '2.2.0' });
    expect([...catalog.excluded, ...catalog.communityPackages]).toEqual(['n8n-nodes-base.first', 'gone']);
    await keeper.refresh();
    expect(keeper.current()).toBe(catalog);
    expect(warnings()).toEqual(['n8n_unreachable']);
  });

  it('of another instance is not taken for its own', async () => {
    const directory = freshFolder();
    const other = keeperOf({ version: '2.2.0' }, { directory });
    await other.keeper.refresh();
    await other.keeper[Symbol.asyncDispose]();
    const { keeper } = keeperOf({ version: undefined, down: true }, { directory, instanceUrl: 'http://other.example' });
    await using _ = keeper;
    expect(keeper.current().source.kind).toBe('core');
  });

  it('without a network stays the core one; the same failure is logged once, another one again', async () => {
    const n8n: N8n = { version: '2.1.0' };
    const { keeper, warnings } = keeperOf(n8n, { directory: freshFolder(), registry: registryAt(nowhere) });
    await using _ = keeper;
    for (let round = 0; round < 3; round += 1) await keeper.refresh();
    expect(keeper.current().source.kind).toBe('core');
    n8n.version = undefined;
    for (let round = 0; round < 2; round += 1) await keeper.refresh();
    expect(warnings()).toEqual(['catalog_registry_unreachable', 'catalog_version_unknown']);
  });

  it('after an upgrade the registry does not know keeps the one before', async () => {
    const n8n: N8n = { version: '2.1.0' };
    const { keeper, warnings } = keeperOf(n8n, { directory: freshFolder() });
    await using _ = keeper;
    await keeper.refresh();
    n8n.version = '9.9.9';
    await keeper.refresh();
    expect(keeper.current().source.n8nVersion).toBe('2.1.0');
    expect(warnings()).toEqual(['catalog_version_missing']);
  });

  it('asks neither registry nor n8n about what it knows', async () => {
    let asked = 0;
    const readInventory = async (version: string) => {
      asked += 1;
      return usualInventory(version);
    };
    const { keeper } = keeperOf({ version: '2.1.0' }, { directory: freshFolder(), readInventory });
    await using _ = keeper;
    await keeper.refresh();
    const [catalog, requests] = [keeper.current(), fake.requests.length];
    for (let round = 0; round < 3; round += 1) await keeper.refresh();
    expect(keeper.current()).toBe(catalog);
    expect([asked, fake.requests.length]).toEqual([1, requests]);
  });

  it('lacking a community package is used all the same, and the package tried again', async () => {
    const inventory = { excluded: [], communityPackages: [{ name: 'n8n-nodes-late', version: '1.0.0' }] };
    const { keeper, warnings } = keeperOf({ version: '2.1.0', inventory }, { directory: freshFolder() });
    await using _ = keeper;
    await keeper.refresh();
    expect([types(keeper), keeper.current().communityPackages.has('n8n-nodes-late')]).toEqual([2, true]);
    expect(warnings()).toEqual(['catalog_version_missing']);
    await fake.publish({
      ...{ name: 'n8n-nodes-late', version: '1.0.0' },
      entries: [{ name: 'package/dist/types/nodes.json', content: JSON.stringify([nodeEntry('late')]) }],
    });
    await keeper.refresh();
    expect(keeper.current().get('n8n-nodes-late.late')).toBeDefined();
  });

  it('with a damaged file in the folder is fetched again, with a folder that cannot be written used all the same', async () => {
    const directory = freshFolder();
    const first = keeperOf({ version: '2.1.0' }, { directory });
    await first.keeper.refresh();
    await first.keeper[Symbol.asyncDispose]();
    for (const file of readdirSync(directory)) writeFileSync(join(directory, file), '{"half a fi');
    const { keeper } = keeperOf({ version: '2.1.0' }, { directory });
    await using _ = keeper;
    await keeper.refresh();
    expect(types(keeper)).toBe(2);

    const { keeper: unkept, warnings } = keeperOf(
      { version: '2.1.0' },
      { directory: join(directory, packFile('2.1.0')) },
    );
    await using _unkept = unkept;
    const before = fake.requests.length;
    for (let round = 0; round < 3; round += 1) await unkept.refresh();
    expect(types(unkept)).toBe(2);
    expect(warnings()).toEqual(['catalog_not_writable', 'catalog_not_writable']);
    expect(fake.requests.length - before).toBe(5);
  });

  it('stops while n8n does not answer', async () => {
    const never = () => new Promise<never>(() => {});
    for (const more of [{ readVersion: never }, { readInventory: never }]) {
      const { keeper, warnings } = keeperOf({ version: '2.1.0' }, { directory: freshFolder(), ...more });
      await keeper[Symbol.asyncDispose]();
      expect(warnings()).toEqual([]);
    }
  });

  it('stops in the middle of fetching', async () => {
    await using slow = await startNpmRegistry();
    slow.answer('/n8n/', () => {});
    const { keeper, warnings } = keeperOf(
      { version: '2.1.0' },
      { directory: freshFolder(), registry: registryAt(slow.url) },
    );
    await expect.poll(() => slow.requests.length).toBe(1);
    await keeper[Symbol.asyncDispose]();
    expect(warnings()).toEqual([]);
  });
});
