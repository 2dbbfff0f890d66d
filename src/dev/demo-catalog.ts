import { openCache } from '#src/catalog/cache.ts';
import { saveRecord, usualInventory } from '#src/catalog/inventory.ts';
import { readNpmConfig } from '#src/catalog/npm-config.ts';
import { createRegistry } from '#src/catalog/registry.ts';
import { ensurePack } from '#src/catalog/sync.ts';
import type { Config } from '#src/config.ts';
import { FlowsmithError } from '#src/errors.ts';
import { openGate } from '#src/n8n/gate.ts';
import { readRelease } from '#src/n8n/instance.ts';
import { readInventory } from '#src/n8n/inventory.ts';

/**
 * Has the node types of the connected n8n ready before the first request: from the catalogue folder, else the package
 * registry. Returns what to tell of them in one line. Never throws for what cannot be had: the built-in list is used then,
 * cards say so, and the service goes on looking.
 * @param longestMs how long the registry may take [one minute]
 */
export async function readNodeTypes(
  config: Pick<Config, 'catalog' | 'n8n'>,
  { longestMs = 60_000 }: { longestMs?: number } = {},
): Promise<string> {
  const cache = openCache(config.catalog.directory);
  const over = new AbortController();
  const late = setTimeout(() => over.abort(), longestMs);
  const troubles: string[] = [];
  try {
    const access = { ...config.n8n, gate: openGate() };
    const { version } = await readRelease(access);
    if (version === undefined) return onlyBuiltIn('this n8n does not say which version it is: set N8N_VERSION');
    const inventory = { ...usualInventory(version), ...(await readInventory(access)) };
    const registry = createRegistry(readNpmConfig(config.catalog));
    const onTrouble = (error: FlowsmithError) => troubles.push(error.userMessage);
    const { pack } = await ensurePack(version, { cache, registry, signal: over.signal, onTrouble });
    saveRecord(cache, config.n8n.baseUrl, { version, inventory });
    return [`all ${pack.entries.length} node types of n8n ${version}`, ...troubles].join('. ');
  } catch (error) {
    if (over.signal.aborted) return onlyBuiltIn('the package registry took too long');
    if (error instanceof FlowsmithError) return onlyBuiltIn(error.userMessage);
    throw error;
  } finally {
    clearTimeout(late);
  }
}

const onlyBuiltIn = (why: string): string => `the built-in list of common ones, so cards warn of that: ${why}`;
