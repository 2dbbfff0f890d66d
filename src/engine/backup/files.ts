import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '#src/errors.ts';
import type { Store } from '#src/store/orm.ts';
import { collect } from './collect.ts';

const manifestName = 'manifest.json';
const manifestSchema = z.strictObject({
  format: z.literal('flowsmith-export-1'),
  workflows: z.number(),
  /** Path below the folder, with forward slashes → SHA-256 in hex. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});
export type Manifest = z.infer<typeof manifestSchema>;

const hashOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** The same text for the same value, line by line: keys in order, so that Git shows what really changed. */
function toStableText(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]));
}

/**
 * Writes every workflow with its versions below a folder, and a manifest with the hash of each file last. What did not
 * change is not touched; files of an export before that are no part of this one are removed, nothing else ever is.
 * Returns how many files changed. Throws ConfigError when the folder cannot be written.
 */
export async function exportTo(
  store: Pick<Store, 'fork'>,
  directory: string,
): Promise<{ workflows: number; files: number; changed: number }> {
  const files: Record<string, string> = {};
  let workflows = 0;
  let changed = 0;
  const put = async (path: string, value: unknown) => {
    const text = toStableText(value);
    files[path] = hashOf(text);
    if (await writeIfChanged(join(directory, path), text)) changed += 1;
  };
  try {
    await mkdir(directory, { recursive: true });
    const before = await readManifest(directory).catch(() => undefined);
    for await (const { folder, about, newest, documents } of collect(store)) {
      workflows += 1;
      if (newest) await put(`${folder}/workflow.json`, newest);
      await put(`${folder}/about.json`, about);
      for (const [file, document] of documents) await put(`${folder}/${file}`, document);
    }
    const manifest: Manifest = { format: 'flowsmith-export-1', workflows, files };
    // Written before anything is removed: it never names a file that is not there.
    if (await writeIfChanged(join(directory, manifestName), toStableText(manifest))) changed += 1;
    for (const path of Object.keys(before?.files ?? {})) {
      if (files[path] !== undefined) continue;
      await rm(inside(directory, path), { force: true });
      await removeIfEmpty(dirname(inside(directory, path)), directory);
    }
    return { workflows, files: Object.keys(files).length, changed };
  } catch (error) {
    const { code } = error as { code?: string };
    if (!code?.startsWith('E')) throw error;
    throw new ConfigError(`The folder ${directory} cannot be written (${code}).`);
  }
}

async function writeIfChanged(path: string, text: string): Promise<boolean> {
  const now = await readFile(path, 'utf8').catch(() => undefined);
  if (now === text) return false;
  await mkdir(dirname(path), { recursive: true });
  // Whole or not at all: somebody may be copying the folder.
  const unfinished = `${path}.${process.pid}.part`;
  await writeFile(unfinished, text, { mode: 0o600 });
  await rename(unfinished, path);
  return true;
}

async function removeIfEmpty(folder: string, root: string): Promise<void> {
  for (let at = folder; at.startsWith(root + sep) && (await readdir(at)).length === 0; at = dirname(at))
    await rm(at, { recursive: true });
}

/** A path of a manifest, which somebody may have edited, never leads out of its folder. */
function inside(directory: string, path: string): string {
  const whole = join(directory, path);
  if (!whole.startsWith(join(directory, sep)) || path.includes('\\'))
    throw new ConfigError(`${manifestName} names ${path}, which is not in the folder.`);
  return whole;
}

async function readManifest(directory: string): Promise<Manifest> {
  const text = await readFile(join(directory, manifestName), 'utf8').catch(() => {
    throw new ConfigError(`${directory} holds no export: there is no ${manifestName} in it.`);
  });
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new ConfigError(`${join(directory, manifestName)} is no manifest of an export that this version can read.`);
}

/** Every file of an export by its path, after its hash was checked. Throws ConfigError that names those that differ. */
export async function readExport(directory: string): Promise<Map<string, unknown>> {
  const { files } = await readManifest(directory);
  const read = new Map<string, unknown>();
  const wrong: string[] = [];
  for (const [path, hash] of Object.entries(files)) {
    const bytes = await readFile(inside(directory, path)).catch(() => undefined);
    if (!bytes) wrong.push(`${path} is missing`);
    else if (hashOf(bytes) !== hash) wrong.push(`${path} was changed`);
    else read.set(path, parseJson(bytes.toString('utf8')));
  }
  if (wrong.length === 0) return read;
  const more = wrong.length > 10 ? [`and ${wrong.length - 10} more`] : [];
  throw new ConfigError(
    ['The export is not what its manifest says. Nothing was imported.', ...wrong.slice(0, 10), ...more].join('\n'),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
