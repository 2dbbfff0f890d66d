import type { NodeType } from '#src/catalog/catalog.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { Parameters } from '#src/model/draft.ts';
import { toList, toRecord, toText } from '../json/values.ts';
import { portsOf } from '../wiring/ports.ts';
import { conditionPhrase } from '../words/condition-phrase.ts';
import { schedulePhrase } from '../words/schedule-phrase.ts';
import { capitalize, inWords, localName } from '../words/text.ts';

/** A node as far as words about it need it. */
export interface WordedNode {
  name: string;
  type: string;
  typeVersion: number;
  parameters: Parameters;
  onError: string | undefined;
}

/** What the app is called: by the catalogue, else by the type's own name without what it is to an agent. */
export function appName(type: string, nodeType: NodeType | undefined): string {
  const local = localName(type).replace(/^(?:lmChat|lm|embeddings|memory|tool|textSplitter|document)(?=[A-Z])/, '');
  return nodeType?.displayName ?? capitalize(inWords(local));
}

/** The short second line of a node: when it starts, what it does, or its app. Never longer than a sentence. */
export function captionOf(
  node: WordedNode,
  nodeType: NodeType | undefined,
  timezone: string | undefined,
  words: WorkflowWords,
): string {
  const p = node.parameters;
  const app = appName(node.type, nodeType);
  switch (localName(node.type)) {
    case 'scheduleTrigger':
      return schedulePhrase(p, timezone, words.schedule);
    case 'webhook':
      return `${toText(p['httpMethod']) ?? 'GET'} /${toText(p['path'])?.replace(/^\/+/, '') ?? ''}`;
    case 'httpRequest':
    case 'httpRequestTool':
    case 'toolHttpRequest':
      return `${toText(p['method']) ?? 'GET'} ${hostOf(p['url'])}`.trim();
    case 'wait':
      return p['amount'] === undefined ? app : words.duration(toShort(p['amount']), toText(p['unit']) ?? 'seconds');
    case 'if':
    case 'filter':
      return capitalize(conditionPhrase(p['conditions'], words) ?? app);
    default: {
      const done = [p['operation'], p['resource']]
        .map(toText)
        .filter((word) => word !== undefined && !word.startsWith('='));
      const operation = done.map((word) => inWords(word ?? '')).join(' ');
      return operation === '' ? app : `${app}: ${operation}`;
    }
  }
}

const toShort = (value: unknown): string =>
  typeof value === 'number' || (typeof value === 'string' && !value.startsWith('=')) ? String(value) : '…';

function hostOf(url: unknown): string {
  const text = toText(url)?.replace(/^=/, '').trim() ?? '';
  const [, host = ''] = /^[a-z]+:\/\/([^/?#\s{]+)/i.exec(text) ?? [];
  return host.replace(/^.*@/, '');
}

/** What the outputs of branching nodes are called, by n8n's own names for them; index → label. Only nodes with more than one output have labels. */
export function outputLabels(
  node: WordedNode,
  nodeType: NodeType | undefined,
  words: WorkflowWords['diagram'],
): string[] {
  const labels = branchLabels(node, words);
  if (node.onError !== 'continueErrorOutput') return labels;
  const outputs = portsOf(node, nodeType).outputs?.get('main');
  const error = outputs !== undefined && Number.isFinite(outputs) ? outputs - 1 : Math.max(1, labels.length);
  const all = [...labels];
  if (error < maxOutputs) all[error] = 'error';
  return Array.from(all, (label) => label ?? '');
}

const maxOutputs = 200;

function branchLabels({ type, typeVersion, parameters: p }: WordedNode, words: WorkflowWords['diagram']): string[] {
  switch (localName(type)) {
    case 'if':
      return ['true', 'false'];
    case 'splitInBatches':
      return typeVersion < 2 ? [] : ['done', 'loop'];
    case 'switch':
      return switchLabels(p, typeVersion, words);
    case 'compareDatasets':
      return ['only in A', 'same', 'different', 'only in B'];
    case 'textClassifier':
      return toList(toRecord(p['categories'])['categories']).map(
        (each, index) => toText(toRecord(each)['category']) || words.category(index + 1),
      );
    case 'sentimentAnalysis':
      return ['positive', 'neutral', 'negative'];
    default:
      return [];
  }
}

function switchLabels(p: Parameters, typeVersion: number, words: WorkflowWords['diagram']): string[] {
  if (p['mode'] === 'expression') return Array.from({ length: 10 }, (_, index) => String(index));
  const holder = toRecord(p['rules']);
  const rules = toList(typeVersion < 3 ? holder['rules'] : holder['values']).slice(0, maxOutputs);
  const labels = rules.map((rule, index) => ruleLabel(toRecord(rule)) || words.rule(index + 1));
  const extra = typeVersion < 3 ? p['fallbackOutput'] : toRecord(p['options'])['fallbackOutput'];
  return extra === 'extra'
    ? [...labels, toText(toRecord(p['options'])['renameFallbackOutput']) || words.otherwise]
    : labels;
}

/** The name somebody gave the rule, else the value it compares with. */
function ruleLabel(rule: Parameters): string {
  const named = toText(rule['outputKey']);
  if (named) return named;
  const [condition] = toList(toRecord(rule['conditions'])['conditions']);
  const value = toRecord(condition)['rightValue'] ?? rule['value2'];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && !value.startsWith('=') ? value : '';
}

const kinds: Record<string, string> = {
  ai_languageModel: 'Model',
  ai_memory: 'Memory',
  ai_tool: 'Tool',
  ai_outputParser: 'Parser',
  ai_embedding: 'Embedding',
  ai_vectorStore: 'Vector store',
  ai_document: 'Document',
  ai_textSplitter: 'Splitter',
  ai_retriever: 'Retriever',
  ai_reranker: 'Reranker',
};

/** What a sub-node is to its parent. */
export const kindLabel = (kind: string): string =>
  Object.hasOwn(kinds, kind) ? (kinds[kind] ?? '') : capitalize(inWords(kind.replace(/^ai_/, '')));
