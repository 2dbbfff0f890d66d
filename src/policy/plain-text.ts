/** What nobody sees, and what therefore hides a word from a search: zero-width characters, soft hyphens, directions. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
/** Anything but the letters and signs of our languages as they are typed: only that can have another spelling. */
const unusual = /[\u00ad\u0180-\u200f\u2028-\u202f\u205f-\u20ab\u20ad-\uffff]/;
/** A character with its accents; longer piles are cut, because ordering them takes the square of their length. */
const character = /\P{M}\p{M}{0,20}|\p{M}{1,20}/gu;

export interface PlainText {
  text: string;
  /** The place in what was written where a range of `text` stands, from its first to behind its last UTF-16 unit. */
  toWritten(start: number, end: number): [start: number, end: number];
}

/**
 * A text as it is searched: Unicode normalised (NFKC: a full-width colon is a colon, "c" with a cedilla beside it is one
 * letter), without what nobody sees. What was written stays as it is and is found again by its place. Linear time.
 */
export function toPlainText(written: string): PlainText {
  if (!unusual.test(written)) return { text: written, toWritten: (start, end) => [start, end] };
  const starts: number[] = [];
  const ends: number[] = [];
  const parts: string[] = [];
  for (const match of written.matchAll(character)) {
    const part = match[0].replace(unseen, '').normalize('NFKC');
    parts.push(part);
    for (let unit = 0; unit < part.length; unit += 1) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
  }
  return { text: parts.join(''), toWritten: (start, end) => [starts[start] ?? 0, ends[end - 1] ?? 0] };
}
