import type { Catalog } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import type { Draft } from '#src/model/draft.ts';
import { modelWords } from './ai/models.ts';
import { placeInStore, storesOf } from './ai/stores.ts';
import { renameNode } from './rename-node.ts';

/** What may stand beside the name of a store or a model where nothing else is asked for; so few words tell no language. */
const filler =
  /(?<!\p{L})(?:mit|im|statt|lieber|nimm|verwende|nutze|avec|dans|plutôt|utilise|con|en|mejor|usa|please|now|and|use|switch|change|take|put|do|it|that|this|to|in|into|with|via|using|from|the|an?|our|instead|of|rather than|not|store|model|ai|vector|embeddings?|look|things|up)(?!\p{L})|\b(?:collection|index|table)(?: (?:called|named))? [“"'’]?[\w-]+[”"'’]?|[\s,.!:“”"]+/giu;
/** Told of what nobody named; somebody named it now. */
const taken = /^No store was named: |^.+ is the AI; say /;
const takenCodes = new Set(['storeTaken', 'aiTaken']);

interface Part {
  type: string;
  name: string;
  pattern: RegExp;
}

/**
 * The draft with another vector store or another model in place of the one it has, "in Qdrant", "with Claude instead".
 * Which collection of it is meant is asked anew. Undefined where words ask for anything else. The draft is changed.
 */
export function withOtherPart(draft: Draft, request: string, catalog: Catalog): Draft | undefined {
  const stores = partsIn(draft, /^vectorStore[A-Z]/);
  const models = partsIn(draft, /^lmChat/);
  const store = stores.length > 0 ? otherOf(storesOf(catalog), stores, request) : undefined;
  const model = models.length > 0 ? otherOf(modelWords(catalog), models, request) : undefined;
  if (!store && !model) return undefined;
  const named = [...storesOf(catalog), ...modelWords(catalog)];
  const rest = named.reduce((text, { pattern }) => text.replace(pattern, ' '), request).replace(filler, ' ');
  if (rest.trim() !== '') return undefined;
  if (store)
    exchange(draft, stores, storesOf(catalog), store, ({ mode, toolDescription }) => ({
      mode,
      ...(toolDescription === undefined ? {} : { toolDescription }),
      ...placeInStore(catalog, store, mode === 'insert' ? 'insert' : 'retrieve-as-tool', request),
    }));
  if (model) exchange(draft, models, modelWords(catalog), model, () => ({}));
  draft.assumptions = draft.assumptions.filter((text) => !taken.test(text));
  if (draft.assumed) draft.assumed = draft.assumed.filter(({ code }) => !takenCodes.has(code));
  return draft;
}

const partsIn = (draft: Draft, type: RegExp): Draft['nodes'] =>
  draft.nodes.filter((node) => type.test(shortName(node.type)));

/** The one that is named and that the draft does not have. */
const otherOf = <P extends Part>(all: readonly P[], have: Draft['nodes'], request: string): P | undefined =>
  all.find(({ type, pattern }) => pattern.test(request) && have.every((node) => node.type !== type));

function exchange(
  draft: Draft,
  nodes: Draft['nodes'],
  all: readonly Part[],
  { type, name }: Part,
  parameters: (old: Record<string, unknown>) => Record<string, unknown>,
): void {
  for (const node of nodes) {
    const old = all.find((one) => one.type === node.type)?.name;
    node.type = type;
    delete node.typeVersion;
    node.parameters = parameters(node.parameters);
    if (old === undefined) continue;
    renameNode(draft, node, node.name.replace(old, name));
    draft.assumptions = draft.assumptions.map((text) => (/embeddings/.test(text) ? text : text.replaceAll(old, name)));
    for (const { params } of draft.assumed ?? [])
      for (const [key, value] of Object.entries(params ?? {}))
        if (value === old && key !== 'name') (params as Record<string, string>)[key] = name;
  }
}
