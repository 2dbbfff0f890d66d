import { isRecord, toList, toRecord } from '#src/workflow/json/values.ts';
import type { Act, Phrase } from './phrase.ts';
import { fold, type View } from './view.ts';

/** Steps that decide, each as often as it can decide something. */
export function deciders({ nodes, leaves }: View): string[] {
  return nodes.flatMap(({ name, short, parameters, onError, retryOnFail, type }) => {
    const tries = retryOnFail ? [name] : [];
    if (onError === 'continueErrorOutput') return [name, ...tries];
    if (retryOnFail) return tries;
    if (short === 'if' || short === 'filter')
      return Array.from(
        { length: Math.max(1, toList(toRecord(parameters['conditions'])['conditions']).length) },
        () => name,
      );
    if (short === 'switch') {
      const rules = toList(toRecord(parameters['rules'])['values'] ?? toRecord(parameters['rules'])['rules']);
      return Array.from({ length: Math.max(1, rules.length) }, () => name);
    }
    if (
      /^(?:textClassifier|sentimentAnalysis|code|agent|errorTrigger|removeDuplicates|chainLlm|openAi|anthropic|googleGemini|guardrails|informationExtractor|stopAndError)$/.test(
        short,
      )
    )
      return [name, name];
    if (
      /trigger/i.test(type) &&
      Object.values(toRecord(parameters['filters'])).some((value) => value !== '' && value !== false)
    )
      return [name];
    const asks = parameters['operation'] === 'sendAndWait';
    const query = leaves.some(
      ({ node, raw }) =>
        node === name &&
        (/\bwhere\b/i.test(raw) || (/^=/.test(raw) && /\?|&&|\|\|/.test(raw)) || /^(?:is:|from:|subject:)/.test(raw)),
    );
    return asks || query || isRecord(parameters['filtersUI']) || isRecord(parameters['where']) ? [name] : [];
  });
}

/** Outputs in use beyond the first of each step that has several. */
export function branches({ nodes, outputs }: View): string[] {
  return nodes.flatMap(({ name, short, onError }) => {
    const used = outputs.get(name)?.size ?? 0;
    const splits =
      /^(?:if|switch|textClassifier|sentimentAnalysis|compareDatasets)$/.test(short) ||
      onError === 'continueErrorOutput';
    return splits && used > 1 ? Array.from({ length: used - 1 }, () => name) : [];
  });
}

/** True when an event starts it, not a clock and not a person. */
export const startsByEvent = ({ nodes }: View): string | undefined =>
  nodes.find(
    ({ short, type }) =>
      /trigger|webhook$|emailReadImap/i.test(type) && !['scheduleTrigger', 'manualTrigger'].includes(short),
  )?.name;

/** A step that names what an exception is about, or leaves something out by itself. */
export function tieOtherException(phrase: Extract<Phrase, { kind: 'exception' }>, view: View): string | undefined {
  const words =
    fold(phrase.text)
      .match(/[\p{L}\p{N}]{4,}/gu)
      ?.slice(1) ?? [];
  const deciding = new Set(deciders(view));
  const named = view.leaves.find(
    ({ node, folded }) => deciding.has(node) && words.some((word) => folded.includes(word.slice(0, 6))),
  );
  if (named) return named.node;
  return view.leaves.find(({ key, raw }) => key === 'operation' && /^not[A-Z]/.test(raw))?.node;
}

const ai =
  /^(?:agent|agentTool|chain\w+|openAi|lm\w+|informationExtractor|textClassifier|sentimentAnalysis|anthropic|googleGemini|mistralAi|ollama|perplexity|groq\w*|aiTransform|cohere\w*|xai\w*)$/i;
const files =
  /^(?:readWriteFile|convertToFile|extractFromFile|googleDrive\w*|dropbox|box|microsoftOneDrive\w*|awsS3|ftp|nextCloud|s3)$/;
const stores = /^(?:vectorStore|toolVectorStore|retriever|embeddings|chainRetrievalQa)/;
/** An agent's own way to look something up, or a step that reads before a model answers. */
const reads = (type: string, operation: unknown): boolean =>
  /Tool$|\.tool[A-Z]\w*$|\.httpRequest$/.test(type) ||
  /^(?:get|search|read|select|list|query|download|executeQuery|find|load)/.test(String(operation ?? ''));
const byAct: Record<Act, RegExp> = {
  vectors: stores,
  knowledge: stores,
  mail: /mail|outlook|sendInBlue|sendGrid|mandrill|postmark|awsSes|mailjet|mailgun/i,
  sheet: /sheets|excel|airtable|dataTable|nocoDb|baserow|seaTable|grist|spreadsheetFile|stackby|quickbase/i,
  ai,
  total: /^(?:summarize|aggregate|code)$/,
  summarize: new RegExp(`${ai.source}|^(?:summarize|aggregate|code)$`, 'i'),
  translate: new RegExp(`${ai.source}|deepL|googleTranslate|lingvaNex`, 'i'),
  classify: new RegExp(`${ai.source}|^(?:switch|if|code)$`, 'i'),
  approve: /^(?:wait|form)$/,
  wait: /^wait$/,
  sort: /^(?:sort|code|itemLists|postgres|mySql)$/,
  dedupe: /^(?:removeDuplicates|code|itemLists)$/,
  respond: /^respondToWebhook$/,
  form: /form/i,
  webhook: /webhook|trigger$/i,
  feed: /^rss|^httpRequest$/,
  weather: /weather|^httpRequest$/i,
  database: /postgres|sql|mongo|supabase|dataTable/i,
  file: files,
  calendar: /calendar|outlook|calendly|calTrigger/i,
};

/** A query or an expression that adds up. */
const adding = /\bsum\s*\(|\.reduce\(|\bcount\s*\(/i;

/** The steps that do an act. */
export function tieAct(act: Act, { nodes, leaves }: View): string[] {
  return nodes
    .filter(({ name, short, type, parameters }) => {
      if (byAct[act].test(short)) return true;
      if (act === 'total') return leaves.some(({ node, raw }) => node === name && adding.test(raw));
      if (act === 'approve')
        return (
          parameters['operation'] === 'sendAndWait' || /Hitl/.test(type) || ['if', 'switch', 'filter'].includes(short)
        );
      if (act === 'respond')
        return (
          short === 'webhook' && (parameters['responseMode'] === 'lastNode' || parameters['responseData'] !== undefined)
        );
      if (act === 'knowledge') return reads(type, parameters['operation']);
      if (act === 'wait') return parameters['operation'] === 'sendAndWait';
      if (act === 'ai' || act === 'summarize' || act === 'translate' || act === 'classify')
        return (
          short === 'httpRequest' &&
          /openai|anthropic|mistral|googleapis|deepl|ai/i.test(String(parameters['url'] ?? ''))
        );
      return false;
    })
    .map(({ name }) => name);
}
