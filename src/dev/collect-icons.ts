import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { appKey } from '#src/workflow/diagram/look.ts';
import { ensureN8nInstalled } from './n8n-install.ts';

/**
 * `npm run icons`: writes `src/workflow/diagram/icons.json` anew, from the node types of the pinned n8n and the package
 * simple-icons: of each app with an icon of the same name, its one SVG path in a square of 24. Only icons that the
 * package gives away under CC0, without a licence of their own, are taken.
 */
const require = createRequire(import.meta.url);
const icons = z.array(
  z.object({
    title: z.string(),
    slug: z.string(),
    license: z.unknown().optional(),
    aliases: z.object({ aka: z.array(z.string()).optional(), old: z.array(z.string()).optional() }).optional(),
  }),
);
const types = z.array(
  z.object({
    name: z.string(),
    displayName: z.string(),
    codex: z.object({ categories: z.array(z.string()).optional() }).optional(),
    credentials: z.array(z.unknown()).optional(),
  }),
);

/** Called otherwise there than in n8n. */
const otherNames: Readonly<Record<string, string>> = { postgres: 'postgresql' };

const plain = (name: string): string =>
  name
    .replace(/ (?:Trigger|Tool|Chat Model|Vector Store|Node)$/i, '')
    .toLowerCase()
    .replaceAll('+', 'plus')
    .replace(/[^\p{L}\p{N}]/gu, '');

const directory = await ensureN8nInstalled({ log: console.log });
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const packages = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'];
const all = packages.flatMap((name) =>
  types.parse(read(join(directory, 'node_modules', name, 'dist/types/nodes.json'))),
);
const known = new Map<string, string>();
for (const { title, slug, license, aliases } of icons.parse(read(require.resolve('simple-icons/icons.json'))))
  if (license === undefined)
    for (const name of [title, ...(aliases?.aka ?? []), ...(aliases?.old ?? [])])
      if (!known.has(plain(name)) || name === title) known.set(plain(name), slug);

const found: Record<string, string> = {};
for (const { name, displayName, codex, credentials } of all.sort((a, b) => (a.name < b.name ? -1 : 1))) {
  if (!credentials?.length || codex?.categories?.every((category) => category === 'Core Nodes')) continue;
  const slug = known.get(otherNames[plain(displayName)] ?? plain(displayName));
  const [, path] =
    (slug && / d="([^"]+)"/.exec(readFileSync(require.resolve(`simple-icons/icons/${slug}.svg`), 'utf8'))) || [];
  if (path) found[appKey(name)] = path;
}
writeFileSync('src/workflow/diagram/icons.json', `${JSON.stringify(found, null, 1)}\n`);
console.log(`${Object.keys(found).length} icons`);
