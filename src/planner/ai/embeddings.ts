import type { Catalog } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import type { SubPiece } from '../pieces.ts';
import { maskQuoted } from '../words.ts';
import { modelWords, namedModel } from './models.ts';

/** A node that makes embeddings, and who makes them. */
interface EmbeddingsWords {
  type: string;
  name: string;
  pattern: RegExp;
}

const kept = new WeakMap<Catalog, EmbeddingsWords[]>();

/** The nodes for embeddings of a catalogue, called as the chat model of the same maker is. */
function embeddingsOf(catalog: Catalog): readonly EmbeddingsWords[] {
  const cached = kept.get(catalog);
  if (cached && cached.length > 0) return cached;
  const models = modelWords(catalog);
  const found = catalog
    .all()
    .filter(({ name, hidden }) => !hidden && /^embeddings[A-Z]/.test(shortName(name)))
    .map(({ name, displayName }) => {
      const maker = shortName(name).slice('embeddings'.length);
      const model = models.find(({ type }) => shortName(type) === `lmChat${maker}`);
      const own = model?.name ?? displayName.replace(/ ?Embeddings ?/, '').trim();
      const said = model?.pattern.source ?? own.toLowerCase().replace(/[^a-z0-9 ]/g, '.');
      return { type: name, name: own, pattern: new RegExp(said, 'iu') };
    });
  kept.set(catalog, found);
  return found;
}

/** Who is said to make the embeddings: "Cohere embeddings", "embeddings from OpenAI". */
function namedEmbeddings(catalog: Catalog, text: string): EmbeddingsWords | undefined {
  const mask = maskQuoted(text);
  return embeddingsOf(catalog).find(({ pattern: { source } }) =>
    new RegExp(
      `(?:${source})(?: [\\w.-]+){0,2}? embeddings?|embeddings?(?: models?)? (?:from|by|with|of|via|using|through) (?:${source})`,
      'iu',
    ).test(mask),
  );
}

/**
 * The node that makes embeddings: the one that is named, else that of the model's maker, else OpenAI's, which is told.
 * Undefined where the catalogue has none.
 */
export function embeddingsPiece(
  catalog: Catalog,
  clause: string,
  request: string,
): { sub: SubPiece; assumption?: string } | undefined {
  const all = embeddingsOf(catalog);
  const named = namedEmbeddings(catalog, clause) ?? namedEmbeddings(catalog, request);
  const model = namedModel(catalog, clause) ?? namedModel(catalog, request);
  const maker = model && shortName(model.type).slice('lmChat'.length);
  const found =
    named ??
    all.find(({ type }) => shortName(type) === `embeddings${maker}`) ??
    all.find(({ type }) => shortName(type) === 'embeddingsOpenAi');
  if (!found) return undefined;
  const sub: SubPiece = { name: `${found.name} embeddings`, type: found.type, kind: 'ai_embedding', parameters: {} };
  if (named) return { sub };
  return {
    sub,
    assumption: `${found.name} makes the embeddings; what fills the store and what searches it need the same ones.`,
  };
}
