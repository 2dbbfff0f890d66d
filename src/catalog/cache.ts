import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogError } from '#src/errors.ts';
import { openPack, type Pack } from './pack.ts';

/** The folder CATALOG_DIR: one file per n8n version and per community package, one record per n8n instance. */
export interface CatalogCache {
  readonly directory: string;
  /** Undefined for a file that is not there or not whole: fetch it again. */
  load(file: string): Pack | undefined;
  /** Files appear whole or not at all, also when two processes write the same one. Throws CatalogError. */
  save(file: string, content: Buffer | string): void;
  /** Any file of ours as it is; undefined when it cannot be read. */
  bytes(file: string): Buffer | undefined;
  /** Any small file of ours; undefined when it cannot be read. */
  read(file: string): string | undefined;
  /** Names in the folder; empty when there is none. */
  list(): string[];
  /** Size and time of a file in one word: it changes when the file does. */
  keyOf(file: string): string | undefined;
}

export function openCache(directory: string): CatalogCache {
  const path = (file: string) => join(directory, file);
  const attempt = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };
  return {
    directory,
    load: (file) => attempt(() => openPack(readFileSync(path(file)))),
    save(file, content) {
      const temporary = path(`.${file}.${randomUUID()}.tmp`);
      try {
        mkdirSync(directory, { recursive: true });
        writeFileSync(temporary, content);
        renameSync(temporary, path(file));
      } catch (cause) {
        attempt(() => rmSync(temporary, { force: true }));
        const { code } = cause as NodeJS.ErrnoException;
        throw new CatalogError(`cannot write ${path(file)}: ${code}`, {
          code: 'catalog_not_writable',
          userMessage: `The catalogue cannot be kept in ${directory} (${code}): it is fetched again at every start. Let Flowsmith write there, or set CATALOG_DIR.`,
          cause,
        });
      }
    },
    bytes: (file) => attempt(() => readFileSync(path(file))),
    read: (file) => attempt(() => readFileSync(path(file), 'utf8')),
    list: () => attempt(() => readdirSync(directory)) ?? [],
    keyOf: (file) =>
      attempt(() => {
        const { size, mtimeMs } = statSync(path(file));
        return `${size}-${Math.round(mtimeMs)}`;
      }),
  };
}

/** The pack of one n8n version. */
export const packFile = (version: string): string => `n8n-${toFileName(version)}.pack`;

/** The pack of one community package. */
export const communityFile = (name: string, version: string): string =>
  `community-${toFileName(name)}-${toFileName(version)}.pack`;

/** Versions there are packs of, newest first. */
export function cachedVersions(cache: CatalogCache): string[] {
  return cache
    .list()
    .flatMap((file) => /^n8n-(.+)\.pack$/.exec(file)?.[1] ?? [])
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
}

/** Names come from outside: letters, digits and `.-+_` stay, so that no name is a path. */
const toFileName = (text: string): string =>
  text
    .replaceAll('/', '+')
    .replace(/[^\w.+-]/g, '_')
    .slice(0, 200);
