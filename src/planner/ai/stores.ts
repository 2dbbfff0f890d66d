import type { Catalog, NodeTypeSummary } from '#src/catalog/catalog.ts';
import { resolveParameters } from '#src/catalog/display-options.ts';
import { shortName } from '#src/catalog/names.ts';
import { versionOf } from '#src/catalog/slice.ts';
import { locator } from '../pieces.ts';
import { maskQuoted } from '../words.ts';

/** A vector store that n8n can search in and put documents into, by the words that name it. */
export interface StoreWords {
  /** Node type, e.g. `@n8n/n8n-nodes-langchain.vectorStorePinecone`. */
  type: string;
  /** Without "Vector Store". */
  name: string;
  pattern: RegExp;
  /** True where the name alone may mean a database with tables as well. */
  shared: boolean;
}

/** Stores whose display name is not what people call them: name, words, whether they mean more. */
const called: Record<string, readonly [name: string, said: string, shared?: true]> = {
  vectorStorePGVector: [
    'Postgres PGVector Store',
    '(?:postgres(?:ql)? )?\\(?pg ?vector\\)?|postgres(?:ql)? (?:as (?:an? |the )?)?vector',
  ],
  vectorStoreInMemory: ['Simple Vector Store', 'simple vector store|in[- ]memory(?: vector)? (?:store|database|db)'],
  vectorStoreChromaDB: ['Chroma', 'chroma(?: ?db)?'],
  vectorStoreMongoDBAtlas: ['MongoDB Atlas', 'mongo(?:db)?(?: atlas)?', true],
  vectorStoreAzureAISearch: ['Azure AI Search', 'azure (?:ai|cognitive)? ?search'],
  vectorStoreOracleDBVector: ['Oracle Database', 'oracle(?: database| db)?', true],
  vectorStoreSupabase: ['Supabase', 'supabase', true],
  vectorStoreRedis: ['Redis', 'redis', true],
};

const kept = new WeakMap<Catalog, StoreWords[]>();

function toWords({ name, displayName }: NodeTypeSummary): StoreWords {
  const plain = displayName.replace(/ Vector Store$/, '');
  const [own, said, shared = false] = called[shortName(name)] ?? [plain, plain.toLowerCase()];
  return {
    type: name,
    name: own,
    pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${said})(?![\\p{L}\\p{N}])`, 'iu'),
    shared,
  };
}

/** The vector stores of a catalogue. */
export function storesOf(catalog: Catalog): readonly StoreWords[] {
  const cached = kept.get(catalog);
  if (cached && cached.length > 0) return cached;
  const found = catalog
    .all()
    .filter(({ name, hidden }) => !hidden && /^vectorStore[A-Z]/.test(shortName(name)))
    .map(toWords);
  kept.set(catalog, found);
  return found;
}

/** Words that ask for a vector store and nothing else. */
export const vectorWords =
  /(?<![\p{L}\p{N}])(?:(?:re-?)?vector(?:s|[- ]?(?:stores?|db|databases?|index|search)|i[sz]\w+)?|embeddings?|semantic(?:ally)? search\w*)(?![\p{L}\p{N}])/iu;
/** Words that ask for answers out of what somebody has written down, wherever that is. */
const retrievalWords =
  /(?<![\p{L}\p{N}])(?:rag(?! (?:status|rating|report|indicator))|retrieval(?:[- ]augmented(?:[- ]generation)?)?|knowledge[- ]?bases?)(?![\p{L}\p{N}])/iu;

/** True where words ask for answers out of something that is looked up. */
export const saysRetrieval = (text: string): boolean => {
  const mask = maskQuoted(text);
  return vectorWords.test(mask) || retrievalWords.test(mask);
};

/** The vector store that words name; one that is a database too only where `meant` says that it is none here. */
export function namedStore(catalog: Catalog, text: string, meant: boolean): StoreWords | undefined {
  const mask = maskQuoted(text);
  return storesOf(catalog).find(({ pattern, shared }) => (meant || !shared) && pattern.test(mask));
}

/**
 * The store where none was named: Postgres with pgvector. Documents stay in a database of the company's own and are there
 * after a restart, and n8n makes the table, so that nothing has to be named.
 */
export const usualStore = (catalog: Catalog): StoreWords | undefined =>
  storesOf(catalog).find(({ type }) => shortName(type) === 'vectorStorePGVector');

const indexNamed = /\b(?:collection|index|table)(?: is)? (?:(?:called|named) )?[“"'’]([\w-]{2,60})[”"'’]/i;
const indexCalled = /\b(?:collection|index|table) (?:called|named) ([\w-]{2,60})/i;

/** What the part of a store is called that words name: "collection “handbook”". */
export const namedPlace = (text: string): string | undefined => (indexNamed.exec(text) ?? indexCalled.exec(text))?.[1];

/** Parameters that say which part of the store is meant; only what the words name, nothing is invented. */
export function placeInStore(
  catalog: Catalog,
  { type }: StoreWords,
  mode: 'insert' | 'retrieve-as-tool',
  request: string,
): Record<string, unknown> {
  const nodeType = catalog.get(type);
  const said = namedPlace(request);
  if (!nodeType || said === undefined) return {};
  const { visible } = resolveParameters(nodeType.properties, { mode }, { version: versionOf(nodeType) });
  const place = visible.find(({ name }) => /(?:Collection|Index)$|^(?:tableName|indexName|collectionName)$/.test(name));
  if (!place) return {};
  const byName = place.modes?.some(({ name }) => name === 'name') ? 'name' : 'id';
  return { [place.name]: place.type === 'resourceLocator' ? locator(byName, said) : said };
}
