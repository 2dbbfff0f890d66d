import { describe, expect, it } from 'vitest';
import { languages, localeIn, readerOf } from '#src/language/language.ts';
import { isForeign, spokenLanguage } from '#src/language/spoken.ts';
import { wordsIn } from '#src/language/words.ts';
import { readRequests } from '#test/support/requests.ts';
import { spoken, untold } from './spoken-requests.ts';

describe.each(Object.entries(spoken))('in %s', (language, requests) => {
  it.each(requests)('“%s”', (request) => {
    expect(spokenLanguage(request)).toBe(language);
  });
});

it.each(untold)('“%s” tells nothing', (text) => {
  expect(spokenLanguage(text)).toBeUndefined();
});

it.each(['ogni giorno alle 9 invia un messaggio a #team', 'stuur elke dag een bericht naar Slack'])(
  '“%s” is of a language that is not spoken',
  (text) => expect(isForeign(text)).toBe(true),
);

it.each([...Object.values(spoken).flat(), 'send me a test'])('“%s” is not', (text) => {
  expect(isForeign(text)).toBe(false);
});

it('requests in many wordings are never taken for another language', () => {
  const marked = /[-.](?:de|fr|es|nl)\b|german|french|spanish|dutch/;
  const others = /(?<!\p{L})(?:jeden|wenn|ein|lundis|chaque|formulaire|cada|elke)(?!\p{L})/iu;
  const all = readRequests();
  const english = all.filter(({ id, request }) => !marked.test(id) && !others.test(request));
  expect(english.length).toBeGreaterThan(60);
  expect(english.filter(({ request }) => spokenLanguage(request) !== 'en').map(({ request }) => request)).toEqual([]);
  const foreign = all.filter((one) => !english.includes(one));
  expect(foreign.filter(({ request }) => spokenLanguage(request) === 'en')).toEqual([]);
});

it.each(languages)('what Flowsmith itself says in %s is in that language', (language) => {
  const { answers } = wordsIn(language).engine;
  for (const text of [answers.help, answers.howToChange, answers.nothingToCancel])
    expect(spokenLanguage(text)).toBe(language);
});

it('any text is read, however long it is', () => {
  for (const text of [
    '„'.repeat(100_000),
    '{{'.repeat(50_000),
    '<'.repeat(100_000),
    'le '.repeat(100_000),
    'constructor',
  ])
    expect([...languages, undefined]).toContain(spokenLanguage(text));
});

it.each([
  ['fr', 'en-GB', 'fr-GB'],
  ['fr', 'fr-CA', 'fr-CA'],
  ['en', 'de_DE', 'en-DE'],
  ['de', undefined, 'de'],
  ['de', 'no locale at all', 'de'],
  ['en', undefined, 'en-GB'],
  ['en', 'de', 'en-GB'],
] as const)('%s with a client in %s is written as %s', (language, locale, written) => {
  expect(localeIn(language, locale)).toBe(written);
  expect(readerOf({ locale: written }).language).toBe(language);
});
