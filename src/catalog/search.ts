import type { Catalog, NodeTypeSummary } from './catalog.ts';
import { type Intent, toIntent, wantsTool } from './intent.ts';
import { indexOf, type SearchIndex } from './search-index.ts';
import { toScores } from './search-score.ts';

export interface SearchHit {
  /** Full name of the node type. */
  type: string;
  /** Comparable within one list only. */
  score: number;
}

const longestQuery = 4000;
const exactScore = 1000;

/**
 * Node types that fit the words, best first; ties in the order of the names, what n8n hides after everything else.
 * Deterministic: same catalogue and query, same list. Reads at most 4,000 characters and 80 words. Variants for AI
 * agents are given only where the words ask for a tool of an agent, or by their exact name.
 */
export function searchNodes(catalog: Catalog, query: string, limit = 10): SearchHit[] {
  const text = query.slice(0, longestQuery);
  return findNodes(indexOf(catalog), text, toIntent(text), limit);
}

/** The same for words whose intent is known. */
export function findNodes(index: SearchIndex, text: string, intent: Intent, limit: number): SearchHit[] {
  const hits = toHits(index, toScores(index, text, intent).scores);
  const exact = index.exact.get(text.trim().toLowerCase());
  const best = hits.slice(0, Math.max(0, limit) + 1).filter(({ type }) => type !== exact);
  const found = wantsTool(text) ? best.flatMap((hit) => withTool(index, hit)) : best;
  return [...(exact ? [{ type: exact, score: exactScore }] : []), ...found]
    .slice(0, Math.max(0, limit))
    .map(({ type, score }) => ({ type, score }));
}

/** The best node type for each thing that the words name or describe, best first. */
export function findMeanings(index: SearchIndex, text: string, intent: Intent): SearchHit[] {
  const { scores, meanings } = toScores(index, text, intent);
  const best = meanings.flatMap((entries) => {
    const known = entries.map((at): [number, number] => [at, scores.get(at) ?? 0]);
    return known.sort((a, b) => b[1] - a[1]).slice(0, 1);
  });
  return toHits(index, new Map(best));
}

function toHits(index: SearchIndex, scores: ReadonlyMap<number, number>): (SearchHit & { late: boolean })[] {
  const hits = [...scores].map(([at, score]) => {
    const { name, hidden } = index.entries[at] as NodeTypeSummary;
    return { type: name, score: Math.round(score * 100) / 100, late: hidden === true };
  });
  return hits.sort((a, b) => Number(a.late) - Number(b.late) || b.score - a.score || (a.type < b.type ? -1 : 1));
}

function withTool(index: SearchIndex, hit: SearchHit): SearchHit[] {
  const tool = index.tools.get(hit.type);
  return tool ? [{ ...hit, type: tool }, hit] : [hit];
}
