import type { FieldPath } from './paths.ts';
import type { FieldRead } from './reads.ts';

/**
 * Without the fields that are another one in other letters: where a workflow reads `email` and `emial` of the same data,
 * the example has one of them, so that the other is seen to be empty. The one that is read more often counts, else the
 * first. Pure.
 */
export function withoutSlips(reads: readonly FieldRead[]): FieldRead[] {
  const counts = new Map<string, { path: FieldPath; count: number }>();
  for (const { path } of reads) {
    const key = JSON.stringify(path);
    counts.set(key, { path, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const byCount = [...counts.values()].sort((a, b) => b.count - a.count);
  const kept: FieldPath[] = [];
  const slips = new Set<string>();
  for (const { path } of byCount) {
    if (kept.some((other) => isSlip(other, path))) slips.add(JSON.stringify(path));
    else kept.push(path);
  }
  return reads.filter(({ path }) => !slips.has(JSON.stringify(path)));
}

/** The same place, and a name that differs in case, in hyphens, by two letters changed over, or by one too few or many. */
function isSlip(one: FieldPath, other: FieldPath): boolean {
  if (one.length !== other.length) return false;
  const differing = one.flatMap((part, index) => (part === other[index] ? [] : [[part, other[index]] as const]));
  const [only] = differing;
  if (differing.length !== 1 || typeof only?.[0] !== 'string' || typeof only[1] !== 'string') return false;
  return isMisspelt(only[0], only[1]);
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]/g, '');

/** The same letters, written another way: one field, never two. */
export const isSpelledAlike = (one: string, other: string): boolean => one !== other && plain(one) === plain(other);

/** By case, by hyphens, by two letters changed over, or by one too few or many. */
export function isMisspelt(one: string, other: string): boolean {
  if (isSpelledAlike(one, other)) return true;
  const [a, b] = [plain(one), plain(other)];
  if (a === b) return false;
  if (Math.min(a.length, b.length) < 4) return false;
  if (a.length === b.length) return isChangedOver(a, b);
  const [long, short] = a.length > b.length ? [a, b] : [b, a];
  // One and several of a thing are two things.
  if (long.length - short.length !== 1 || /(?:[^s]s|\d)$/.test(long)) return false;
  return [...long].some((_, index) => long.slice(0, index) + long.slice(index + 1) === short);
}

function isChangedOver(a: string, b: string): boolean {
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
