import { CatalogError } from '#src/errors.ts';
import { type CatalogCache, communityFile, packFile } from './cache.ts';
import { toCredentialTypes, toNodeTypes } from './description.ts';
import { packOfExport } from './exported.ts';
import type { Inventory } from './inventory.ts';
import { findNodePackages, unusablePackages } from './node-packages.ts';
import { loadOutputs, type OutputShapes, openOutputs, outputsFile, saysOutputs, writeOutputs } from './outputs.ts';
import { openPack, type Pack, type PackInfo, writePack } from './pack.ts';
import type { PackageManifest, Registry } from './registry.ts';

export interface SyncOptions {
  cache: CatalogCache;
  registry: Registry;
  signal?: AbortSignal;
  /** Told of what is missing in the result or could not be kept; the result is usable all the same. */
  onTrouble(error: CatalogError): void;
}

export interface SyncResult {
  pack: Pack;
  /** Where it was this time. */
  from: 'cache' | 'registry' | 'export';
}

const files = { nodes: 'package/dist/types/nodes.json', credentials: 'package/dist/types/credentials.json' };
const maxCommunityPackages = 100;

/**
 * The descriptions of one n8n version: the file of `n8n export:nodes` when one was put into the folder since, else
 * what the cache has, else the packages from the registry, of the nearest version where nobody says which. Throws CatalogError.
 */
export async function ensurePack(version: string, options: SyncOptions): Promise<SyncResult> {
  const { cache } = options;
  const cached = cache.load(packFile(version));
  const exported = packOfExport(cache, version, cached, options.onTrouble);
  if (exported) return { pack: keep(exported, packFile(version), options), from: 'export' };
  if (cached) return { pack: cached, from: 'cache' };
  try {
    const content = await fetchPack(version, options);
    return { pack: keep(content, packFile(version), options), from: 'registry' };
  } catch (error) {
    // JSON may be nested deeper than it can be written again.
    if (error instanceof RangeError) throw unusablePackages('its descriptions are nested deeper than any real ones');
    throw error;
  }
}

async function fetchPack(version: string, options: SyncOptions): Promise<Buffer> {
  const { manifests, nearest } = await findNodePackages(version, options.registry, options.signal);
  const fetched = await Promise.all(manifests.map((manifest) => fetchTypes(manifest, options)));
  const packages = fetched.map(({ name, version: of }) => ({ name, version: of }));
  const outputs = fetched.find((each) => each.outputs)?.outputs;
  if (outputs) keepFile(outputs, outputsFile(version), options);
  return writePack(
    { origin: 'registry', version, packages, ...(nearest ? { nearest } : {}), writtenAt: new Date().toISOString() },
    fetched.flatMap((each) => each.nodeTypes),
    fetched.flatMap((each) => each.credentials),
  );
}

/**
 * What nodes of one n8n version put out, as its package says: what the folder has, else the package from the registry.
 * Undefined, and told as trouble, when it cannot be had: examples then say less.
 */
export async function ensureOutputs(version: string, options: SyncOptions): Promise<OutputShapes | undefined> {
  const cached = loadOutputs(options.cache, version);
  if (cached) return cached;
  const { registry, signal } = options;
  try {
    // The first package alone has schemas.
    const [manifest] = (await findNodePackages(version, registry, signal)).manifests;
    const outputs = manifest && writeOutputs(manifest.name, await registry.files(manifest, saysOutputs, signal));
    if (!outputs) return undefined;
    keepFile(outputs, outputsFile(version), options);
    return openOutputs(outputs);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    options.onTrouble(error);
    return undefined;
  }
}

/**
 * Descriptions of community packages that ship them as n8n's own do; most do not, and then the name of the package is
 * all that is known. A package that cannot be had is left out and tried again next time.
 */
export async function ensureCommunityPacks(inventory: Inventory, options: SyncOptions): Promise<Pack[]> {
  const packs: Pack[] = [];
  for (const { name, version } of inventory.communityPackages.slice(0, maxCommunityPackages)) {
    const file = communityFile(name, version);
    try {
      packs.push(options.cache.load(file) ?? (await fetchCommunity(name, version, file, options)));
    } catch (error) {
      if (error instanceof RangeError) options.onTrouble(unusablePackages(`${name} ${version} is nested too deeply`));
      else if (error instanceof CatalogError) options.onTrouble(error);
      else throw error;
    }
  }
  return packs;
}

async function fetchCommunity(name: string, version: string, file: string, options: SyncOptions): Promise<Pack> {
  const manifest = await options.registry.manifest(name, version, options.signal);
  const { nodeTypes, credentials } = await fetchTypes(manifest, options, { optional: true });
  const packages = [{ name, version }];
  const info: PackInfo = { origin: 'registry', version, packages, writtenAt: new Date().toISOString() };
  return keep(writePack(info, nodeTypes, credentials), file, options);
}

async function fetchTypes(manifest: PackageManifest, options: SyncOptions, { optional = false } = {}) {
  const { name, version } = manifest;
  const found = await options.registry.files(manifest, saysTypes, options.signal);
  const nodeTypes = toNodeTypes(parse(found.get(files.nodes)), name);
  if (nodeTypes.length === 0 && !optional)
    throw unusablePackages(`the archive of ${name} ${version} describes no node types`);
  const credentials = toCredentialTypes(parse(found.get(files.credentials)));
  return { name, version, nodeTypes, credentials, outputs: writeOutputs(name, found) };
}

const saysTypes = (path: string): boolean => Object.values(files).includes(path) || saysOutputs(path);

/** Keeps it for the next start; what cannot be kept serves this once. */
function keep(content: Buffer, file: string, options: SyncOptions): Pack {
  keepFile(content, file, options);
  const pack = openPack(content);
  if (!pack) throw new Error('a pack just written does not open');
  return pack;
}

function keepFile(content: Buffer, file: string, { cache, onTrouble }: SyncOptions): void {
  try {
    cache.save(file, content);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    onTrouble(error);
  }
}

function parse(content: Buffer | undefined): unknown {
  try {
    return JSON.parse(content?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}
