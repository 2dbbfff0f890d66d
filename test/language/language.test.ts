import { expect, test } from 'vitest';
import { languageOf, readerOf } from '#src/language/language.ts';

test.each([
  ['de-AT', 'de'],
  ['FR', 'fr'],
  ['es_MX', 'es'],
  ['en-US', 'en'],
  ['pt-BR', 'en'],
  ['den', 'en'],
  ['', 'en'],
  [undefined, 'en'],
  [null, 'en'],
])('who has %s reads %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});

test.each([
  [
    { locale: 'de-at', timezone: 'Europe/Vienna' },
    { language: 'de', locale: 'de-AT', timezone: 'Europe/Vienna' },
  ],
  [{ locale: 'en-us' }, { language: 'en', locale: 'en-US', timezone: 'UTC' }],
  [{ locale: 'es_MX' }, { language: 'es', locale: 'es-MX', timezone: 'UTC' }],
  // A date in Portuguese would stand in an English sentence.
  [{ locale: 'pt-BR' }, { language: 'en', locale: 'en-GB', timezone: 'UTC' }],
  [{ locale: 'fr-!' }, { language: 'fr', locale: 'fr', timezone: 'UTC' }],
  [
    { locale: null, timezone: null },
    { language: 'en', locale: 'en-GB', timezone: 'UTC' },
  ],
])('of %o we know how to write to them', (person, reader) => {
  expect(readerOf(person)).toEqual(reader);
});
