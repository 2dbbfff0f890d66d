import { pipeline } from 'node:stream/promises';
import got, { HTTPError, RequestError } from 'got';
import { z } from 'zod';
import { CatalogError } from '#src/errors.ts';
import { limitBytes } from './limit-bytes.ts';
import type { NpmConfig } from './npm-config.ts';
import { readTarball, type Wanted } from './tarball.ts';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  dist: z.object({ tarball: z.string(), integrity: z.string().optional() }),
});

const listSchema = z.object({ name: z.string(), versions: z.record(z.string(), z.unknown()) });

/** What the registry says of one version of a package. */
export type PackageManifest = z.infer<typeof manifestSchema>;

/** An npm registry, read only. Everything that goes wrong is a CatalogError. */
export interface Registry {
  manifest(name: string, version: string, signal?: AbortSignal): Promise<PackageManifest>;
  /** Every version of a package, in no order. */
  versions(name: string, signal?: AbortSignal): Promise<string[]>;
  /** The wanted files of the package's archive, by their path in it; checked against `dist.integrity`. */
  files(manifest: PackageManifest, wanted: Wanted, signal?: AbortSignal): Promise<ReadonlyMap<string, Buffer>>;
}

export interface RegistryLimits {
  /** Of a manifest [4 MB]. */
  manifestBytes: number;
  /** Of the list of all versions [64 MB]; that of n8n-nodes-base has 9 MB. */
  listBytes: number;
  /** Of an archive as it comes [128 MB]; n8n-nodes-base 2.40.2 has 12 MB. */
  archiveBytes: number;
  /** Of an archive unpacked [1 GB]; read and dropped, apart from what is wanted. */
  unpackedBytes: number;
  /** Of one wanted file [64 MB]. */
  fileBytes: number;
  /** For one answer, start to end [3 minutes]. */
  requestMs: number;
}

const usualLimits: RegistryLimits = {
  manifestBytes: 4 * 1024 * 1024,
  listBytes: 64 * 1024 * 1024,
  archiveBytes: 128 * 1024 * 1024,
  unpackedBytes: 1024 * 1024 * 1024,
  fileBytes: 64 * 1024 * 1024,
  requestMs: 180_000,
};

/** npm's names: no way out of the address they are put into. */
const packageName = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;
export const exactVersion = /^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;

/** A client for the registry of npm's configuration. Sends nothing but the names of packages, and npm's own tokens. */
export function createRegistry(npm: NpmConfig, limits: Partial<RegistryLimits> = {}): Registry {
  const limit = { ...usualLimits, ...limits };

  /** Streams an answer to `sink`. */
  async function read(
    address: string,
    accept: string,
    sink: (source: AsyncIterable<Buffer>) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    const url = toHttpUrl(address);
    const authorization = npm.authorizationOf(url);
    const request = got.stream(url, {
      headers: { accept, 'user-agent': 'flowsmith', ...(authorization ? { authorization } : {}) },
      decompress: accept !== archiveType,
      retry: { limit: 0 },
      maxRedirects: 5,
      timeout: { connect: 10_000, socket: 30_000, request: limit.requestMs },
      ...(signal ? { signal } : {}),
    });
    // A sink that stops reading aborts the request: what it threw is the reason, not the abort.
    let stopped: unknown;
    const reading = (source: AsyncIterable<Buffer>) =>
      sink(source).catch((error: unknown) => {
        stopped = error;
        throw error;
      });
    try {
      await pipeline(request, reading);
    } catch (error) {
      throw toCatalogError(stopped instanceof CatalogError ? stopped : error, url);
    }
  }

  async function readJson(name: string, path: string, accept: string, bytes: number, signal?: AbortSignal) {
    const base = await npm.registryOf(name);
    const chunks: Buffer[] = [];
    const collect = async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of limitBytes(source, bytes, `what it says of ${name}`)) chunks.push(chunk);
    };
    await read(`${base}/${name.replace('/', '%2f')}${path}`, accept, collect, signal);
    return parseJson(Buffer.concat(chunks).toString('utf8'));
  }

  return {
    async manifest(name, version, signal) {
      if (!packageName.test(name) || !exactVersion.test(version))
        throw unusable(`${name} ${version} is no exact package version`);
      const answer = await readJson(name, `/${version}`, 'application/json', limit.manifestBytes, signal).catch(
        (error) => {
          throw error instanceof CatalogError && error.code === 'catalog_not_found'
            ? missingVersion(name, version)
            : error;
        },
      );
      const manifest = manifestSchema.safeParse(answer).data;
      if (manifest?.name !== name || manifest.version !== version)
        throw unusable(`it does not describe ${name} ${version}`);
      return manifest;
    },
    async versions(name, signal) {
      if (!packageName.test(name)) throw unusable(`${name} is no package name`);
      // npm's short form: without it the registry sends every readme.
      const accept = 'application/vnd.npm.install-v1+json';
      const list = listSchema.safeParse(await readJson(name, '', accept, limit.listBytes, signal)).data;
      if (list?.name !== name) throw unusable(`it does not describe ${name}`);
      return Object.keys(list.versions);
    },
    async files(manifest, wanted, signal) {
      const what = `${manifest.name} ${manifest.version}`;
      const found = new Map<string, Buffer>();
      const { integrity } = manifest.dist;
      const sink = async (source: AsyncIterable<Buffer>) => {
        for (const [path, content] of await readTarball(source, { what, integrity, wanted, ...limit }))
          found.set(path, content);
      };
      await read(manifest.dist.tarball, archiveType, sink, signal);
      return found;
    },
  };
}

const archiveType = 'application/octet-stream';

function toHttpUrl(address: string): URL {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) throw unusable('it points to an address that is neither http nor https');
  return url;
}

function toCatalogError(error: unknown, url: URL): Error {
  if (error instanceof CatalogError) return error;
  if (error instanceof HTTPError) {
    const status = error.response.statusCode;
    if (status === 404)
      return new CatalogError(`404 from ${url.host}`, {
        code: 'catalog_not_found',
        userMessage: `The package registry has no ${url.pathname}. Check NPM_REGISTRY_URL.`,
      });
    if (status === 401 || status === 403) {
      return new CatalogError(`${status} from ${url.host}`, {
        code: 'catalog_registry_unauthorized',
        userMessage: `The package registry at ${url.host} refuses to answer (${status}). Put its token into the .npmrc of the user Flowsmith runs as.`,
      });
    }
    return unreachable(url, `it answered ${status}`, error);
  }
  if (error instanceof RequestError) {
    if (error.code === 'ERR_UNSUPPORTED_PROTOCOL')
      return unusable('it points to an address that is neither http nor https', error);
    return unreachable(url, error.code, error);
  }
  return error instanceof Error ? error : new Error(String(error));
}

function unreachable(url: URL, why: string, cause: Error): CatalogError {
  return new CatalogError(`registry unreachable: ${why}`, {
    code: 'catalog_registry_unreachable',
    userMessage: `The package registry at ${url.host} could not be read (${why}). Check the way there and NPM_REGISTRY_URL; without one, put the file of "n8n export:nodes" into CATALOG_DIR.`,
    retryable: true,
    cause,
  });
}

function unusable(why: string, cause?: Error): CatalogError {
  return new CatalogError(`registry answer unusable: ${why}`, {
    code: 'catalog_registry_answer',
    userMessage: `The package registry's answer cannot be used: ${why}. Check that NPM_REGISTRY_URL is an npm registry.`,
    cause,
  });
}

function missingVersion(name: string, version: string): CatalogError {
  return new CatalogError(`${name} ${version} not found`, {
    code: 'catalog_version_missing',
    userMessage: `The package registry has no ${name} ${version}. Check N8N_VERSION, or that NPM_REGISTRY_URL mirrors this package.`,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
