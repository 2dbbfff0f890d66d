import { describe, expect, test } from 'vitest';
import { type Language, languages } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { english, samplesOf, sayingsOf } from './sayings.ts';

const translated = languages.filter((language) => language !== 'en');
const inEnglish = sayingsOf(wordsIn('en'));

/** The same word in both languages. */
const alike: Record<Exclude<Language, 'en'>, RegExp> = {
  de: /^workflow\.(?:steps\.(?:sheets|agent)|diff\.(?:name|endsAlike)|schedule\.listDays)$/,
  fr: /^workflow\.(?:steps\.sheets|diff\.endsAlike|schedule\.listDays)$/,
  es: /^workflow\.(?:steps\.sheets|diff\.endsAlike|schedule\.listDays)$/,
};

test('every function is called with what it takes', () => {
  expect([...samplesOf.keys()].filter((path) => !inEnglish.has(path))).toEqual([]);
});

describe.each(translated)('%s', (language) => {
  const sayings = sayingsOf(wordsIn(language));

  test('says everything English says', () => {
    expect([...sayings.keys()]).toEqual([...inEnglish.keys()]);
  });

  test('says it in its own words', () => {
    const same = [...sayings].filter(([path, said]) => said === inEnglish.get(path) && !alike[language].test(path));
    expect(same).toEqual([]);
    for (const [path, said] of sayings) expect(said.match(english), `${path}: ${said}`).toBeNull();
  });

  test('leaves nothing undefined, and uses its own quotation marks', () => {
    for (const [path, said] of sayings) {
      expect(said, path).not.toMatch(/undefined|\[object|NaN|%n/);
      expect(said.includes('“') && !said.includes('„'), `${path}: ${said}`).toBe(false);
    }
  });
});
