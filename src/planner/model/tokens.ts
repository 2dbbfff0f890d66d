/** Tokens of a text, as the models of the last years count them (o200k); others differ by a tenth or so. */
export type CountTokens = (text: string) => number;

let counter: Promise<CountTokens> | undefined;
/** Longest text that is counted exactly: text without spaces takes the tokenizer quadratic time. */
const longestExact = 20_000;

/** The tokenizer, loaded when first asked for: it is 100 ms and some 40 MB that planning without a model does not need. */
export function tokenCounter(): Promise<CountTokens> {
  counter ??= import('gpt-tokenizer/encoding/o200k_base').then(({ countTokens }) => (text) => {
    let sum = 0;
    for (let at = 0; at < text.length; at += longestExact) {
      // What looks like a special token is text like any other.
      sum += countTokens(text.slice(at, at + longestExact), { disallowedSpecial: new Set() });
    }
    return sum;
  });
  return counter;
}

/** The text, or as much of its beginning as the tokens allow, with a sign that it was cut. */
function clipTokens(text: string, most: number, count: CountTokens): string {
  // A token has 12 characters at the very most in running text.
  let clipped = text.slice(0, most * 12);
  for (let tokens = count(clipped); tokens > most; tokens = count(clipped)) {
    clipped = clipped.slice(0, Math.floor(clipped.length * Math.min(0.95, most / tokens)));
  }
  return clipped.length < text.length ? `${clipped.trimEnd()} …` : text;
}

/** The newest entries that fit together, oldest first. The newest one is always there, cut to the budget. */
export function newestWithin<T extends { text: string }>(
  entries: readonly T[],
  most: { each: number; all: number },
  count: CountTokens,
): T[] {
  const kept: T[] = [];
  let left = most.all;
  for (const entry of entries.toReversed()) {
    const text = clipTokens(entry.text, Math.min(most.each, most.all), count);
    left -= count(text);
    if (left < 0 && kept.length > 0) break;
    kept.push({ ...entry, text });
  }
  return kept.reverse();
}
