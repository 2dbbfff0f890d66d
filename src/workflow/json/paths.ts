import { isRecord } from './values.ts';

export type Path = (string | number)[];

const reserved = new Set(['__proto__', 'constructor', 'prototype']);
const longest = 300;
const deepest = 20;
/** Lists in parameters are short; a large index is a mistake. */
const largestIndex = 500;
const segment = /\.?([^.[\]"']+)|\[(\d{1,6})\]|\[(["'])([^"']{1,200})\3\]/y;

/** Reads `rule.interval[0].triggerAtHour` or `headers["X-Key"]`; undefined when it is no path. */
export function parsePath(text: string): Path | undefined {
  if (text.length === 0 || text.length > longest) return undefined;
  const path: Path = [];
  segment.lastIndex = 0;
  while (segment.lastIndex < text.length) {
    const at = segment.lastIndex;
    const match = segment.exec(text);
    if (!match || (at === 0 && match[0].startsWith('.'))) return undefined;
    if (at > 0 && match[1] !== undefined && !match[0].startsWith('.')) return undefined;
    path.push(match[2] === undefined ? (match[1] ?? match[4] ?? '') : Number(match[2]));
  }
  return path.length > deepest || path.some((key) => reserved.has(String(key))) ? undefined : path;
}

/** The way `parsePath` reads it. */
export function formatPath(path: Readonly<Path>): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      if (!/^[^.[\]"']+$/.test(key)) return `["${key}"]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

/** The value there, or undefined. Own properties only. */
export function valueAt(root: unknown, path: Readonly<Path>): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** Sets a value in place, making the objects and lists on the way; returns what stands in the way, if anything. */
export function setAt(root: Record<string, unknown>, path: Readonly<Path>, value: unknown): string | undefined {
  let holder: unknown = root;
  for (const [index, key] of path.entries()) {
    const problem = cannotHold(holder, key, path.slice(0, index));
    if (problem) return problem;
    const record = holder as Record<string | number, unknown>;
    if (index === path.length - 1) {
      record[key] = value;
      return undefined;
    }
    const inner = Object.hasOwn(record, key) ? record[key] : undefined;
    if (inner === undefined || inner === null) record[key] = typeof path[index + 1] === 'number' ? [] : {};
    holder = record[key];
  }
  return 'the path is empty';
}

/** Removes a value in place; false when nothing is there. A list closes up. */
export function removeAt(root: Record<string, unknown>, path: Readonly<Path>): boolean {
  const holder = valueAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (key === undefined || typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return false;
  if (Array.isArray(holder)) {
    if (typeof key !== 'number') return false;
    holder.splice(key, 1);
  } else {
    delete (holder as Record<string | number, unknown>)[key];
  }
  return true;
}

function cannotHold(holder: unknown, key: string | number, path: Readonly<Path>): string | undefined {
  const where = path.length === 0 ? 'the parameters are' : `"${formatPath(path)}" is`;
  if (Array.isArray(holder)) {
    if (typeof key !== 'number') return `${where} a list: use an index such as [0]`;
    if (key > holder.length || key > largestIndex)
      return `${where} a list of ${holder.length}: the next free index is ${holder.length}`;
    return undefined;
  }
  if (!isRecord(holder)) return `${where} no object: set it as a whole instead`;
  return typeof key === 'number' ? `${where} an object: use a name, not an index` : undefined;
}
