import { type Language, languages } from './language.ts';
import { foreignWords, spokenWords } from './spoken-words.ts';

const split = (words: string): Set<string> => new Set(words.split(/\s+/));
const known = languages.map((language) => ({ language, words: split(spokenWords[language]) }));
const foreign = foreignWords.map(split);

/** What is quoted, written for programs, or a name: it is in no language, or in that of somebody else. */
const unspoken =
  /"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|‘[^’]{3,}’|`[^`]*`|\{\{.*?\}\}|<[^>]*>|https?:\/\/\S+|\S+@\S+|[#@][\p{L}\p{N}._-]+/gu;
/** Beyond this a text says nothing new about its language. */
const longestRead = 2_000;
/** Said alone, these tell all the same. Commands in English do not: people of every language give them. */
const alone: Record<string, Language> = {
  ...{ hello: 'en', thanks: 'en', 'thank you': 'en', 'send me a test': 'en', 'send a test': 'en' },
  ...{ hallo: 'de', hilfe: 'de', danke: 'de', ja: 'de', nein: 'de', entwürfe: 'de', rückgängig: 'de', abbrechen: 'de' },
  ...{ bonjour: 'fr', aide: 'fr', merci: 'fr', oui: 'fr', brouillons: 'fr', annuler: 'fr', abandonner: 'fr' },
  ...{ hola: 'es', ayuda: 'es', gracias: 'es', sí: 'es', borradores: 'es', deshacer: 'es', cancelar: 'es' },
};

/** How many words have to tell a language, and how far before any other. */
const fewest = 1.5;
const lead = 1.4;

/**
 * The language somebody wrote these words in; undefined where they are too few to tell, or of a language Flowsmith does
 * not speak. Meant for requests as short as "at 7 instead", so it looks for words and not for letters. Pure, linear.
 */
export function spokenLanguage(text: string): Language | undefined {
  const words = wordsOf(text);
  if (words.length < 5 && Object.hasOwn(alone, words.join(' '))) return alone[words.join(' ')];
  const scores = known.map((one) => ({ language: one.language, score: scoreOf(words, one.words) }));
  const [best, second] = scores.sort((a, b) => b.score - a.score);
  if (!best || !second || best.score < fewest) return undefined;
  const other = Math.max(...foreign.map((list) => scoreOf(words, list)));
  return best.score >= second.score * lead && best.score > other ? best.language : undefined;
}

/** Whether these words are surely of a language that Flowsmith does not speak. Pure, linear. */
export function isForeign(text: string): boolean {
  const words = wordsOf(text);
  const ours = Math.max(...known.map((one) => scoreOf(words, one.words)));
  const other = Math.max(...foreign.map((list) => scoreOf(words, list)));
  return other >= fewest && other > ours;
}

function wordsOf(text: string): string[] {
  const plain = text.slice(0, longestRead).replace(unspoken, ' ').toLowerCase().replaceAll('’', "'");
  // "l'équipe" is two words; what has digits in it is a name.
  return plain.match(/(?<![\p{L}\p{N}])\p{L}+(?:'|(?![\p{L}\p{N}]))/gu) ?? [];
}

/** A word counts as much as it tells: one that several languages have counts less. */
function scoreOf(words: readonly string[], list: ReadonlySet<string>): number {
  return words.reduce((sum, word) => sum + (list.has(word) ? weightOf(word) : 0), 0);
}

function weightOf(word: string): number {
  const having = known.filter(({ words }) => words.has(word)).length;
  return having > 1 ? 1 / having : 1;
}
