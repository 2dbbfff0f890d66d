/** How many letters have to change, or neighbours to swap, to make one word of the other; at most 100 letters count. */
export function editDistance(left: string, right: string): number {
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

/** Letters and digits only: `Get Many`, `get_many` and `getMany` are one word. */
const bare = (word: string): string => word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * The one candidate a word was surely meant to be: the same but for case and separators, or a slip of a letter or two.
 * Undefined when none is near or several are equally near.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = bare(word);
  const distances = [...new Set(candidates)]
    .filter((candidate) => Math.abs(candidate.length - word.length) <= 4)
    .map((candidate) => ({ candidate, distance: editDistance(wanted, bare(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best, second] = distances;
  const limit = wanted.length >= 8 ? 2 : wanted.length >= 4 ? 1 : 0;
  if (!best || best.distance > limit || best.distance === second?.distance) return undefined;
  return best.candidate;
}
