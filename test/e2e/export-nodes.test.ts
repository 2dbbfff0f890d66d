import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openCache } from '#src/catalog/cache.ts';
import { toCatalog } from '#src/catalog/instance-catalog.ts';
import { usualInventory } from '#src/catalog/inventory.ts';
import { ensurePack } from '#src/catalog/sync.ts';
import { ensureN8nInstalled, n8nVersion } from '#src/dev/n8n-install.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const run = promisify(execFile);

test('what a real n8n exports as the Compose file has it is its catalogue, without any registry', async () => {
  const installed = await ensureN8nInstalled({ log: (line) => process.stderr.write(`${line}\n`) });
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-export-'));
  try {
    symlinkSync(join(installed, 'node_modules/n8n/bin/n8n'), join(folder, 'n8n'));
    const path = [folder, dirname(process.execPath), process.env['PATH']].join(delimiter);
    const catalogFolder = join(folder, 'catalog');
    const env = {
      PATH: path,
      HOME: folder,
      N8N_USER_FOLDER: folder,
      CATALOG_DIR: catalogFolder,
      N8N_DIAGNOSTICS_ENABLED: 'false',
    };
    const args = ['manifest/compose/export-nodes.sh', 'echo', 'started'];
    const { stdout } = await run('/bin/sh', args, { env, maxBuffer: 64 * 1024 * 1024 });
    expect(stdout).toContain('Node types exported for Flowsmith.');
    expect(readdirSync(catalogFolder)).toEqual(['nodes.json']);
    const nobody = () => expect.unreachable('the registry was asked');
    const registry = { manifest: nobody, versions: nobody, files: nobody };
    const { pack, from } = await ensurePack(n8nVersion, {
      ...{ cache: openCache(catalogFolder), registry },
      onTrouble: (error) => expect.unreachable(error.message),
    });
    expect(from).toBe('export');
    const exported = toCatalog(pack, usualInventory(n8nVersion));
    const published = await fullCatalog(usualInventory(n8nVersion));
    if (!published) return;
    const names = (all: readonly { name: string }[]) => all.map(({ name }) => name).sort();
    expect(names(exported.all())).toEqual(names(published.all()));
    const kinds = pack.credentials.map(
      ({ name, displayName }) => displayName === published.credential(name)?.displayName,
    );
    // The export has no names for people; more than half are spelled the same.
    expect(kinds.filter(Boolean).length / kinds.length).toBeGreaterThan(0.5);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}, 180_000);
