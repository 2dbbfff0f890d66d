import type { Catalog } from '#src/catalog/catalog.ts';
import type { Language } from '#src/language/language.ts';
import { languagesOf, lexicons } from './lexicon/languages.ts';
import type { Phrase } from './phrase.ts';
import { readApps } from './read-apps.ts';
import { exceptionSpans, readConditions, readJoints, readNumbers } from './read-logic.ts';
import { readActs, readNames, readUnknown } from './read-names.ts';
import { readPlaces, readTexts } from './read-places.ts';
import { readTimes } from './read-times.ts';
import { lower, type Reading } from './text.ts';

export type { Phrase } from './phrase.ts';

export interface PhraseOptions {
  /** Node types whose names count as apps beside the apps everybody knows. */
  catalog?: Pick<Catalog, 'all'>;
  /** The language to expect where the words do not tell. */
  language?: Language;
}

/** Before a link that is itself to be told. */
const sharing =
  /(?:link|lien|enlace|post|share|send|poste|schicke?|teile|publie|envoie|publica|envía|comparte|remind)(?:\s(?!new|the content)\S+){0,3}\s*$/u;

/** Longest request that is read; the rest is dropped. */
const maxLength = 10_000;

/**
 * Everything of a request that a workflow can be checked for, in text order: apps, addresses, links, channels, people,
 * names of things, times, numbers, texts, conditions, exceptions and the joints between steps, in English, German,
 * French and Spanish; of other languages what needs no language (apps, links, quotations, times such as 9:30). Each
 * phrase has its span in the request, its words as written and what they mean (`phrase.ts`). Words of politeness and
 * everything else that means nothing here are no phrases. What is quoted is one text, whatever stands in it. Conditions
 * and exceptions span other phrases; no other two phrases overlap. Pure, and never throws on any words.
 */
export function readPhrases(request: string, { catalog, language }: PhraseOptions = {}): Phrase[] {
  const original = request.slice(0, maxLength).replace(/[\uE000-\uF8FF]/g, ' ');
  const reading: Reading = { original, text: lower(original) };
  const spoken = languagesOf(original, language).map((each) => lexicons[each]);
  const phrases: Phrase[] = [...readTexts(reading), ...readPlaces(reading), ...readApps(reading, spoken, catalog)];
  const exceptions = exceptionSpans(reading, spoken);
  phrases.push(...readTimes(reading, spoken));
  const named = new Set(phrases.flatMap(({ kind, text }) => (kind === 'app' ? [text.toLowerCase()] : [])));
  // "Une page Notion": the app it is in, not what it is called.
  phrases.push(
    ...readNames(reading, spoken).filter((one) => one.kind !== 'name' || !named.has(one.name.toLowerCase())),
  );
  phrases.push(...readConditions(reading, spoken), ...readJoints(reading, spoken));
  phrases.push(...readNumbers(reading, spoken), ...readActs(reading, spoken));
  phrases.push(...readUnknown(reading, languagesOf(original, language)));
  const within = (phrase: Phrase) => exceptions.find(({ start, end }) => phrase.start >= start && phrase.end <= end);
  const days = (span: { start: number; end: number }) =>
    phrases.flatMap((phrase) => (phrase.kind === 'days' && within(phrase) === span ? [...phrase.days] : []));
  const excepted = exceptions.map((span): Phrase => {
    const on = days(span);
    return {
      kind: 'exception',
      ...(on.length > 0 ? { days: on } : {}),
      ...span,
      text: original.slice(span.start, span.end),
    };
  });
  for (const phrase of phrases)
    if (phrase.kind === 'url' && sharing.test(original.slice(0, phrase.start).toLowerCase())) phrase.shared = true;
  return [...phrases.filter((phrase) => phrase.kind !== 'days' || !within(phrase)), ...excepted].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
}
