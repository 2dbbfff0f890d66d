import type { Catalog } from '#src/catalog/catalog.ts';
import { namedStore } from '../ai/stores.ts';
import { maskQuoted } from '../words.ts';

const verb =
  '(?:re-?)?(?:ingest|index|embed|vectori[sz]|load|import|upload|stor|sav|sync|add|process|download|convert|split|chunk|extract|push|turn|put|transform|insert|upsert)(?:e?s|t?ing|e)?';
/** Behind a store: that is all that has to be said of it. */
const why = '(?: for (?:rag|retrieval|semantic search|similarity search|search|fast retrieval|later retrieval))?';

/** "Ingests the documents from Google Drive into Pinecone": words of a flow that fills a store. */
export function fillingWords(catalog: Catalog, request: string): RegExp {
  const store = namedStore(catalog, request, true)?.pattern.source ?? '\\bvector store\\b';
  return new RegExp(
    `\\b${verb}\\b[^.;]{0,140}?\\b(?:into|in|to|as|with|using|for)\\b[^.;,]{0,60}?(?:\\bvector\\w*|\\bembeddings?\\b|${store})(?:[- ](?:vector\\w*|stores?|databases?|db|index|collection))*${why}`,
    'giu',
  );
}

/** True where a place of the request stands in words that fill a store. */
export function isInFilling(request: string, start: number, filling: RegExp): boolean {
  return [...maskQuoted(request).matchAll(filling)].some(
    (found) => found.index < start && start < found.index + found[0].length,
  );
}
