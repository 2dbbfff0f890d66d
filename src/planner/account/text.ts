/** A request while it is read: what was understood is masked, so that no word counts twice. Offsets stay those of the request. */
export interface Reading {
  readonly original: string;
  /** Lower case; what was read already is blanks of `taken`. */
  text: string;
}

/** Stands for a character that belongs to a phrase found before. */
export const taken = '\uE000';

/** Small letters, each where the capital stood. */
export function lower(text: string): string {
  return text.replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase();
    return small.length === letter.length ? small : letter;
  });
}

/** A pattern that matches whole words in any alphabet. */
export const whole = (source: string, flags = 'gu'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])`, flags);

/** Every match of the patterns in text order, masked as it is found unless `keep`. */
export function* findAll(reading: Reading, pattern: RegExp): Generator<RegExpExecArray> {
  for (const match of [...reading.text.matchAll(pattern)]) {
    const still = reading.text.slice(match.index, match.index + match[0].length);
    if (still === match[0]) yield match;
  }
}

export function mask(reading: Reading, start: number, end: number): void {
  reading.text = reading.text.slice(0, start) + taken.repeat(end - start) + reading.text.slice(end);
}

/** The span without blanks and commas at its ends. */
export function trimSpan(text: string, start: number, end: number): { start: number; end: number; text: string } {
  const said = text.slice(start, end);
  const from = start + (said.length - said.replace(/^[\s,;:.]+/, '').length);
  const to = Math.max(from, end - (said.length - said.replace(/[\s,;:.!?]+$/, '').length));
  return { start: from, end: to, text: text.slice(from, to) };
}

/** Position of the end of the clause that begins at `from`: a comma, a sentence end, a joint of clauses. */
export function clauseEnd(text: string, from: number, joints: string): number {
  const stop = new RegExp(`[;\\n!?]|[.](?=\\s|$)|,(?!\\d)|\\s(?:${joints})(?![\\p{L}\\p{N}])`, 'u').exec(
    text.slice(from),
  );
  return stop ? from + stop.index : text.length;
}

/** Text as it stands, within a pattern. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
