import { type Language, readerOf } from '#src/language/language.ts';

/** A point in time. Every platform shows it in the timezone of whoever reads it. */
export interface Moment {
  /** ISO 8601 in UTC, whole seconds: `2026-11-24T10:42:00Z`. */
  at: string;
}

/** Plain text that is shown in a style of its own, or leads somewhere. */
export interface Styled {
  text: string;
  style?: 'bold' | 'italic' | 'code';
  /** https, or http to this machine; a renderer that does not take it shows the text alone. */
  url?: string;
}

/** Plain text, or plain text with points in time and styled parts in it. */
export type Words = string | readonly (string | Moment | Styled)[];

export const isMoment = (part: Moment | Styled): part is Moment => 'at' in part;
export const bold = (text: string): Styled => ({ text, style: 'bold' });
export const linked = (text: string, url: string): Styled => ({ text, url });

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
    .map((part) => partText(part, language))
    .join('');
}

function partText(part: string | Moment | Styled, language?: Language): string {
  if (typeof part === 'string') return part;
  return isMoment(part) ? momentText(part, language) : part.text;
}

export const partsOf = (words: Words): readonly (string | Moment | Styled)[] =>
  typeof words === 'string' ? [words] : words;

/** A moment cannot be cut; it counts as long as it is read. */
export const lengthOf = (words: Words): number => plainWords(words).length;
