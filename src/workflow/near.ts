/** Letters and digits only, in lower case: how names are compared. `Get Many`, `get_many` and `getMany` are one. */
export const plainName = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * What a word was surely meant to be: what is called the same but for case and separators, or but for a slip of a letter
 * or two. Undefined when nothing is near, or several things are equally near.
 * @param named what there is, by its name; one thing may have several names
 */
export function nearest<T>(word: string, named: Iterable<readonly [string, T]>): T | undefined {
  const wanted = plainName(word);
  const limit = wanted.length >= 8 ? 2 : wanted.length >= 4 ? 1 : 0;
  let best: { thing: T; distance: number; unique: boolean } | undefined;
  for (const [name, thing] of named) {
    if (Math.abs(name.length - word.length) > 4) continue;
    const distance = editDistance(wanted, plainName(name));
    if (distance > limit || (best && distance > best.distance)) continue;
    const unique = best?.distance !== distance || (best.unique && best.thing === thing);
    best = { thing, distance, unique };
  }
  return best?.unique ? best.thing : undefined;
}

/** The same among words that stand for themselves. */
export function nearestWord(word: string, words: Iterable<string>): string | undefined {
  return nearest(
    word,
    [...words].map((one) => [one, one] as const),
  );
}

/** How many letters have to change, or neighbours to swap, to make one word of the other; at most 100 letters count. */
function editDistance(left: string, right: string): number {
  const [a, b] = [left.slice(0, 100), right.slice(0, 100)];
  let beforeLast: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (beforeLast[j - 2] ?? 0) + 1 : change;
      current.push(Math.min(change, swap, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    beforeLast = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

/** At most this many names are offered. */
const most = 5;

/**
 * Names to offer for a mistaken one, best first; at most five. Meant for a person or model who chooses, so anything
 * that looks alike counts; what is mended without asking is for `nearest`.
 */
export function namesLike(wanted: string, known: Iterable<string>): string[] {
  const target = key(wanted);
  const scored = [...known].slice(0, 500).map((name) => ({ name, score: similarity(target, key(name)) }));
  const near = scored.filter(({ score }) => score >= 0.34).sort((a, b) => b.score - a.score);
  return near.slice(0, most).map(({ name }) => name);
}

const key = (name: string): string => plainName(name.slice(0, 200));

/** Dice coefficient of letter pairs, 0 to 1; 1 when one holds the other. */
function similarity(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  if (a.includes(b) || b.includes(a)) return 0.9;
  const pairs = pairsOf(a);
  const others = pairsOf(b);
  const shared = [...pairs].filter((pair) => others.has(pair)).length;
  return pairs.size + others.size === 0 ? 0 : (2 * shared) / (pairs.size + others.size);
}

const pairsOf = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
