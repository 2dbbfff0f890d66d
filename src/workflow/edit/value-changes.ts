import { diffArrays } from 'diff';
import { isEqual } from '../json/equal.ts';
import { formatPath, type Path } from '../json/paths.ts';
import { isRecord } from '../json/values.ts';

export interface ValueChange {
  /** Where it stands now; where it stood when it is gone, e.g. `parameters.rule.interval[0].triggerAtHour`. */
  path: string;
  at: Path;
  /** The items of lists the path leads through, in its order: people know them by name, not by number. */
  items: unknown[];
  /** undefined: was not set. */
  before: unknown;
  /** undefined: is not set any more. */
  after: unknown;
  /** The items of a list are the same, in another order. */
  reordered?: true;
}

/** As many changes are told apart; beyond that a whole branch counts as one. */
const maxChanges = 200;
const deepest = 30;

/** What differs between two values, as deep as it stands; what is one thing to people stays one. Pure. */
export function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): ValueChange[] {
  const found: ValueChange[] = [];
  const visit = (was: unknown, is: unknown, at: Path, items: unknown[]): void => {
    if (isEqual(was, is) || isEqual(withoutId(was), withoutId(is))) return;
    if (found.length < maxChanges && at.length < deepest && !isOne(at, was) && !isOne(at, is)) {
      if (isRecord(was) && isRecord(is)) {
        for (const key of new Set([...Object.keys(was), ...Object.keys(is)]))
          visit(own(was, key), own(is, key), [...at, key], items);
        return;
      }
      if (Array.isArray(was) && Array.isArray(is)) {
        visitList(was, is, at, items);
        return;
      }
    }
    found.push({ path: formatPath(at), at, items, before: was, after: is });
  };
  const visitList = (was: unknown[], is: unknown[], at: Path, items: unknown[]): void => {
    const { pairs, reordered } = align(was, is);
    for (const [from, to] of pairs) {
      const [old, now] = [from === undefined ? undefined : was[from], to === undefined ? undefined : is[to]];
      visit(old, now, [...at, to ?? from ?? 0], [...items, now ?? old]);
    }
    if (reordered) found.push({ path: formatPath(at), at, items, before: was, after: is, reordered });
  };
  visit(before, after, [], []);
  return found;
}

/** A chosen thing with its name, a condition, a credential: told as a whole. */
export function isOne(at: Readonly<Path>, value: unknown): boolean {
  if (at[0] === 'credentials' && at.length === 2) return true;
  return isRecord(value) && (value['__rl'] === true || ('leftValue' in value && 'operator' in value));
}

/** A condition has an id that nobody gave it. */
function withoutId(value: unknown): unknown {
  if (!isRecord(value) || !('leftValue' in value)) return value;
  const { id: _, ...rest } = value;
  return rest;
}

type Pair = [from: number | undefined, to: number | undefined];

/** Which item of a list is which: equal ones, then those of the same name, then those at the same place between. */
function align(was: readonly unknown[], is: readonly unknown[]): { pairs: Pair[]; reordered?: true } {
  const [old, now] = [was, is].map((list) => list.map((item) => JSON.stringify(item)));
  const parts = diffArrays(old ?? [], now ?? [], { maxEditLength: 1000 });
  if (!parts) return { pairs: Array.from({ length: Math.max(was.length, is.length) }, (_, at) => pairAt(at, was, is)) };
  const gone: number[][] = [];
  const fresh: number[][] = [];
  let [from, to, gap] = [0, 0, 0];
  for (const { count, added, removed } of parts) {
    const places = Array.from({ length: count }, (_, place) => place);
    if (removed) gone[gap] = places.map((place) => from + place);
    else if (added) fresh[gap] = places.map((place) => to + place);
    else gap += 1;
    if (!added) from += count;
    if (!removed) to += count;
  }
  // What is gone here and the same elsewhere only moved.
  const moved = new Set<number>();
  const allFresh = fresh.flat();
  for (const place of gone.flat()) {
    const again = allFresh.find((one) => !moved.has(one) && now?.[one] === old?.[place]);
    if (again === undefined) continue;
    moved.add(again);
    for (const list of gone) if (list?.includes(place)) list.splice(list.indexOf(place), 1);
  }
  const pairs: Pair[] = [];
  for (let at = 0; at <= gap; at += 1) {
    const [left, right] = [gone[at] ?? [], (fresh[at] ?? []).filter((place) => !moved.has(place))];
    const pair = (same: (a: number, b: number) => boolean): void => {
      for (const one of [...left]) {
        const other = right.find((place) => same(one, place));
        if (other === undefined) continue;
        pairs.push([one, other]);
        left.splice(left.indexOf(one), 1);
        right.splice(right.indexOf(other), 1);
      }
    };
    pair((a, b) => nameOf(was[a]) !== undefined && nameOf(was[a]) === nameOf(is[b]));
    // As many went as came: the same ones, changed.
    if (left.length === right.length) pair(() => true);
    pairs.push(...left.map((place): Pair => [place, undefined]), ...right.map((place): Pair => [undefined, place]));
  }
  return { pairs, ...(moved.size > 0 ? { reordered: true } : {}) };
}

const pairAt = (at: number, was: readonly unknown[], is: readonly unknown[]): Pair => [
  at < was.length ? at : undefined,
  at < is.length ? at : undefined,
];

const naming = ['name', 'key', 'displayName', 'outputKey', 'fieldName', 'fieldLabel', 'category', 'role', 'id'];

/** What an item of a list is called, by the first of n8n's usual keys that holds a text. */
export function nameOf(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  for (const key of naming) {
    const value = item[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

const own = (holder: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(holder, key) ? holder[key] : undefined;
