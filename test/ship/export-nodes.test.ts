import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
const fresh = () => folders[folders.push(mkdtempSync(join(tmpdir(), 'flowsmith-export-'))) - 1] ?? '';

/** Starts "n8n" as the Compose file does, with this in its place. */
function start(catalog: string, n8n: string): string {
  const bin = fresh();
  writeFileSync(join(bin, 'n8n'), `#!/bin/sh\n${n8n}\n`, { mode: 0o755 });
  const path = [bin, dirname(process.execPath), process.env['PATH']].join(delimiter);
  const args = ['manifest/compose/export-nodes.sh', 'echo', 'n8n started'];
  const env = { PATH: path, CATALOG_DIR: catalog };
  return execFileSync('/bin/sh', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
const file = '"${2#--output=}"';

it('moves the node types into place once they are whole', () => {
  const catalog = fresh();
  expect(start(catalog, `echo '[{"name":"a"}]' > ${file}`)).toContain('n8n started');
  expect(readFileSync(join(catalog, 'nodes.json'), 'utf8')).toBe('[{"name":"a"}]\n');
  expect(readdirSync(catalog)).toEqual(['nodes.json']);
});

it.each([
  ['fails', `echo '[{"na' > ${file}; exit 1`],
  ['ends before it has written all', `echo '[{"na' > ${file}`],
  ['writes nothing', 'true'],
])('leaves what was there when the export %s, and starts n8n all the same', (_what, n8n) => {
  const catalog = fresh();
  writeFileSync(join(catalog, 'nodes.json'), '[]');
  expect(start(catalog, n8n)).toContain('n8n started');
  expect(readFileSync(join(catalog, 'nodes.json'), 'utf8')).toBe('[]');
});
