import { createHash, type Hash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { CatalogError } from '#src/errors.ts';
import { limitBytes } from './limit-bytes.ts';

/** Files of an archive, by their paths. */
export type Wanted = readonly string[] | ((path: string) => boolean);

export interface TarballOptions {
  /** For messages: package and version. */
  what: string;
  /** `sha512-…`, several separated by spaces; an archive without one is refused. */
  integrity: string | undefined;
  /** Paths as they stand in the archive, e.g. `package/dist/types/nodes.json`, or which of them. */
  wanted: Wanted;
  archiveBytes: number;
  unpackedBytes: number;
  fileBytes: number;
}

const maxEntries = 200_000;

/**
 * Reads the wanted files out of a package's archive while it arrives; nothing is written to disk, nothing else is
 * kept. Returns them only when the whole archive has the promised hash. A link, or a path that leads out of the
 * archive, condemns all of it. Throws CatalogError.
 */
export async function readTarball(
  archive: AsyncIterable<Buffer>,
  { what, integrity, wanted, ...limits }: TarballOptions,
): Promise<ReadonlyMap<string, Buffer>> {
  const promised = sha512Of(integrity);
  if (promised.length === 0) throw refused(what, 'the registry names no sha512 for it');
  const hash = createHash('sha512');
  const found = new Map<string, Buffer>();
  try {
    await pipeline(
      hashed(limitBytes(archive, limits.archiveBytes, what), hash),
      createGunzip(),
      (source: AsyncIterable<Buffer>) => limitBytes(source, limits.unpackedBytes, `${what} unpacked`),
      async (source: AsyncIterable<Buffer>) => {
        const tar = extract();
        const reading = collect(tar, what, toTest(wanted), limits.fileBytes, found);
        const ends = await Promise.allSettled([reading, pipeline(source, tar)]);
        for (const end of ends) if (end.status === 'rejected') throw end.reason;
      },
    );
  } catch (error) {
    if (error instanceof CatalogError || !isFormatError(error)) throw error;
    throw refused(what, 'it is no gzipped tar archive', error);
  }
  if (!promised.includes(hash.digest('base64'))) {
    throw refused(what, 'its content is not what the registry promised (sha512 differs)');
  }
  return found;
}

async function collect(
  tar: ReturnType<typeof extract>,
  what: string,
  wanted: (path: string) => boolean,
  fileBytes: number,
  found: Map<string, Buffer>,
): Promise<void> {
  let entries = 0;
  for await (const entry of tar) {
    entries += 1;
    if (entries > maxEntries) throw refused(what, `it holds more than ${maxEntries} files`);
    const { name, type } = entry.header;
    if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..')) {
      throw refused(what, 'a path in it leads out of the archive');
    }
    if (type !== 'file' && type !== 'contiguous-file' && type !== 'directory') {
      throw refused(what, `it holds a ${type}, and packages hold files only`);
    }
    if (!wanted(name)) {
      entry.resume();
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of limitBytes(entry as AsyncIterable<Buffer>, fileBytes, `${what} ${name}`))
      chunks.push(chunk);
    found.set(name, Buffer.concat(chunks));
  }
}

function toTest(wanted: Wanted): (path: string) => boolean {
  if (typeof wanted === 'function') return wanted;
  const paths = new Set(wanted);
  return (path) => paths.has(path);
}

async function* hashed(source: AsyncIterable<Buffer>, hash: Hash): AsyncIterable<Buffer> {
  for await (const chunk of source) {
    hash.update(chunk);
    yield chunk;
  }
}

const sha512Of = (integrity = ''): string[] =>
  integrity.split(/\s+/).flatMap((each) => /^sha512-([A-Za-z0-9+/]{86}==)/.exec(each)?.[1] ?? []);

/** zlib's errors have codes of their own; the tar reader's have none, but say so. */
function isFormatError(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return code?.startsWith('Z_') === true || /tar header|Unexpected end of data|Invalid/i.test(message ?? '');
}

function refused(what: string, why: string, cause?: unknown): CatalogError {
  return new CatalogError(`${what} refused: ${why}`, {
    code: 'catalog_archive_refused',
    userMessage: `The archive of ${what} was refused: ${why}. Nothing of it was used. Check that NPM_REGISTRY_URL is a registry you trust, then run: flowsmith catalog sync`,
    cause,
  });
}
