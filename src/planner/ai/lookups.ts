import type { Catalog } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { appsIn, type NamedApp } from '../catalog/apps.ts';
import { grammar, names, operationVerbs, stemsOf } from '../catalog/lexicon.ts';
import { isUndone, type Undone } from '../catalog/undone.ts';
import { toClause } from '../clauses.ts';
import { base, locator, type Piece, type SubPiece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { toLiteral, toName } from '../words.ts';
import type { Lookups } from './answers.ts';
import { embeddingsPiece } from './embeddings.ts';
import type { Knowledge } from './knowledge.ts';
import { readFrom } from './read-first.ts';
import { namedPlace, placeInStore, type StoreWords } from './stores.ts';

/** What is told of a store wherever one is used. */
export function storeAssumptions({ type, name }: StoreWords, isUsual: boolean): string[] {
  return [
    ...(isUsual
      ? [
          `No store was named: ${name} is used, in a Postgres database of your own; say “in Qdrant” or another to change that.`,
        ]
      : []),
    ...(/InMemory$/.test(type)
      ? [`${name} is empty after a restart, and only knows what the same n8n process was given.`]
      : []),
  ];
}

/** What is told where nothing of the workflow puts anything into the store. */
const unfilled = ({ name }: StoreWords): string =>
  `This workflow looks things up in ${name} and puts nothing in there. For that, ask for another one: “When a file is added to Google Drive, index it into ${name}”.`;

const filledBy = ({ name: app }: NamedApp, { name }: StoreWords): string =>
  `What is added to ${app} from now on is put into ${name}; what is there already is not.`;

/** What puts an app's contents into the store, as a request of its own. */
function fillingFlow(
  { app, thing }: NonNullable<Knowledge['filledFrom']>,
  { name }: StoreWords,
  request: string,
  catalog: Catalog,
): string {
  const place = namedPlace(request);
  const made = embeddingsPiece(catalog, request, request)?.sub.name;
  return [
    `When a ${thing} is added ${thing === 'page' ? 'to a database in' : 'to'} ${app.name}, index it into ${name}`,
    ...(place ? [` collection “${place}”`] : []),
    ...(made ? [` with ${made}`] : []),
  ].join('');
}

/**
 * What an agent looks up in, as tools of its own; the reason where an app cannot be read.
 * @param said what it is about, for the model to know when to look
 */
export function toolsFor(
  { live, store, isUsual = false, filledFrom, page }: Knowledge,
  said: string,
  context: StepContext,
): Lookups | Undone {
  const { catalog, request } = context;
  const found: Lookups = { tools: [], names: [], assumptions: [] };
  for (const app of live) {
    const tools = appTools(app, said, context);
    if (isUndone(tools)) return tools;
    found.tools.push(...tools);
    found.names.push(app.name);
  }
  if (page !== undefined) {
    found.tools.push(pageTool(page));
    found.names.push(page === '' ? 'the web page' : page);
  }
  if (!store) return found;
  const tool = storeTool(catalog, store, said, context.original?.(said) ?? said, request);
  if (!tool) return { reason: 'no-app', app: 'embeddings' };
  found.tools.push(tool.sub);
  found.names.push(store.name);
  const isFilled = filledFrom?.app.trigger !== undefined;
  if (isFilled) found.beside = fillingFlow(filledFrom, store, request, catalog);
  found.assumptions.push(
    ...storeAssumptions(store, isUsual),
    isFilled ? filledBy(filledFrom.app, store) : unfilled(store),
    ...(tool.assumption ? [tool.assumption] : []),
  );
  return found;
}

/** Looks up in a vector store what an agent asks for. */
function storeTool(
  catalog: Catalog,
  store: StoreWords,
  said: string,
  described: string,
  request: string,
): { sub: SubPiece; assumption?: string } | undefined {
  const embeddings = embeddingsPiece(catalog, said, request);
  if (!embeddings) return undefined;
  const mode = 'retrieve-as-tool';
  return {
    ...embeddings,
    sub: {
      name: toName(`Look up in ${store.name}`),
      type: store.type,
      kind: 'ai_tool',
      parameters: {
        mode,
        toolDescription: toLiteral(`Finds passages of the documents to answer from: ${described}`, 500),
        ...placeInStore(catalog, store, mode, request),
      },
      subs: [embeddings.sub],
    },
  };
}

/** Reads a web page; without an address that is asked for. */
const pageTool = (url: string): SubPiece => ({
  name: 'Read the web page',
  type: base('httpRequestTool'),
  kind: 'ai_tool',
  parameters: {
    toolDescription: 'Reads the web page to answer from.',
    ...(url === '' ? {} : { url }),
    optimizeResponse: true,
    responseType: 'html',
    onlyContent: true,
  },
});

/** An app's node as a tool, reading there. */
function appTools(app: NamedApp, text: string, context: StepContext): SubPiece[] | Undone {
  const type = `${app.action ?? ''}Tool`;
  if (shortName(type) === 'notionTool' && context.catalog.get(type)) return notionTools(type);
  const read = toClause(`get all rows from ${app.name}`);
  const [named] = appsIn(context.catalog, read.text, read.mask);
  const found = named && context.catalog.get(type) ? readFrom(named, read, context) : undefined;
  const [piece] = found && !isUndone(found) ? found : [];
  if (!piece || isOther(text, app.name, piece)) return isUndone(found) ? found : { reason: 'no-act', app: app.name };
  const { name, parameters, missing = [] } = piece;
  return [{ name, type, kind: 'ai_tool', parameters, missing }];
}

const byModel = (key: string, what: string): string => `={{ $fromAI('${key}', '${what}', 'string') }}`;

/** Pages of Notion are searched for by their titles and read by their ID. */
const notionTools = (type: string): SubPiece[] => [
  {
    name: 'Search pages in Notion',
    type,
    kind: 'ai_tool',
    parameters: {
      resource: 'page',
      operation: 'search',
      text: byModel('search', 'Words of the title of the page'),
      limit: 20,
    },
  },
  {
    name: 'Read a page in Notion',
    type,
    kind: 'ai_tool',
    parameters: {
      resource: 'block',
      operation: 'getAll',
      blockId: locator('id', byModel('page', 'ID of the page, as the search gives it')),
      returnAll: true,
      fetchNestedBlocks: true,
    },
  },
];

/** "YouTube comments", where only its channels can be read. */
function isOther(text: string, app: string, { parameters, name }: Piece): boolean {
  const at = text.lastIndexOf(app);
  const noun = /^ (\p{Ll}{3,}s)(?=[ ,.”]|$)/u.exec(text.slice(at + app.length))?.[1];
  if (at < 0 || noun === undefined || stemsOf(noun).every((word) => grammar.has(word) || operationVerbs.has(word)))
    return false;
  const own = stemsOf(`${parameters['resource'] ?? 'row'} ${name}`);
  return !stemsOf(noun).some((word) => own.some((one) => names(word, one) !== undefined));
}
