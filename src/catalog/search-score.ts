import type { NodeTypeSummary } from './catalog.ts';
import type { Intent } from './intent.ts';
import { ordinary } from './names.ts';
import { findPhrases, type PhraseHit } from './phrases.ts';
import type { SearchIndex } from './search-index.ts';
import { noise, stem, toKey, toWords, type Word } from './search-words.ts';

/** What each kind of finding is worth. Measured on the queries of test/catalog, then rounded. */
const worth = {
  name: 18,
  namePerWord: 4,
  ordinaryName: 0.35,
  anotherName: 0.5,
  phrase: 10,
  phrasePerWord: 6,
  looserPhrase: 0.8,
  anotherPhrase: 1.5,
  byRank: [1, 0.85, 0.75, 0.68, 0.62],
  insideLonger: 0.3,
  topicBesideApp: 0.6,
  lexical: 0.35,
  lexicalMost: 9,
};
const longestName = 4;

export interface Scores {
  /** Score of every entry that fits at all, by its position in the index. */
  scores: Map<number, number>;
  /** The entries that one name or one synonym stands for, a list for each of those that the text holds. */
  meanings: number[][];
}

/** What the text says about the entries of the index. Pure. */
export function toScores(index: SearchIndex, text: string, intent: Intent): Scores {
  const words = toWords(text).map((word) => corrected(index, word));
  const scores = new Map<number, number>();
  const add = (at: number, score: number) => scores.set(at, (scores.get(at) ?? 0) + score);
  const phrases = findPhrases(words, intent);
  const named = addNames(index, words, text, phrases, add);
  const topicShare = [...scores.values()].some((score) => score >= worth.name) ? worth.topicBesideApp : 1;
  const stems = [...new Set(words.filter(({ raw }) => !noise.has(raw)).map((word) => word.stem))];
  for (const [at, score] of index.lexical(stems)) add(at, Math.min(worth.lexicalMost, score * worth.lexical));
  for (const [at, score] of scores) scores.set(at, score * kindFactor(index.entries[at], intent));
  const meant = addPhrases(index, phrases, topicShare, (at, score) =>
    add(at, score * phraseFactor(index.entries[at], intent)),
  );
  return { scores, meanings: [...named, ...meant] };
}

function corrected(index: SearchIndex, word: Word): Word {
  const meant = index.correct(word.raw);
  return meant ? { raw: meant, stem: stem(meant) } : word;
}

/** A trigger where something is to be done, or the other way round, is second choice; sub-nodes are asked for by name. */
function kindFactor(summary: NodeTypeSummary | undefined, intent: Intent): number {
  if (summary?.kind === 'trigger') return intent === 'trigger' ? 1.15 : intent === 'action' ? 0.5 : 0.85;
  const factor = summary?.kind === 'subnode' ? 0.9 : 1;
  return intent === 'trigger' ? 0.7 * factor : factor;
}

/** The phrases were chosen by intent already; what is left of the difference is small. */
function phraseFactor(summary: NodeTypeSummary | undefined, intent: Intent): number {
  if (summary?.kind === 'trigger') return intent === 'trigger' ? 1.1 : intent === 'action' ? 0.85 : 1;
  return intent === 'trigger' ? 0.75 : 1;
}

/** Of phrases with one meaning the longest counts in full, others a little. Returns the entries of each meaning. */
function addPhrases(
  index: SearchIndex,
  phrases: readonly PhraseHit[],
  topicShare: number,
  add: (at: number, score: number) => void,
) {
  const bySynonym = new Map<number, { best: number; more: number; types: readonly string[] }>();
  for (const hit of phrases) {
    const inside = phrases.some((other) => other.solid && isInside(hit, other) && other.synonym !== hit.synonym);
    const length = worth.phrase + worth.phrasePerWord * (Math.min(hit.words, 4) - 1);
    const value =
      length * (hit.solid ? 1 : worth.looserPhrase) * (inside ? worth.insideLonger : 1) * (hit.topic ? topicShare : 1);
    const known = bySynonym.get(hit.synonym);
    const best = Math.max(known?.best ?? 0, value);
    bySynonym.set(hit.synonym, { best, more: (known?.more ?? -1) + 1, types: hit.types });
  }
  return [...bySynonym.values()].map(({ best, more, types }) => {
    const entries = types.flatMap((type) => index.byShortName.get(type) ?? []);
    for (const [rank, at] of entries.entries()) {
      add(at, (best + worth.anotherPhrase * Math.min(more, 2)) * (worth.byRank[rank] ?? 0.5));
    }
    return entries;
  });
}

const isInside = (hit: { from: number; to: number }, other: { from: number; to: number }): boolean =>
  other.from <= hit.from && other.to >= hit.to && other.to - other.from > hit.to - hit.from;

/** Names of apps and nodes, longest first; no word belongs to two. Returns the entries of each name. */
function addNames(
  index: SearchIndex,
  words: readonly Word[],
  text: string,
  phrases: readonly PhraseHit[],
  add: (at: number, score: number) => void,
): number[][] {
  const meanings: number[][] = [];
  const taken = new Set<number>();
  const given = new Map<number, Map<string, number>>();
  for (let length = Math.min(longestName, words.length); length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const key = toKey(words.slice(from, from + length).map(({ raw }) => raw));
      const named = index.names.get(key);
      if (!named || rangeOf(from, length).some((at) => taken.has(at))) continue;
      if (length === 1 && noise.has(words[from]?.raw ?? '') && words.length > 2) continue;
      for (const at of rangeOf(from, length)) taken.add(at);
      const span = { from, to: from + length - 1 };
      const inside = phrases.some((phrase) => phrase.solid && isInside(span, phrase));
      const plain = ordinary.has(key) && !isPointedAt(words, span, text);
      meanings.push(named.map(({ at }) => at));
      for (const { at, words: size, share } of named) {
        const value = worth.name + worth.namePerWord * (Math.min(size, 3) - 1);
        const factor = share * (plain ? worth.ordinaryName : 1);
        const score = value * factor * (inside ? worth.insideLonger : 1);
        given.set(at, (given.get(at) ?? new Map()).set(key, score));
      }
    }
  }
  for (const [at, byKey] of given) {
    const [best = 0, ...more] = [...byKey.values()].sort((a, b) => b - a);
    add(at, best + worth.anotherName * (more[0] ?? 0));
  }
  return meanings;
}

const rangeOf = (from: number, length: number): number[] => Array.from({ length }, (_, step) => from + step);

/** True where an ordinary word is used as a name: it is nearly all there is, or it has a capital inside a sentence. */
function isPointedAt(words: readonly Word[], span: { from: number; to: number }, text: string): boolean {
  if (words.length <= span.to - span.from + 2) return true;
  const name = words[span.from]?.raw ?? '';
  return span.from > 0 && new RegExp(`[^.!?]\\s${name[0]?.toUpperCase()}${name.slice(1)}\\b`).test(text);
}
