import { usualInventory } from '#src/catalog/inventory.ts';
import { createCatalogKeeper } from '#src/catalog/keeper.ts';
import { readNpmConfig } from '#src/catalog/npm-config.ts';
import { createRegistry } from '#src/catalog/registry.ts';
import type { Config } from '#src/config.ts';
import type { Logger } from '#src/log.ts';
import { connectN8n, type N8n } from '#src/n8n/connect.ts';
import { readFacts } from '#src/n8n/facts.ts';
import type { N8nAccess } from '#src/n8n/gate.ts';
import { readRelease } from '#src/n8n/instance.ts';
import { readInventory } from '#src/n8n/inventory.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import type { EngineContext } from './context.ts';
import { createCalledReader } from './drafts/called.ts';
import { createErrorSecret, openErrorHub } from './error-hub.ts';
import { type N8nInstance, type ReadCalled, toInstance } from './n8n-instance.ts';
import { writeTimeoutFor } from './write-guard.ts';

export interface N8nParts extends Pick<EngineContext, 'store' | 'policy' | 'patience' | 'log'> {
  config: Pick<Config, 'n8n' | 'catalog' | 'publicUrl'>;
  access: N8nAccess;
  /** The same n8n for what nobody waits for. */
  background: N8nAccess;
  /** The same, given up soon where others wait already. */
  brief: N8nAccess;
  /** How often it is looked at for another version [5 minutes]. */
  everyMs?: number | undefined;
}

export interface OpenN8n extends AsyncDisposable {
  n8n: N8nInstance;
  /** Seconds since its node types were last seen to be those it has. */
  catalogAge: () => number;
}

const releaseMaxAgeMs = 5 * 60_000;
const factsMaxAgeMs = 60_000;
/** Somebody may unpublish or delete it in n8n. */
const hubMaxAgeMs = 10 * 60_000;

/** The n8n of the settings, with what is known of it read as it is needed. Dispose: its node types are looked at no more. */
export function openN8n(parts: N8nParts): OpenN8n {
  const { config, access, background, brief, everyMs, store, policy, patience, log } = parts;
  const { baseUrl: url, editorUrl } = config.n8n;
  const release = cached(everyMs ?? releaseMaxAgeMs, () => readRelease(access));
  const keeper = createCatalogKeeper({
    directory: config.catalog.directory,
    registry: createRegistry(readNpmConfig(config.catalog)),
    instanceUrl: url,
    readVersion: async () => (await release()).version,
    readInventory: async (version) => ({ ...usualInventory(version), ...(await readInventory(background)) }),
    log,
    ...(everyMs === undefined ? {} : { everyMs }),
  });
  const options = { writeTimeoutMs: writeTimeoutFor(patience) };
  const unhurried = { background: connectN8n(background, options), brief: connectN8n(brief, options) };
  const n8n: N8nInstance = toInstance(connectN8n(access, options), unhurried, {
    url,
    editorUrl,
    catalog: keeper.current,
    capabilities: async () => (await release()).capabilities,
    facts: cached(factsMaxAgeMs, async () => ({ ...(await readFactsOrNothing(n8n, log)), policy })),
    readCalled: (...asked: Parameters<ReadCalled>) => readCalled(...asked),
    errorHub: policy.errorNotices ? errorHub : async () => undefined,
  });
  const readCalled = createCalledReader({ store, policy, n8n, log });
  const secret = createErrorSecret(config.n8n.apiKey);
  const hub = cached(hubMaxAgeMs, () =>
    openErrorHub({ store, n8n, patience, publicUrl: config.publicUrl ?? '', secret }),
  );
  async function errorHub(): Promise<string | undefined> {
    try {
      return await hub();
    } catch (err) {
      log.warn({ err }, 'n8n will not report failed executions: its error workflow is not there');
      return undefined;
    }
  }
  return { n8n, catalogAge: keeper.ageSeconds, [Symbol.asyncDispose]: () => keeper[Symbol.asyncDispose]() };
}

/** Read again once it is old; calls meanwhile share one reading. A failed reading is not kept. */
function cached<T>(usualMs: number, read: () => Promise<T>): (options?: { maxAgeMs: number }) => Promise<T> {
  let known: { value: Promise<T>; at: number } | undefined;
  return ({ maxAgeMs } = { maxAgeMs: usualMs }) => {
    if (!known || Date.now() - known.at >= maxAgeMs) {
      const value = read();
      const now = { value, at: Date.now() };
      known = now;
      value.catch(() => {
        if (known === now) known = undefined;
      });
    }
    return known.value;
  };
}

/** Never throws: without facts their rules say nothing, which is better than no draft. */
async function readFactsOrNothing(n8n: N8n, log: Logger): Promise<InstanceFacts> {
  try {
    const { failures, ...facts } = await readFacts(n8n, { timeoutMs: 5_000 });
    for (const { code } of failures) log.debug({ code }, 'facts of n8n not read whole');
    return facts;
  } catch (error) {
    log.debug({ err: error }, 'facts of n8n not read');
    return {};
  }
}
