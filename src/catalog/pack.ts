import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CatalogEntry, CredentialType, NodeType, NodeTypeSummary } from './catalog.ts';

/** Raised whenever the form below or what is kept of a description changes: older files are then fetched again. */
const format = 2;

const headerSchema = z.object({
  format: z.literal(format),
  sha256: z.string(),
  /** Bytes of the index that follows the header's line. */
  indexBytes: z.number().int().positive(),
  /** Where it comes from: packages of a registry, or the file that `n8n export:nodes` wrote. */
  origin: z.enum(['registry', 'export']),
  /** n8n version it describes; of a community package, that package's own. */
  version: z.string(),
  /** True when the packages are those of the nearest version, since nobody says which belong to this one. */
  nearest: z.boolean().optional(),
  packages: z.array(z.object({ name: z.string(), version: z.string() })),
  /** Names the exported file it was made of. */
  exportKey: z.string().optional(),
  writtenAt: z.string(),
});

type Header = z.infer<typeof headerSchema>;
export type PackInfo = Omit<Header, 'format' | 'sha256' | 'indexBytes'>;

/** Descriptions in a form that opens fast: lists and positions first, every description as text of its own. */
export interface Pack extends PackInfo {
  /** Of the whole file. */
  bytes: number;
  entries: readonly CatalogEntry[];
  credentials: readonly CredentialType[];
}

interface Index {
  types: { summary: NodeTypeSummary; descriptions: Position[] }[];
  credentials: readonly CredentialType[];
}
interface Position {
  covers: readonly number[];
  tool: boolean;
  humanTool: boolean;
  /** In bytes, counted from the end of the index. */
  start: number;
  length: number;
}

/**
 * The file: one line of JSON with a SHA-256 of all that follows, the index as JSON, then the descriptions, one JSON
 * text after the other.
 */
export function writePack(
  info: PackInfo,
  nodeTypes: readonly NodeType[],
  credentials: readonly CredentialType[],
): Buffer {
  const bodies: Buffer[] = [];
  let end = 0;
  const toPosition = (nodeType: NodeType): Position => {
    const body = Buffer.from(JSON.stringify(nodeType));
    const start = end;
    bodies.push(body);
    end += body.length;
    const { covers, usableAsTool, asksPeople } = nodeType;
    return {
      covers,
      tool: usableAsTool !== undefined,
      humanTool: asksPeople === true,
      start,
      length: body.length,
    };
  };
  const byName = Map.groupBy(nodeTypes, (nodeType) => nodeType.name);
  const types = [...byName.values()].map((ofOne) => {
    const standard = ofOne.findLast((each) => each.covers.includes(each.defaultVersion)) ?? (ofOne[0] as NodeType);
    return { summary: toSummary(standard), descriptions: ofOne.map(toPosition) };
  });
  const index = Buffer.from(JSON.stringify({ types, credentials } satisfies Index));
  const content = Buffer.concat([index, ...bodies]);
  const header: Header = { ...info, format, sha256: sha256(content), indexBytes: index.length };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), content]);
}

/** Opens a pack; undefined for anything that is not a whole and unchanged one. Descriptions are parsed when read. */
export function openPack(file: Buffer): Pack | undefined {
  const lineEnd = file.subarray(0, 64 * 1024).indexOf('\n');
  const header = headerSchema.safeParse(parseJson(file.toString('utf8', 0, Math.max(lineEnd, 0)))).data;
  if (!header) return undefined;
  const content = file.subarray(lineEnd + 1);
  if (sha256(content) !== header.sha256) return undefined;
  // The checksum vouches for the form from here on: only writePack makes it.
  const index = JSON.parse(content.toString('utf8', 0, header.indexBytes)) as Index;
  const bodies = content.subarray(header.indexBytes);
  const { format: _format, sha256: _sha256, indexBytes: _indexBytes, ...info } = header;
  return {
    ...info,
    bytes: file.length,
    credentials: index.credentials,
    entries: index.types.map(({ summary, descriptions }) => ({
      summary,
      descriptions: descriptions.map(({ start, length, ...known }) => ({
        ...known,
        read: () => JSON.parse(bodies.toString('utf8', start, start + length)) as NodeType,
      })),
    })),
  };
}

function toSummary(nodeType: NodeType): NodeTypeSummary {
  const { name, displayName, description, kind, aliases, operations, hidden, versions, defaultVersion } = nodeType;
  return {
    ...{ name, displayName, description, kind, aliases, operations },
    ...(hidden ? { hidden } : {}),
    ...{ versions, defaultVersion },
  };
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
