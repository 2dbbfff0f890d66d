import { CatalogError } from '#src/errors.ts';
import { nodePackages } from './instance-catalog.ts';
import { exactVersion, type PackageManifest, type Registry } from './registry.ts';

/** The packages that describe the node types of one n8n version. */
export interface NodePackages {
  manifests: PackageManifest[];
  /** True when nobody says which belong to that version, and those of the nearest one before were taken. */
  nearest: boolean;
}

/**
 * What n8n of this version brings: as its own package pins it, else, where that is not published (n8n 3 is not), the
 * highest patch of the same major and minor that is not above n8n's own. 2.40.7 pins 2.40.2 and 2.40.3: the packages are
 * only published when something in them changed. Throws CatalogError.
 */
export async function findNodePackages(
  version: string,
  registry: Pick<Registry, 'manifest' | 'versions'>,
  signal?: AbortSignal,
): Promise<NodePackages> {
  const pinned = await pinnedBy(version, registry, signal);
  const wanted = pinned ?? (await Promise.all(nodePackages.map((name) => nearestTo(version, name, registry, signal))));
  const manifests = wanted.map((each, index) => registry.manifest(nodePackages[index] ?? '', each, signal));
  return { manifests: await Promise.all(manifests), nearest: pinned === undefined };
}

/** The exact versions, in the order of `nodePackages`; undefined for an n8n that is not published. */
async function pinnedBy(
  version: string,
  registry: Pick<Registry, 'manifest'>,
  signal?: AbortSignal,
): Promise<string[] | undefined> {
  try {
    const { dependencies } = await registry.manifest('n8n', version, signal);
    return nodePackages.map((name) => {
      const wanted = dependencies[name];
      if (wanted !== undefined && exactVersion.test(wanted)) return wanted;
      throw unusablePackages(`n8n ${version} does not name an exact version of ${name}`);
    });
  } catch (error) {
    if (error instanceof CatalogError && error.code === 'catalog_version_missing') return undefined;
    throw error;
  }
}

async function nearestTo(
  version: string,
  name: string,
  registry: Pick<Registry, 'versions'>,
  signal?: AbortSignal,
): Promise<string> {
  const wanted = partsOf(version);
  const same = (await registry.versions(name, signal)).flatMap((each) => {
    const parts = partsOf(each);
    return parts && parts.minor === wanted?.minor ? [{ each, patch: parts.patch }] : [];
  });
  const before = same.filter(({ patch }) => patch <= (wanted?.patch ?? 0)).sort((a, b) => b.patch - a.patch);
  const after = same.sort((a, b) => a.patch - b.patch);
  const found = before[0] ?? after[0];
  if (found) return found.each;
  const why = `the package registry has neither n8n ${version} nor ${name} ${wanted?.minor ?? version}`;
  throw new CatalogError(why, {
    code: 'catalog_version_missing',
    userMessage: `${unusablePackages(why).userMessage} Or check N8N_VERSION, and that NPM_REGISTRY_URL mirrors these packages.`,
  });
}

/** `3.1.4` → `3.1` and 4; undefined for what is no release. */
function partsOf(version: string): { minor: string; patch: number } | undefined {
  const [, minor, patch] = /^(\d+\.\d+)\.(\d+)$/.exec(version) ?? [];
  return minor === undefined ? undefined : { minor, patch: Number(patch) };
}

export function unusablePackages(why: string): CatalogError {
  return new CatalogError(`packages unusable: ${why}`, {
    code: 'catalog_packages_unusable',
    userMessage: `The catalogue of this n8n cannot be built: ${why}. On the machine n8n runs on, "n8n export:nodes" writes a file that serves instead: put it into CATALOG_DIR as nodes.json.`,
  });
}
