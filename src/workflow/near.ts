/** At most this many names are offered. */
const most = 5;

/** The known names nearest to a mistaken one, best first; at most five. Pure. */
export function nearestNames(wanted: string, known: Iterable<string>): string[] {
  const target = toKey(wanted);
  const scored = [...known].slice(0, 500).map((name) => ({ name, score: similarity(target, toKey(name)) }));
  const near = scored.filter(({ score }) => score >= 0.34).sort((a, b) => b.score - a.score);
  return near.slice(0, most).map(({ name }) => name);
}

const toKey = (name: string): string =>
  name
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

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
