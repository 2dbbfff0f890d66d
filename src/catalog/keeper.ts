import { CatalogError, FlowsmithError } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import { repeat } from '#src/repeat.ts';
import { openCache } from './cache.ts';
import { openCachedCatalog } from './cached-catalog.ts';
import type { Catalog } from './catalog.ts';
import { createCoreCatalog } from './core/index.ts';
import { exportedFile } from './exported.ts';
import { toCatalog } from './instance-catalog.ts';
import { type Inventory, loadRecord, saveRecord } from './inventory.ts';
import type { Registry } from './registry.ts';
import { ensureCommunityPacks, ensurePack } from './sync.ts';

/** Holds the catalogue of the connected n8n and follows that n8n's upgrades. */
export interface CatalogKeeper extends AsyncDisposable {
  /** The best catalogue there is now; cheap. */
  current(): Catalog;
  /** Seconds since it was known to be that of the connected n8n; until then, since the start. */
  ageSeconds(): number;
  /** Looks at n8n once more. Never throws: failures are logged, and the catalogue stays. */
  refresh(): Promise<void>;
}

export interface KeeperOptions {
  directory: string;
  registry: Registry;
  /** Address of the n8n; tells instances apart in one folder. */
  instanceUrl: string;
  /** Undefined when n8n hides it. Throws when n8n does not answer. */
  readVersion(): Promise<string | undefined>;
  /** Throws when n8n does not answer. */
  readInventory(version: string): Promise<Inventory>;
  log: Logger;
  /** How often n8n is looked at [5 minutes]. */
  everyMs?: number;
}

const usualEveryMs = 5 * 60_000;
/** Without its catalogue yet, n8n or the registry is tried again sooner. */
const coreEveryMs = 30_000;
/** Troubles that trying again does not end. */
const lasting = new Set(['catalog_not_writable', 'catalog_export_unusable']);
/** n8n reads all its workflows to answer: not at every look. */
const inventoryMaxAgeMs = 60 * 60_000;

/**
 * Starts with the catalogue that was there last time, else with the core one, and looks at n8n in the background: at
 * once, then every `everyMs`. A new version or another inventory is swapped in as a whole. When it cannot be had the
 * catalogue before stays; the same failure is logged once.
 */
export function createCatalogKeeper(options: KeeperOptions): CatalogKeeper {
  const { registry, instanceUrl, log, everyMs = usualEveryMs } = options;
  const cache = openCache(options.directory);
  const stopped = new AbortController();
  const stop = new Promise<never>((_, failed) => {
    stopped.signal.addEventListener('abort', () => failed(stopped.signal.reason), { once: true });
  });
  stop.catch(() => {});
  const told = new Set<string>();
  let catalog = openLast() ?? createCoreCatalog();
  /** What `catalog` was made of; undefined while something of it is missing. */
  let complete: string | undefined;
  let asked: { version: string; inventory: Inventory; at: number } | undefined;
  let knownAt = performance.now();
  const looks = repeat(look, {
    everyMs: () => (catalog.source.kind === 'core' ? Math.min(everyMs, coreEveryMs) : everyMs),
    onError,
  });

  /** What this n8n had last time, without asking anybody. */
  function openLast(): Catalog | undefined {
    const version = loadRecord(cache, instanceUrl)?.version;
    const last = version === undefined ? undefined : openCachedCatalog(cache, { version, instanceUrl });
    if (last) log.info({ n8nVersion: version, types: last.pack.entries.length }, 'catalogue opened');
    return last?.catalog;
  }

  async function look(): Promise<void> {
    // n8n may take a minute to answer: stopping does not wait for it.
    const version = await Promise.race([options.readVersion(), stop]);
    if (version === undefined) throw hiddenVersion();
    if (asked?.version !== version || Date.now() - asked.at > inventoryMaxAgeMs) {
      const inventory = await Promise.race([options.readInventory(version), stop]);
      asked = { version, inventory, at: Date.now() };
    }
    const { inventory } = asked;
    const wanted = JSON.stringify([version, inventory, cache.keyOf(exportedFile)]);
    if (wanted === complete) {
      knownAt = performance.now();
      return;
    }
    const troubles: CatalogError[] = [];
    const sync = { cache, registry, signal: stopped.signal, onTrouble: (error: CatalogError) => troubles.push(error) };
    const { pack, from } = await ensurePack(version, sync);
    const communityPacks = await ensureCommunityPacks(inventory, sync);
    catalog = toCatalog(pack, inventory, communityPacks);
    log.info({ n8nVersion: version, from, types: pack.entries.length }, 'catalogue of the connected n8n in use');
    keepRecord({ version, inventory }, sync.onTrouble);
    complete = troubles.every(({ code }) => lasting.has(code)) ? wanted : undefined;
    if (complete) knownAt = performance.now();
    if (troubles.length === 0) told.clear();
    for (const trouble of troubles) tell(trouble, 'part of the catalogue is missing or not kept');
  }

  function keepRecord(
    record: { version: string; inventory: Inventory },
    onTrouble: (error: CatalogError) => void,
  ): void {
    try {
      saveRecord(cache, instanceUrl, record);
    } catch (error) {
      if (!(error instanceof CatalogError)) throw error;
      onTrouble(error);
    }
  }

  function onError(error: unknown): void {
    if (stopped.signal.aborted) return;
    if (error instanceof FlowsmithError) tell(error, 'catalogue not refreshed');
    else log.error({ err: error }, 'catalogue: unexpected failure');
  }

  function tell(error: FlowsmithError, what: string): void {
    const key = `${error.code} ${error.message}`;
    if (told.has(key)) return;
    told.add(key);
    const { kind, n8nVersion } = catalog.source;
    log.warn({ code: error.code, reason: error.userMessage, catalogue: kind, n8nVersion }, what);
  }

  return {
    current: () => catalog,
    ageSeconds: () => (performance.now() - knownAt) / 1000,
    refresh: looks.now,
    async [Symbol.asyncDispose]() {
      stopped.abort();
      await looks[Symbol.asyncDispose]();
    },
  };
}

function hiddenVersion(): CatalogError {
  return new CatalogError('n8n hides its version', {
    code: 'catalog_version_unknown',
    userMessage: 'n8n does not say which version it is, so that its node types cannot be looked up. Set N8N_VERSION.',
  });
}
