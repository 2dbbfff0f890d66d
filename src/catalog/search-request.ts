import type { Catalog } from './catalog.ts';
import { type Intent, toIntent } from './intent.ts';
import { findMeanings, findNodes, type SearchHit } from './search.ts';
import { indexOf } from './search-index.ts';

/** One step of a request and the node types that may do it, best first. */
export interface RequestPart {
  text: string;
  intent: Intent;
  hits: SearchHit[];
}

export interface RequestHits {
  /** The node types of all parts, each once: first the best of every part, then the second best, … */
  hits: SearchHit[];
  parts: RequestPart[];
}

const longestRequest = 4000;
const mostParts = 12;
const perPart = 5;
/** A hit weaker than this is worth no place among the best of other parts. */
const weak = 10;
/** Second-best hits further behind the best of their part than this come last. */
const close = 0.6;

/**
 * Takes a whole request apart and finds the node types of every step. Deterministic; reads at most 4,000 characters
 * and 12 steps.
 * @param limit how many node types `hits` holds at most
 */
export function searchRequest(catalog: Catalog, request: string, limit = 8): RequestHits {
  const index = indexOf(catalog);
  const parts = toParts(request.slice(0, longestRequest)).map(({ text, intent }) => {
    return { text, intent, hits: findNodes(index, text, intent, perPart) };
  });
  const chosen = new Map<string, SearchHit>();
  const take = (hits: readonly (SearchHit | undefined)[]) => {
    for (const hit of hits) if (hit && chosen.size < limit && !chosen.has(hit.type)) chosen.set(hit.type, hit);
  };
  take(parts.map(({ hits: [best] }) => (best && best.score >= weak ? best : undefined)));
  const meanings = parts.flatMap(({ text, intent }) => findMeanings(index, text, intent));
  take(meanings.filter(({ score }) => score >= weak).sort((a, b) => b.score - a.score || (a.type < b.type ? -1 : 1)));
  for (let rank = 1; rank < perPart; rank += 1) {
    const next = parts.map(({ hits }) => ({
      hit: hits[rank],
      share: (hits[rank]?.score ?? 0) / (hits[0]?.score ?? 1),
    }));
    const good = next.filter(({ hit, share }) => hit && hit.score >= weak && share >= close);
    take(good.sort((a, b) => b.share - a.share).map(({ hit }) => hit));
  }
  take(findNodes(index, request.slice(0, longestRequest), 'open', limit));
  return { hits: [...chosen.values()], parts };
}

const boundary =
  /[;\n→]|->|=>|[.!?:](?=\s)|,(?=\s)|\b(?:and then|then|and|after that|afterwards|finally|plus|otherwise|und dann|und|dann|danach|sonst|y luego|luego|despues|después|y|et puis|puis|ensuite|et)\b/i;

/** The steps of a request: sentences and clauses with their intent. */
export function toParts(request: string): { text: string; intent: Intent }[] {
  const texts = request
    .split(boundary)
    .map((text) => text.trim())
    .filter((text) => /\p{L}{2}/u.test(text));
  return texts.slice(0, mostParts).map((text, at) => {
    const intent = toIntent(text);
    return { text, intent: at > 0 && intent === 'open' ? 'action' : intent };
  });
}
