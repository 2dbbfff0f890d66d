/** What Flowsmith itself can say things in; whoever reads another language gets English. */
export const languages = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof languages)[number];

/** The language for a person's locale (BCP 47, e.g. `de-AT`). */
export function languageOf(locale: string | null | undefined): Language {
  const primary = locale?.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary) ?? 'en';
}

/**
 * How dates are written for somebody who speaks this language and whose client has that locale: in the language, by the
 * habits of the region, e.g. `en-DE`.
 */
export function localeIn(language: Language, locale: string | null | undefined): string {
  const given = locale?.replaceAll('_', '-') ?? '';
  if (given.toLowerCase().split('-')[0] === language) return given;
  try {
    const { region } = new Intl.Locale(given);
    return region ? `${language}-${region}` : usual(language);
  } catch {
    return usual(language);
  }
}

/** Where no region is known: English by the 24-hour clock. */
const usual = (language: Language): string => (language === 'en' ? 'en-GB' : language);

/** Whom something is said to: in which language, how dates are written, by which clock. */
export interface Reader {
  language: Language;
  /** BCP 47, of `language`: dates never mix languages with the words around them. */
  locale: string;
  /** IANA name. */
  timezone: string;
}

/** The reader of what is kept of a person's message or draft; nothing known is British English by UTC. */
export function readerOf(person: { locale?: string | null | undefined; timezone?: string | null | undefined }): Reader {
  const language = languageOf(person.locale);
  const locale = toLocale(person.locale, language);
  return { language, locale, timezone: person.timezone ?? 'UTC' };
}

function toLocale(given: string | null | undefined, language: Language): string {
  const fallback = usual(language);
  if (!given || languageOf(given) !== given.toLowerCase().split(/[-_]/)[0]) return fallback;
  try {
    return Intl.getCanonicalLocales(given.replaceAll('_', '-'))[0] ?? fallback;
  } catch {
    return fallback;
  }
}

/** "a, b and c" as the locale has it. */
export function listIn(locale: string): (items: readonly string[]) => string {
  const format = new Intl.ListFormat(locale, { type: 'conjunction' });
  return (items) => format.format(items);
}

/** "a, b or c" as the locale has it. */
export function either(locale: string, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: 'disjunction' }).format(items);
}
