import type { Lexicon } from './lexicon/lexicon.ts';
import type { Phrase, Unit } from './phrase.ts';

export type Make = (match: RegExpExecArray) => Bare | undefined;
/** A phrase before it knows where it stands. */
export type Bare = Phrase extends infer P ? (P extends Phrase ? Omit<P, 'start' | 'end' | 'text'> : never) : never;

export const units: Unit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];
export const any = (sources: readonly string[]): string => sources.map((source) => `(?:${source})`).join('|');
export const digits = '\\d{1,4}';

/** Index of the source that is the whole word. */
export function indexOf(sources: readonly string[], word: string): number {
  return sources.findIndex((source) => new RegExp(`^(?:${source})$`, 'u').test(word));
}
export const unitOf = (lexicon: Lexicon, word: string): Unit =>
  units[
    indexOf(
      units.map((unit) => lexicon.units[unit]),
      word,
    )
  ] ?? 'day';

export function numberOf(lexicon: Lexicon, word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  return /^\d+$/.test(word) ? Number(word) : lexicon.numbers[word];
}

export const toHour = (hour: number, am: string | undefined, pm: string | undefined): number =>
  pm && hour < 12 ? hour + 12 : am && hour === 12 ? 0 : hour;
