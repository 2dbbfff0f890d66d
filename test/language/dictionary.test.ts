import { describe, expect, test } from 'vitest';
import { type Language, languages } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { english, samplesOf, sayingsOf } from './sayings.ts';

const translated = languages.filter((language) => language !== 'en');
const inEnglish = sayingsOf(wordsIn('en'));

/** What is only data with marks in between, or the same word in both languages. */
const data =
  /^(?:workflow\.(?:whichOne|steps\.sheets|conditions\.number|tell\.(?:at|colon)|said\.field|diff\.endsAlike|schedule\.listDays)|cards\.(?:list|history)\.(?:titled|row|by)|cards\.workflow\.ended|cards\.acts\.(?:withName|ended)|cards\.(?:executions\.about|outcome\.titled|draft\.sure)|engine\.lines\.(?:updated|published)|engine\.answers\.quoted|adapters\.card\.noticeLine|cards\.now\.inN8n\.(?:published|gone)\.after|rehearsal\.(?:example|value|way)|engine\.house\.line|cards\.waiting\.(?:row|places\.(?:slack|teams)))$/;
const alike: Record<Exclude<Language, 'en'>, RegExp> = {
  de: /^(?:workflow\.diff\.name|adapters\.card\.notice\.error|cards\.(?:draft\.apps|outcome\.live|confirm\.workflow|history\.(?:version|live))|engine\.(?:suggestions\.2|links\.named))$/,
  fr: /^(?:cards\.history\.version|engine\.house\.things\.(?:table|base|page|site|board))$/,
  es: /^engine\.house\.things\.base$/,
};

test('every function is called with what it takes', () => {
  expect([...samplesOf.keys()].filter((path) => !inEnglish.has(path))).toEqual([]);
});

describe.each(translated)('%s', (language) => {
  const sayings = sayingsOf(wordsIn(language));

  test('says everything English says', () => {
    const own = [...sayings.keys()].filter((path) => !path.startsWith('problems.'));
    expect(own).toEqual([...inEnglish.keys()]);
  });

  test('says it in its own words', () => {
    const same = [...sayings].filter(
      ([path, said]) => said === inEnglish.get(path) && !data.test(path) && !alike[language].test(path),
    );
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
