import { type Language, readerOf } from '#src/language/language.ts';

/** A point in time. Every platform shows it in the timezone of whoever reads it. */
export interface Moment {
  /** ISO 8601 in UTC, whole seconds: `2026-11-24T10:42:00Z`. */
  at: string;
}

/** Plain text, or plain text with points in time in it. */
export type Words = string | readonly (string | Moment)[];

export const moment = (at: Date): Moment => ({ at: `${at.toISOString().slice(0, 19)}Z` });

/** "24 Nov 2026, 10:42 UTC": where nobody knows the reader's timezone. */
export function momentText({ at }: Moment, language: Language = 'en'): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  const { locale } = readerOf({ locale: language === 'en' ? null : language });
  return `${new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(at))} UTC`;
}

/** The words as one plain text, for notifications and screen readers. */
export function plainWords(words: Words, language?: Language): string {
  return partsOf(words)
    .map((part) => (typeof part === 'string' ? part : momentText(part, language)))
    .join('');
}

export const partsOf = (words: Words): readonly (string | Moment)[] => (typeof words === 'string' ? [words] : words);

/** A moment cannot be cut; it counts as long as it is read. */
export const lengthOf = (words: Words): number => plainWords(words).length;
