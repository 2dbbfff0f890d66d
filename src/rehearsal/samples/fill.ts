import { guessAs } from './guess.ts';
import type { FieldPath } from './paths.ts';
import type { FieldRead } from './reads.ts';

type Item = Record<string, unknown>;

/** Puts a guess where nothing is; changes the item. */
export function fill(root: Item, { path, kind }: FieldRead): void {
  let holder: Record<string | number, unknown> = root;
  for (const [index, key] of path.entries()) {
    if (key === '__proto__' || typeof holder !== 'object' || holder === null) return;
    const next = path[index + 1];
    // Only the first of a list is made up.
    const at = typeof key === 'number' ? 0 : key;
    if (next === undefined) {
      if (holder[at] === undefined) holder[at] = kind === 'object' ? {} : guessAs(kind, nameIn(path));
      return;
    }
    if (holder[at] === undefined) holder[at] = typeof next === 'number' ? [] : {};
    holder = holder[at] as Record<string | number, unknown>;
  }
}

/** What a place of a list is called: as its list. */
const nameIn = (path: FieldPath): string => String(path.findLast((part) => typeof part === 'string') ?? '');

export function has(item: Item, path: FieldPath): boolean {
  let value: unknown = item;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string | number, unknown>)[key];
  }
  return true;
}
