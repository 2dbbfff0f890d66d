import { CatalogError } from '#src/errors.ts';
import { type CatalogCache, cachedVersions, packFile } from './cache.ts';
import { type CredentialType, type NodeType, packageOf } from './catalog.ts';
import { toNodeTypes } from './description.ts';
import { type Pack, writePack } from './pack.ts';

/** What `n8n export:nodes` writes by default: every node type of that instance, community packages and all. */
export const exportedFile = 'nodes.json';

/**
 * A pack of the file `n8n export:nodes` wrote, when one lies in the folder that no pack was made of yet. The file does
 * not say which version it is of: the version n8n has when it is first seen. After an upgrade it is out of date, and
 * the registry is asked again, until a newer file replaces it. Undefined without such a file; one
 * that is no such file is told.
 */
export function packOfExport(
  cache: CatalogCache,
  version: string,
  current: Pack | undefined,
  onTrouble: (error: CatalogError) => void,
): Buffer | undefined {
  const key = cache.keyOf(exportedFile);
  if (key === undefined || current?.exportKey === key) return undefined;
  const used = cachedVersions(cache).some((each) => each !== version && cache.load(packFile(each))?.exportKey === key);
  if (used) return undefined;
  const nodeTypes = toExportedTypes(cache.read(exportedFile) ?? '');
  if (nodeTypes.length === 0) {
    onTrouble(unusable());
    return undefined;
  }
  const writtenAt = new Date().toISOString();
  return writePack(
    { origin: 'export', version, packages: [], exportKey: key, writtenAt },
    nodeTypes,
    namedCredentials(nodeTypes),
  );
}

function toExportedTypes(text: string): NodeType[] {
  const entries = parseArray(text).filter((entry): entry is { name: string } => typeof Object(entry).name === 'string');
  const byPackage = Map.groupBy(entries, (entry) => packageOf(entry.name));
  const all = [...byPackage].flatMap(([name, ofOne]) =>
    toNodeTypes(
      ofOne.map((entry) => ({ ...entry, name: entry.name.slice(name.length + 1) })),
      name,
    ),
  );
  // The tools that n8n makes are made again from their originals, as with packages.
  const names = new Set(all.filter((each) => each.usableAsTool || each.webhook).map((each) => each.name));
  return all.filter((each) => {
    const original = /^(.+?)(?:Hitl)?Tool$/.exec(each.name)?.[1];
    return original === undefined || !names.has(original) || !each.outputs.includes('ai_tool');
  });
}

function unusable(): CatalogError {
  return new CatalogError(`${exportedFile} holds no node types`, {
    code: 'catalog_export_unusable',
    userMessage: `${exportedFile} in CATALOG_DIR is not what "n8n export:nodes" writes, and was passed over. Export it again or remove it.`,
  });
}

/** The file has no credentials; their names stand in the node types that take them. */
function namedCredentials(nodeTypes: readonly NodeType[]): CredentialType[] {
  const named = nodeTypes.flatMap((nodeType) => nodeType.credentials);
  const kinds = named.map(({ name, displayName }) => ({
    ...{ name, displayName: displayName === name ? spelledOut(name) : displayName, extends: [] },
  }));
  return [...new Map(kinds.map((kind) => [kind.name, kind])).values()];
}

/** As n8n spells most of them: `slackOAuth2Api` → `Slack OAuth2 API`. */
function spelledOut(name: string): string {
  const words = name.replace(/OAuth(\d)/g, ' OAuth$1 ').replace(/([a-z\d])(?=[A-Z])(?!Auth)/g, '$1 ');
  const text = words
    .replace(/\bApi$/, 'API')
    .replace(/O Auth/g, 'OAuth')
    .replace(/\s+/g, ' ')
    .trim();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function parseArray(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
