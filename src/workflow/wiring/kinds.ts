import type { Catalog } from '#src/catalog/catalog.ts';
import type { DraftConnection, DraftNode } from '#src/model/draft.ts';
import { toWord } from '../json/values.ts';
import { plainName } from '../near.ts';
import { portsOf } from './ports.ts';

/** Words for AI connections besides n8n's own. */
const words: Record<string, string> = {
  model: 'ai_languageModel',
  chatmodel: 'ai_languageModel',
  llm: 'ai_languageModel',
  languagemodel: 'ai_languageModel',
  aimodel: 'ai_languageModel',
  aichatmodel: 'ai_languageModel',
  tool: 'ai_tool',
  tools: 'ai_tool',
  memory: 'ai_memory',
  parser: 'ai_outputParser',
  outputparser: 'ai_outputParser',
  embedding: 'ai_embedding',
  embeddings: 'ai_embedding',
  aiembeddings: 'ai_embedding',
  document: 'ai_document',
  documentloader: 'ai_document',
  splitter: 'ai_textSplitter',
  textsplitter: 'ai_textSplitter',
  retriever: 'ai_retriever',
  vectorstore: 'ai_vectorStore',
  reranker: 'ai_reranker',
  data: 'main',
};

/** Connection types a node can put out; undefined where only n8n knows. */
function kindsOut(node: DraftNode, catalog: Catalog): ReadonlySet<string> | undefined {
  const nodeType = catalog.get(node.type, node.typeVersion);
  if (!nodeType) return undefined;
  const ports = portsOf(
    { ...node, typeVersion: node.typeVersion ?? nodeType.defaultVersion, onError: undefined },
    nodeType,
  );
  if (isVectorStore(node.type)) return vectorKindsOut(toWord(node.parameters['mode']));
  return ports.outputs ? new Set(ports.outputs.keys()) : undefined;
}

function kindsIn(node: DraftNode, catalog: Catalog): ReadonlySet<string> | undefined {
  const nodeType = catalog.get(node.type, node.typeVersion);
  if (!nodeType) return undefined;
  const { inputs } = portsOf(
    { ...node, typeVersion: node.typeVersion ?? nodeType.defaultVersion, onError: undefined },
    nodeType,
  );
  return inputs && new Set(inputs.keys());
}

/** A vector store gives data, itself, or a tool: by its mode, which a draft may leave to the connection. */
const vectorKinds: Record<string, string> = {
  retrieve: 'ai_vectorStore',
  'retrieve-as-tool': 'ai_tool',
  load: 'main',
  insert: 'main',
  update: 'main',
};
export const isVectorStore = (type: string): boolean =>
  /\.vectorStore[A-Z]\w*$/.test(type) && !/(?:Insert|Load)$/.test(type);
const vectorKindsOut = (mode: string): ReadonlySet<string> => {
  if (mode === '') return new Set(['main', 'ai_vectorStore', 'ai_tool']);
  return new Set([(Object.hasOwn(vectorKinds, mode) ? vectorKinds[mode] : undefined) ?? 'main']);
};

/**
 * The connection with the type and direction n8n wants: the type a sub-node puts out where the draft says none, and
 * from the sub-node to its root where it was drawn the other way. What is not certain stays.
 */
export function mendConnection(
  given: DraftConnection,
  nodes: ReadonlyMap<string, DraftNode>,
  catalog: Catalog,
): DraftConnection {
  const word = plainName(given.kind);
  const kind = Object.hasOwn(words, word) ? (words[word] ?? given.kind) : given.kind;
  const connection = kind === given.kind ? given : { ...given, kind };
  const from = nodes.get(given.from);
  const to = nodes.get(given.to);
  if (!from || !to) return connection;
  const out = kindsOut(from, catalog);
  const back = kindsOut(to, catalog);
  const turned = { ...connection, from: given.to, to: given.from, output: given.input, input: given.output };
  if (kind !== 'main') {
    const [forth, backwards] = [kindsIn(to, catalog)?.has(kind), kindsIn(from, catalog)?.has(kind)];
    const wrong = forth !== true && (backwards === true || (forth === false && backwards === undefined));
    const gives = back?.has(kind) || (kind === 'ai_tool' && canBeTool(to, catalog));
    return wrong && gives ? turned : connection;
  }
  const own = only(out) ?? shared(out, kindsIn(to, catalog));
  const theirs = only(back);
  const accepts = own === undefined ? undefined : kindsIn(to, catalog)?.has(own);
  if (own !== undefined && accepts !== false) return { ...connection, kind: own };
  const takes = theirs === undefined ? false : kindsIn(from, catalog)?.has(theirs);
  const silent = out !== undefined && !out.has('main');
  const certain =
    own === undefined ? takes !== false && (silent || kindsIn(to, catalog)?.has('main') !== true) : takes === true;
  if (theirs !== undefined && certain) return { ...turned, kind: theirs };
  return own === undefined ? connection : { ...connection, kind: own };
}

/** The one AI type a sub-node puts out. */
function only(kinds: ReadonlySet<string> | undefined): string | undefined {
  const [first] = kinds ?? [];
  return kinds?.size === 1 && first !== 'main' ? first : undefined;
}

/** The one AI type that one side gives and the other takes, when it takes no data. */
function shared(out: ReadonlySet<string> | undefined, into: ReadonlySet<string> | undefined): string | undefined {
  if (!out || !into || into.has('main')) return undefined;
  const both = [...out].filter((kind) => kind !== 'main' && into.has(kind));
  return both.length === 1 ? both[0] : undefined;
}

/** True for a plain node of which n8n has a variant that agents may call. */
export const canBeTool = (node: DraftNode, catalog: Catalog): boolean => catalog.get(`${node.type}Tool`) !== undefined;
