import { openCache } from '#src/catalog/cache.ts';
import { loadOutputs, type OutputShapes } from '#src/catalog/outputs.ts';
import type { N8nAccess } from '#src/n8n/gate.ts';
import { readScopes } from '#src/n8n/scopes.ts';

/** What rehearsing drafts takes. */
export interface Rehearsing {
  /** Scopes of the key; undefined where n8n does not say. */
  scopes(): Promise<string[] | undefined>;
  /** What this version of n8n says its nodes put out, where that is at hand. */
  outputs(n8nVersion: string): OutputShapes | undefined;
}

const scopesMaxAgeMs = 5 * 60_000;

export function createRehearsing(access: N8nAccess, catalogDirectory: string): Rehearsing {
  const cache = openCache(catalogDirectory);
  let read: { scopes: string[] | undefined; at: number } | undefined;
  let opened: { version: string; outputs: OutputShapes | undefined } | undefined;
  return {
    async scopes() {
      if (!read || performance.now() - read.at > scopesMaxAgeMs)
        read = { scopes: await readScopes(access), at: performance.now() };
      return read.scopes;
    },
    outputs(version) {
      if (opened?.version !== version || !opened.outputs) opened = { version, outputs: loadOutputs(cache, version) };
      return opened.outputs;
    },
  };
}
