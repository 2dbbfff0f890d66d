import { isRecord, toText } from '#src/workflow/json/values.ts';
import type { ViewNode } from '../view.ts';

type Needs = readonly string[] | ((node: ViewNode) => readonly string[]);

const model: Needs = ['ai_languageModel'];
/** A step that splits its text by itself needs no splitter; before that could be chosen, each needed one. */
const splitter: Needs = (node) => {
  const mode = node.values['textSplittingMode'];
  return mode === undefined || mode === 'custom' ? ['ai_textSplitter'] : [];
};

/** Sub-nodes without which n8n 2.40 stops the node, by the last part of its type. */
const needs: Record<string, Needs> = {
  agent: model,
  agentTool: model,
  chainLlm: model,
  informationExtractor: model,
  sentimentAnalysis: model,
  textClassifier: model,
  chainRetrievalQa: ['ai_languageModel', 'ai_retriever'],
  chainSummarization: (node) =>
    node.version < 2 || node.values['operationMode'] === 'documentLoader'
      ? ['ai_languageModel', 'ai_document']
      : ['ai_languageModel'],
  guardrails: guardrailNeeds,
  modelSelector: model,
  toolVectorStore: ['ai_vectorStore', 'ai_languageModel'],
  retrieverVectorStore: ['ai_vectorStore'],
  retrieverMultiQuery: ['ai_languageModel', 'ai_retriever'],
  retrieverContextualCompression: ['ai_languageModel', 'ai_retriever'],
  outputParserAutofixing: ['ai_languageModel', 'ai_outputParser'],
  outputParserStructured: (node) => (node.values['autoFix'] === true ? ['ai_languageModel'] : []),
  memoryManager: ['ai_memory'],
  memoryChatRetriever: ['ai_memory'],
  documentDefaultDataLoader: splitter,
  documentGithubLoader: splitter,
};

/** The kinds of sub-nodes a node cannot run without; none when nobody can know, as with an expression. */
export function neededSubNodes(node: ViewNode): readonly string[] {
  if (!node.nodeType || !node.described) return [];
  const found = Object.hasOwn(needs, node.shortType) ? needs[node.shortType] : storeNeeds;
  const all = typeof found === 'function' ? found(node) : (found ?? []);
  const { inputs } = node.ports;
  return all.filter((kind) => inputs?.has(kind) ?? false);
}

/** Vector stores that insert, load or serve as a tool. */
function storeNeeds(node: ViewNode): readonly string[] {
  if (!node.shortType.startsWith('vectorStore')) return [];
  const mode = toText(node.values['mode']);
  if (mode?.startsWith('=')) return [];
  const inserts = mode === 'insert' || node.shortType.endsWith('Insert');
  return inserts ? ['ai_embedding', 'ai_document'] : ['ai_embedding'];
}

/** Only some of the checks ask a model. */
function guardrailNeeds(node: ViewNode): readonly string[] {
  if (node.version < 2) return node.values['operation'] === 'sanitize' ? [] : ['ai_languageModel'];
  const checks = isRecord(node.values['guardrails']) ? Object.keys(node.values['guardrails']) : [];
  return checks.some((name) => ['nsfw', 'topicalAlignment', 'custom', 'jailbreak'].includes(name))
    ? ['ai_languageModel']
    : [];
}
