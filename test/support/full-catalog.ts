import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Catalog, createCatalog } from '#src/catalog/catalog.ts';
import { toCredentialTypes, toNodeTypes } from '#src/catalog/description.ts';

const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'flowsmith', 'catalog-raw');
const packages = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'];

/** The catalogue of the real n8n that the tests speak to; undefined where it cannot be had. */
export async function fullCatalog(): Promise<Catalog | undefined> {
  const read = (name: string, file: string): unknown => JSON.parse(readFileSync(join(cache, name, file), 'utf8'));
  if (!packages.every((name) => existsSync(join(cache, name, 'nodes.json')))) return undefined;
  return createCatalog(
    { kind: 'instance', n8nVersion: '2.40.7' },
    {
      nodeTypes: packages.flatMap((name) => toNodeTypes(read(name, 'nodes.json'), name)),
      credentials: packages.flatMap((name) => toCredentialTypes(read(name, 'credentials.json'))),
    },
  );
}
