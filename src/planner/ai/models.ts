import type { Catalog, NodeTypeSummary } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { versionOf } from '#src/catalog/slice.ts';
import { locator, type SubPiece } from '../pieces.ts';
import { maskQuoted, toLower } from '../words.ts';

/** A language model that n8n can connect to a chain or an agent, by the words that name it. */
export interface ModelWords {
  /** Node type, e.g. `@n8n/n8n-nodes-langchain.lmChatOpenAi`. */
  type: string;
  /** Without "Chat Model". */
  name: string;
  pattern: RegExp;
}

/** Models by the name of a product, where the node is called after its maker. */
const products: Record<string, string> = {
  lmChatOpenAi: 'openai|open ai|chat ?gpt|gpt',
  lmChatAnthropic: 'anthropic|claude',
  lmChatGoogleGemini: 'google gemini|gemini|google ai',
  lmChatMistralCloud: 'mistral',
  lmChatAlibabaCloud: 'qwen',
  lmChatXAiGrok: 'grok|xai',
  lmChatMoonshot: 'kimi|moonshot',
  lmChatAwsBedrock: 'bedrock',
  lmChatGoogleVertex: 'vertex',
};

const kept = new WeakMap<Catalog, ModelWords[]>();

function toWords({ name, displayName }: NodeTypeSummary): ModelWords {
  const own = displayName.replace(/ Chat Model$/, '');
  const said = products[shortName(name)] ?? own.toLowerCase().replace(/[^a-z0-9 ]/g, '.');
  // "OpenAI's GPT-4", "GPT-4o mini": whose it is and which one.
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${said})(?:[-. ]?\\d[\\w.]*)?(?:[-.]\\w+)*(?: (?:mini|nano|turbo|pro)\\b)?(?:['’]s)?(?![\\p{L}\\p{N}])`,
    'iu',
  );
  return { type: name, name: own, pattern };
}

/** The language models of a catalogue, the more special names first. */
export function modelWords(catalog: Catalog): readonly ModelWords[] {
  const cached = kept.get(catalog);
  if (cached && cached.length > 0) return cached;
  const found = catalog
    .all()
    .filter(({ name, hidden }) => !hidden && /^lmChat/.test(shortName(name)))
    .map(toWords)
    .sort((a, b) => b.name.length - a.name.length);
  kept.set(catalog, found);
  return found;
}

const ai =
  /(?<![\p{L}\p{N}])(?:ai|a\.i\.|artificial intelligence|llms?|(?:large |vision )?language models?)(?![\p{L}\p{N}])/iu;

/** True where words name a language model, by its name or only as AI. */
export const namesModel = (catalog: Catalog, text: string): boolean =>
  ai.test(maskQuoted(text)) || namedModel(catalog, text) !== undefined;

/** The patterns of all names, for a larger pattern. */
export const modelNames = (catalog: Catalog): string =>
  modelWords(catalog)
    .map(({ pattern }) => pattern.source)
    .join('|');

export const namedModel = (catalog: Catalog, text: string): ModelWords | undefined => {
  const mask = maskQuoted(text);
  return modelWords(catalog).find(({ pattern }) => pattern.test(mask));
};

/** `GPT-4o mini` → `gpt-4o-mini`: which model of its maker. */
const which =
  /(?<![\p{L}\p{N}])(gpt-\d[\w.]*(?:[ -](?:mini|nano|turbo|pro))?|o[134](?:-mini)?|claude-[\w.-]{3,40}|gemini-[\w.-]{3,40})(?![\p{L}\p{N}])/iu;

/**
 * The model that the words name, as a node for a chain or an agent to use. Where they only say AI it is OpenAI's, or
 * the first there is, which is an assumption. Undefined where the catalogue has no model.
 */
export function modelPiece(
  catalog: Catalog,
  clause: string,
  request: string,
): { sub: SubPiece; assumption?: string } | undefined {
  const named = namedModel(catalog, clause) ?? namedModel(catalog, request);
  const usual = modelWords(catalog).find(({ type }) => shortName(type) === 'lmChatOpenAi') ?? modelWords(catalog)[0];
  const model = named ?? usual;
  const nodeType = model && catalog.get(model.type);
  if (!model || !nodeType) return undefined;
  const version = versionOf(nodeType);
  const value = which.exec(toLower(maskQuoted(clause)))?.[1] ?? which.exec(toLower(maskQuoted(request)))?.[1];
  const byId = nodeType.properties.some(
    ({ name, type, displayOptions }) =>
      name === 'model' && type === 'resourceLocator' && (!displayOptions || version > 1),
  );
  const parameters = named && value && byId ? { model: locator('id', value.replaceAll(' ', '-')), options: {} } : {};
  return {
    sub: { name: `${model.name} model`, type: model.type, kind: 'ai_languageModel', parameters },
    ...(named ? {} : { assumption: `${model.name} is the AI; say “with Anthropic” or another to change that.` }),
  };
}

/** `with OpenAI's GPT-4`, `using an AI model`, `(via OpenRouter)`: who does it, not what is to be done. */
export function withoutModel(text: string, { catalog }: { catalog: Catalog }): string {
  const names = [
    modelNames(catalog),
    '(?<![\\p{L}\\p{N}])(?:(?:generative )?ai|an llm|llms?|(?:an? )?(?:large |vision )?language model)(?:[- ](?:models?|agents?|powered|based))?(?![\\p{L}\\p{N}])',
  ].join('|');
  const lead = '(?:\\(?(?:with(?: the help of)?|using|via|by|through|leveraging|from) (?:an? |the |our |some )?)';
  return text
    .replace(
      new RegExp(`^(?:please )?(?:ask|let|have|use|prompt) (?:an? |the )?(?:${names})(?: model)?(?: to)? `, 'iu'),
      '',
    )
    .replace(
      new RegExp(`[ ,]*${lead}(?:${names})(?:(?: and |, | )(?:an? )?(?:${names}))*(?: models?)?\\)?`, 'giu'),
      ' ',
    )
    .replace(/\s{2,}/g, ' ')
    .trim();
}
