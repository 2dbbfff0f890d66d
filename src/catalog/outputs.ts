import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { CatalogCache } from './cache.ts';

/** What a value n8n describes is: text, number, true or false, nothing known, a list of one kind, an object by its fields. */
export type OutputShape = 's' | 'n' | 'b' | '0' | [OutputShape] | { [field: string]: OutputShape };

/** What nodes put out, as n8n ships it for its own editor: for some operations of some nodes. */
export interface OutputShapes {
  /** Of the file. */
  bytes: number;
  /** Full names of the node types there is something of. */
  types: readonly string[];
  /** Of one item; undefined where n8n says nothing. */
  of(type: string, version: number, step: { resource?: unknown; operation?: unknown }): OutputShape | undefined;
}

/** Raised whenever the form below changes: older files are then fetched again. */
const format = 1;
const headerSchema = z.object({ format: z.literal(format), sha256: z.string() });

/** Shapes are texts, parsed when they are asked for; equal ones stand once. */
interface Body {
  shapes: string[];
  /** Type → version → `resource/operation` → number of the shape. */
  types: Record<string, Record<string, Record<string, number>>>;
}

/** The shapes of one n8n version. */
export const outputsFile = (version: string): string => `n8n-${version.replace(/[^\w.+-]/g, '_')}.outputs`;

/** Where a package says in which file each of its nodes is. */
const knownNodes = 'package/dist/known/nodes.json';
const schemaPath = /^package\/(dist\/nodes\/.+)\/__schema__\/v(\d+(?:\.\d+)*)\/(.+)\.json$/;

/** Files of a package's archive that say what its nodes put out. */
export const saysOutputs = (path: string): boolean => path === knownNodes || schemaPath.test(path);

/** The file for the given files of a package's archive; undefined when there is nothing in them. */
export function writeOutputs(packageName: string, files: ReadonlyMap<string, Buffer>): Buffer | undefined {
  const typesIn = Map.groupBy(nodesOf(packageName, files.get(knownNodes)), ({ folder }) => folder);
  const numbers = new Map<string, number>();
  const types: Body['types'] = {};
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [, folder = '', version = '', step = ''] = schemaPath.exec(path) ?? [];
    const shape = folder === '' ? undefined : toShape(parse(content), 0);
    if (shape === undefined || shape === '0') continue;
    const text = JSON.stringify(shape);
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    for (const { type } of typesIn.get(folder) ?? []) {
      const versions = types[type] ?? {};
      types[type] = { ...versions, [version]: { ...versions[version], [step]: number } };
    }
  }
  if (numbers.size === 0) return undefined;
  const body = gzipSync(JSON.stringify({ shapes: [...numbers.keys()], types } satisfies Body), { level: 9 });
  return Buffer.concat([Buffer.from(`${JSON.stringify({ format, sha256: sha256(body) })}\n`), body]);
}

/** Opens such a file; undefined for anything that is not a whole and unchanged one. */
export function openOutputs(file: Buffer): OutputShapes | undefined {
  const lineEnd = file.subarray(0, 1024).indexOf('\n');
  const header = headerSchema.safeParse(parse(file.subarray(0, Math.max(lineEnd, 0)))).data;
  const content = file.subarray(lineEnd + 1);
  if (!header || sha256(content) !== header.sha256) return undefined;
  // The checksum vouches for the form from here on: only writeOutputs makes it.
  const { shapes, types } = JSON.parse(gunzipSync(content).toString('utf8')) as Body;
  return {
    bytes: file.length,
    types: Object.keys(types),
    of(type, version, { resource, operation }) {
      const versions = Object.hasOwn(types, type) ? types[type] : undefined;
      const steps = versions?.[nearest(Object.keys(versions), version)];
      const step = [resource, operation].filter((part) => typeof part === 'string' && part !== '').join('/');
      const number = steps && Object.hasOwn(steps, step) ? steps[step] : undefined;
      return number === undefined ? undefined : (JSON.parse(shapes[number] ?? '"0"') as OutputShape);
    },
  };
}

/** What the folder holds for a version of n8n. */
export function loadOutputs(cache: CatalogCache, version: string): OutputShapes | undefined {
  const file = cache.bytes(outputsFile(version));
  return file && openOutputs(file);
}

/** The version itself, else the newest before it, else the oldest. */
function nearest(versions: readonly string[], wanted: number): string {
  const inOrder = versions
    .map((text) => ({ text, number: Number.parseFloat(text) }))
    .sort((a, b) => a.number - b.number);
  return (inOrder.findLast(({ number }) => number <= wanted) ?? inOrder[0])?.text ?? '';
}

function nodesOf(packageName: string, known: Buffer | undefined): { type: string; folder: string }[] {
  const entries = z.record(z.string(), z.object({ sourcePath: z.string() })).safeParse(parse(known)).data ?? {};
  return Object.entries(entries).map(([name, { sourcePath }]) => ({
    type: `${packageName}.${name}`,
    folder: sourcePath.slice(0, sourcePath.lastIndexOf('/')),
  }));
}

const deepest = 12;

function toShape(schema: unknown, depth: number): OutputShape | undefined {
  if (typeof schema !== 'object' || schema === null || depth > deepest) return undefined;
  const { type, properties, items } = schema as { type?: unknown; properties?: unknown; items?: unknown };
  const kind = Array.isArray(type) ? type.find((each) => each !== 'null') : type;
  if (kind === 'object' || (kind === undefined && properties)) {
    const fields = Object.entries((properties ?? {}) as object).filter(([name]) => name !== '__proto__');
    return Object.fromEntries(fields.map(([name, each]) => [name, toShape(each, depth + 1) ?? '0']));
  }
  if (kind === 'array') return [toShape(items, depth + 1) ?? '0'];
  if (kind === 'string') return 's';
  if (kind === 'number' || kind === 'integer') return 'n';
  return kind === 'boolean' ? 'b' : '0';
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

function parse(content: Buffer | undefined): unknown {
  try {
    return JSON.parse(content?.toString('utf8') ?? '');
  } catch {
    return undefined;
  }
}
