import type { Language } from '#src/language/language.ts';
import { lexicon as de } from './de.ts';
import { lexicon as en } from './en.ts';
import { lexicon as es } from './es.ts';
import { lexicon as fr } from './fr.ts';
import type { Lexicon } from './lexicon.ts';

export const lexicons: Record<Language, Lexicon> = { en, de, fr, es };

const small = Object.entries(lexicons).map(([language, { small: words }]) => ({
  language: language as Language,
  words: new Set(words.split(/\s+/)),
}));

/** Addresses and quotations are in whatever language they are. */
const elsewhere = /https?:\S+|"[^"\n]*"|[“„][^“”\n]*[“”]|«[^»\n]*»/g;

/** The languages a text is in, likeliest first; all of them where nothing tells. */
export function languagesOf(text: string, hint?: Language): Language[] {
  const words =
    text
      .toLowerCase()
      .replace(elsewhere, ' ')
      .match(/\p{L}+/gu) ?? [];
  const scores = small
    .map(({ language, words: known }) => ({
      language,
      score: words.filter((word) => known.has(word)).length + (language === hint ? 0.5 : 0),
    }))
    .sort((a, b) => b.score - a.score);
  const best = scores[0]?.score ?? 0;
  if (best < 1) return scores.map(({ language }) => language);
  return scores.filter(({ score }) => score >= Math.max(1, best * 0.6)).map(({ language }) => language);
}
