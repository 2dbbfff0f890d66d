import { shortName } from '#src/catalog/names.ts';
import { appsIn } from '../catalog/apps.ts';
import { isUndone, type Undone } from '../catalog/undone.ts';
import type { Clause } from '../clauses.ts';
import { accessor, itemText } from '../data.ts';
import { isFileField } from '../form-fields.ts';
import { base, locator, type Piece, type SubPiece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { maskQuoted, toName } from '../words.ts';
import { embeddingsPiece } from './embeddings.ts';
import { readableDownload } from './file-content.ts';
import { storeAssumptions } from './lookups.ts';
import { namedModel } from './models.ts';
import { namedStore, placeInStore, saysRetrieval, usualStore, vectorWords } from './stores.ts';

/** Only a store for searching is filled by these. */
const indexes = /^(?:please )?(?:re-?)?(?:index|embed|vectori[sz]e|ingest)\b/;
const puts =
  /^(?:please )?(?:add|save|store|insert|upsert|put|load|upload|import|write|push|sync|copy|send|append|index|embed|ingest|chunk|split|convert|turn|make)\b/;
const into = /\b(?:in|into|to|inside|with|as|using)\b/;
/** Why it is put there: that is what a store is for. */
const purpose =
  /,? (?:so (?:that )?(?:it|they|we|you|everyone|the (?:team|bot|assistant|agent))|to make (?:it|them)|(?:in order )?to be|for) (?:can |be |is |are |it |them )*(?:be )?(?:search\w*|found|looked up|quer\w+|semantic search|rag|retrieval|find\w* (?:it|them)).*$/i;

/** True where a clause puts something into a store that is searched. */
function fills(clause: Clause, context: StepContext): boolean {
  const { mask, text } = clause;
  const store = namedStore(context.catalog, text, saysRetrieval(text) || purpose.test(text) || indexes.test(mask));
  if (indexes.test(mask)) return store !== undefined || saysRetrieval(text) || purpose.test(text) || isBare(mask);
  if (!puts.test(mask) || !into.test(mask)) return false;
  // "Add it to our knowledge base in Notion" is a page there.
  const others = appsIn(context.catalog, text, mask).filter(
    ({ start, end, action, trigger }) =>
      namedModel(context.catalog, text.slice(start, end)) === undefined &&
      ![action, trigger].includes(context.sourceType ?? '-'),
  );
  return store !== undefined || vectorWords.test(maskQuoted(text)) || (saysRetrieval(text) && others.length === 0);
}

/** "Index it": nothing is said of where. */
const isBare = (mask: string): boolean =>
  /^(?:please )?(?:re-?)?(?:index|embed|vectori[sz]e|ingest) (?:it|them|this|(?:its|their|the) (?:contents?|text|files?|documents?|pages?))$/.test(
    mask,
  );

/**
 * The steps that put what is at hand into a vector store: a file is fetched first, a page of Notion read. Undefined
 * where a clause asks for nothing of the kind; the reason where there is nothing to put in or no store for it.
 */
export function indexSteps(clause: Clause, context: StepContext): Piece[] | Undone | undefined {
  const { catalog, source, request } = context;
  if (!fills(clause, context)) return undefined;
  const { text } = clause;
  const named = namedStore(catalog, text, true) ?? namedStore(catalog, request, saysRetrieval(request));
  const store = named ?? usualStore(catalog);
  if (!store) return { reason: 'no-app', app: 'vector stores' };
  if (!source) return undefined;
  const embeddings = embeddingsPiece(catalog, text, request);
  if (!embeddings) return { reason: 'no-app', app: 'embeddings' };
  const content = contentOf(clause, context);
  if (isUndone(content)) return content;
  const mode = 'insert';
  const insert: Piece = {
    name: toName(`Put into ${store.name}`),
    type: store.type,
    parameters: { mode, ...placeInStore(catalog, store, mode, text) },
    subs: [embeddings.sub, content.loader],
    assumptions: [
      ...storeAssumptions(store, named === undefined),
      ...(embeddings.assumption ? [embeddings.assumption] : []),
      ...(content.assumption ? [content.assumption] : []),
      ...(source.isList ? [`Every run puts everything into ${store.name} anew; what was put there before stays.`] : []),
    ],
  };
  return [...content.pieces, insert];
}

interface Content {
  pieces: Piece[];
  loader: SubPiece;
  assumption?: string;
}

const loader = (parameters: Record<string, unknown>): SubPiece => ({
  name: 'Read the documents',
  type: '@n8n/n8n-nodes-langchain.documentDefaultDataLoader',
  kind: 'ai_document',
  parameters: { ...parameters, options: {} },
});
/** Each item has one file of its own: all files for every item would put them in many times. */
const fileLoader = (field: string): SubPiece =>
  loader({ dataType: 'binary', binaryMode: 'specificField', binaryDataKey: field });
const kindsRead = 'PDF, Word, CSV, EPUB, JSON and text files are read; with any other file the run fails.';

const isUploaded = /\b(?:uploads?|uploaded|files?|documents?|pdfs?)\b/i;
/** What is put in: a file, the blocks of a page, or the text of an item. */
function contentOf({ mask }: Clause, context: StepContext): Content | Undone {
  const { source, sourceType = '', previous } = context;
  const type = sourceType.replace(/Trigger$/, '');
  const download = readableDownload(type, context);
  if (download) return { pieces: [download], loader: fileLoader('data'), assumption: kindsRead };
  const upload = uploadIn(context);
  // What the fields of a form are is asked: whatever is uploaded there, one answer at a time.
  if (shortName(sourceType) === 'formTrigger' && source?.fields.size === 0 && isUploaded.test(context.request))
    return { pieces: [], loader: loader({ dataType: 'binary' }), assumption: kindsRead };
  if (upload) return { pieces: [], loader: fileLoader(upload), assumption: kindsRead };
  if (/\b(?:attachments?|files?|pdfs?)\b/.test(mask) && !/\bfile\b/.test(source?.what ?? ''))
    return { reason: 'no-act', app: source?.what ?? '' };
  if (shortName(type) === 'notion' && /page/.test(source?.what ?? ''))
    return { pieces: [pageBlocks()], loader: textLoader('={{ $json.content }}') };
  if (!source) return { pieces: [], loader: loader({ dataType: 'json' }) };
  return { pieces: [], loader: textLoader(itemText(source, accessor(source, previous))) };
}

const textLoader = (jsonData: string): SubPiece => loader({ dataType: 'json', jsonMode: 'expressionData', jsonData });

/** The text of a page, block by block. */
const pageBlocks = (): Piece => ({
  name: 'Read the page in Notion',
  type: base('notion'),
  parameters: {
    resource: 'block',
    operation: 'getAll',
    blockId: locator('id', '={{ $json.id }}'),
    returnAll: true,
    fetchNestedBlocks: true,
  },
});

/** The field of a form in which a file comes. */
function uploadIn({ source, sourceType = '' }: StepContext): string | undefined {
  if (shortName(sourceType) !== 'formTrigger' || !source) return undefined;
  const [, path = ''] = [...source.fields].find(([one]) => isFileField(one)) ?? [];
  return path === '' ? undefined : path.replace(/^\.|^\["|"\]$/g, '').replace(/\W/g, '_');
}
