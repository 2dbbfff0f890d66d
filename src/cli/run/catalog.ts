import { join } from 'node:path';
import { openCache, packFile } from '#src/catalog/cache.ts';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { toCatalog } from '#src/catalog/instance-catalog.ts';
import { type Inventory, saveRecord, usualInventory } from '#src/catalog/inventory.ts';
import { readNpmConfig } from '#src/catalog/npm-config.ts';
import { createRegistry, exactVersion } from '#src/catalog/registry.ts';
import { ensureCommunityPacks, ensureOutputs, ensurePack } from '#src/catalog/sync.ts';
import { readCatalogConfig, readN8nConfig } from '#src/config.ts';
import { ConfigError, type FlowsmithError } from '#src/errors.ts';
import type { CatalogSource } from '#src/model/catalog-source.ts';
import { openGate } from '#src/n8n/gate.ts';
import { readRelease } from '#src/n8n/instance.ts';
import { readInventory } from '#src/n8n/inventory.ts';
import { note, print } from '../output.ts';
import { openCached } from './choose-catalog.ts';

/** `catalog sync`: of the n8n that is set, or of a version. */
export async function sync(wanted: string | undefined): Promise<void> {
  const config = readCatalogConfig(process.env);
  const cache = openCache(config.directory);
  const { version, inventory, instanceUrl } = await target(wanted);
  const onTrouble = (error: FlowsmithError) => {
    process.exitCode = 1;
    note(error.userMessage);
  };
  const options = { cache, registry: createRegistry(readNpmConfig(config)), onTrouble };
  const startedAt = performance.now();
  const { pack, from } = await ensurePack(version, options);
  if (pack.origin === 'registry') await ensureOutputs(version, options);
  const communityPacks = await ensureCommunityPacks(inventory, options);
  if (instanceUrl !== undefined && process.exitCode === undefined)
    saveRecord(cache, instanceUrl, { version, inventory });
  const made = toCatalog(pack, inventory, communityPacks);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const origin = { cache: 'already there', registry: 'from the package registry', export: 'from nodes.json' }[from];
  print(
    `n8n ${version}: ${made.all().length} node types, ${made.variants().length} tools made of them, ${pack.credentials.length} kinds of credentials; ${origin}, ${seconds} s.`,
  );
}

/** Which version to get, and what is known of the instance that runs it. */
async function target(wanted: string | undefined) {
  if (wanted !== undefined) {
    const version = wanted.replace(/^v/, '');
    if (!exactVersion.test(version)) throw new ConfigError(`"${wanted}" is no version of n8n: write e.g. 2.40.7.`);
    return { version, inventory: usualInventory(version) };
  }
  const n8n = readN8nConfig({ ...process.env });
  const { n8nVersion } = readCatalogConfig(process.env);
  if (!n8n) {
    if (n8nVersion) return { version: n8nVersion, inventory: usualInventory(n8nVersion) };
    throw new ConfigError(
      'Which n8n? Set N8N_BASE_URL and N8N_API_KEY, or name a version: flowsmith catalog sync --n8n-version 2.40.7',
    );
  }
  // Three calls, one after the other, by hand.
  const access = { ...n8n, gate: openGate() };
  const { version } = await readRelease(access);
  if (version === undefined) throw new ConfigError('This n8n does not say which version it is: set N8N_VERSION.');
  const inventory: Inventory = { ...usualInventory(version), ...(await readInventory(access)) };
  return { version, inventory, instanceUrl: n8n.baseUrl };
}

/** `catalog show`. */
export function show(asJson: boolean): void {
  const cached = openCached();
  const catalog = cached?.catalog ?? createCoreCatalog();
  const { directory } = readCatalogConfig(process.env);
  const shown: Shown = {
    source: catalog.source,
    types: catalog.all().length,
    variants: catalog.variants().length,
    excluded: [...catalog.excluded].sort(),
    communityPackages: cached?.inventory.communityPackages ?? [],
    ...(cached && {
      credentials: cached.pack.credentials.length,
      origin: cached.pack.origin,
      packages: cached.pack.packages,
      file: join(directory, packFile(cached.pack.version)),
      bytes: cached.pack.bytes,
      writtenAt: cached.pack.writtenAt,
    }),
  };
  if (asJson) print(JSON.stringify(shown));
  else if (shown.file) showCached(shown, shown.file);
  else showCore(shown, directory);
}

interface Shown {
  source: CatalogSource;
  types: number;
  variants: number;
  excluded: string[];
  communityPackages: Inventory['communityPackages'];
  credentials?: number;
  origin?: string;
  packages?: { name: string; version: string }[];
  file?: string;
  bytes?: number;
  writtenAt?: string;
}

function showCore({ source, types }: Shown, directory: string): void {
  print(`ONLY the built-in catalogue (checked against n8n ${source.n8nVersion}): ${types} node types.`);
  print(`${directory} holds none of your n8n. Get it with: flowsmith catalog sync`);
}

function showCached(shown: Shown, file: string): void {
  const list = (words: readonly string[]) => words.join(', ') || 'none';
  const versions = (packages: Shown['packages'] = []) =>
    list(packages.map(({ name, version }) => `${name} ${version}`));
  print(
    `n8n ${shown.source.n8nVersion}${shown.source.nearest ? ' (nearest)' : ''}: ${shown.types} node types, ${shown.variants} tools made of them`,
  );
  print(`credentials  ${shown.credentials} kinds`);
  print(`not allowed  ${list(shown.excluded)}`);
  print(`community    ${versions(shown.communityPackages)}`);
  print(`from         ${shown.origin === 'export' ? 'the file of n8n export:nodes' : versions(shown.packages)}`);
  print(`file         ${file} (${((shown.bytes ?? 0) / 1024 / 1024).toFixed(1)} MB, ${shown.writtenAt})`);
}
