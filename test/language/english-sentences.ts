import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { samplesOf } from './sayings.ts';

/** Shorter pieces may be words of every language. */
const shortest = 10;
const gap = '\u0001';

/** Every piece of a sentence that only an English dictionary has: whole texts, and what stands between the arguments. */
function englishSentences(dictionary: object = wordsIn('en'), prefix = ''): string[] {
  return Object.entries(dictionary).flatMap(([key, value]: [string, unknown]): string[] => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    if (typeof value === 'function') return samplesOf.has(path) ? [] : piecesOf(value(gap, gap, gap, gap));
    if (typeof value === 'object' && value !== null) return englishSentences(value, path);
    return piecesOf(String(value));
  });
}

/** JSON text has quotation marks and line breaks escaped: pieces stop there. */
const piecesOf = (text: string): string[] =>
  text
    .split(new RegExp(`[${gap}"\n]`))
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= shortest && /\p{L} \p{L}/u.test(piece));

const english = englishSentences();

/** The pieces of English sentences of ours in what was said in another language. */
export function englishIn(said: string, language: Language): string[] {
  const own = JSON.stringify(englishSentences(wordsIn(language)));
  return english.filter((piece) => said.includes(piece) && !own.includes(piece));
}
