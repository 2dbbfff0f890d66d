import type { Intent } from './intent.ts';
import { toWords, type Word } from './search-words.ts';
import { ai } from './synonyms/ai.ts';
import { otherLanguages } from './synonyms/languages.ts';
import { steps } from './synonyms/steps.ts';
import { topics } from './synonyms/topics.ts';

/** A meaning found in a request: words `from` up to and with `to`, how many of them were asked for. */
export interface PhraseHit {
  types: readonly string[];
  words: number;
  from: number;
  to: number;
  /** True when nothing stands between its words. */
  solid: boolean;
  synonym: number;
  /** True when it is about what apps do, not about how a workflow goes. */
  topic: boolean;
}

interface Phrase {
  stems: string[];
  types: string[];
  intent: Intent | undefined;
  synonym: number;
  /** True when it is about what apps do, not about how a workflow goes. */
  topic: boolean;
}

const byFirst = new Map<string, Phrase[]>();
/** Words of the synonyms as written, so that a typo in one of them can be put right. */
export const phraseWords = new Set<string>();

/** People say `each day` for `every day`. */
function withEach(text: string): string[] {
  return text.startsWith('every ') ? [text, text.replace('every', 'each')] : [text];
}

for (const [synonym, [list, names, intent]] of [...topics, ...steps, ...ai, ...otherLanguages].entries()) {
  const topic = synonym < topics.length;
  const types = names.split(' ');
  for (const text of list
    .split('|')
    .map((each) => each.trim())
    .flatMap(withEach)) {
    const words = toWords(text);
    for (const word of words) phraseWords.add(word.raw);
    const phrase = { stems: words.map((word) => word.stem), types, intent, synonym, topic };
    const first = phrase.stems[0] ?? '';
    byFirst.set(first, [...(byFirst.get(first) ?? []), phrase]);
  }
}

const widestGap = 2;

/** All synonyms whose phrase the words hold in order, each word at most two others after the one before. */
export function findPhrases(words: readonly Word[], intent: Intent): PhraseHit[] {
  const hits: PhraseHit[] = [];
  for (const [from, word] of words.entries()) {
    for (const phrase of byFirst.get(word.stem) ?? []) {
      if (phrase.intent && intent !== 'open' && phrase.intent !== intent) continue;
      const to = endOf(phrase.stems, words, from);
      if (to < 0) continue;
      const { types, synonym, topic } = phrase;
      const length = phrase.stems.length;
      hits.push({ types, words: length, from, to, solid: to - from + 1 === length, synonym, topic });
    }
  }
  return hits;
}

function endOf(stems: readonly string[], words: readonly Word[], from: number): number {
  let at = from;
  for (const wanted of stems.slice(1)) {
    let next = at + 1;
    while (next < words.length && next <= at + 1 + widestGap && words[next]?.stem !== wanted) next += 1;
    if (next >= words.length || next > at + 1 + widestGap) return -1;
    at = next;
  }
  return at;
}
