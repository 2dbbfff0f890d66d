import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openCache, packFile } from '#src/catalog/cache.ts';
import { loadRecord } from '#src/catalog/inventory.ts';
import { writePack } from '#src/catalog/pack.ts';
import { readConfig } from '#src/config.ts';
import { readNodeTypes } from '#src/dev/demo-catalog.ts';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowsmith-demo-catalog-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const configFor = (n8n: { baseUrl: string; apiKey: string }, directory: string) =>
  readConfig({
    DATABASE_URL: 'postgres://127.0.0.1/unused',
    N8N_BASE_URL: n8n.baseUrl,
    N8N_API_KEY: n8n.apiKey,
    CATALOG_DIR: directory,
    NPM_REGISTRY_URL: 'http://127.0.0.1:9',
  });

it('what the folder has of that version is there before the first request, for an n8n never seen before', async () => {
  await using n8n = await startN8nStandIn();
  const config = configFor(n8n, join(folder, 'full'));
  const cache = openCache(config.catalog.directory);
  const version = '2.40.7';
  const pack = writePack({ origin: 'registry', version, packages: [], writtenAt: '2026-11-29T00:00:00.000Z' }, [], []);
  cache.save(packFile(version), pack);
  expect(await readNodeTypes(config)).toBe('all 0 node types of n8n 2.40.7');
  expect(loadRecord(cache, config.n8n.baseUrl)?.version).toBe(version);
});

it('says why there is only the built-in list', async () => {
  await using n8n = await startN8nStandIn();
  const config = configFor(n8n, join(folder, 'empty'));
  expect(await readNodeTypes(config)).toMatch(
    /^the built-in list of common ones, so cards warn of that: .*127\.0\.0\.1:9/,
  );
});

it('does not wait for ever, and never fails because n8n is away', async () => {
  const config = configFor({ baseUrl: 'http://127.0.0.1:9', apiKey: 'x' }, join(folder, 'away'));
  expect(await readNodeTypes(config)).toMatch(/^the built-in list of common ones.*n8n could not be reached/);
});
