import type { Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import { isRecord, toRecord, toText } from '#src/workflow/json/values.ts';
import { fieldsInto } from '../expressions/fields.ts';
import { isTrigger, nodeFix, type Rule, type View, type ViewNode } from '../view.ts';
import { neededSubNodes } from './ai-inputs.ts';
import { upstreamOf } from './graph.ts';

const langchain = '@n8n/n8n-nodes-langchain.';
/**
 * AI inputs that take one sub-node: wherever n8n 2.40.7 has them it says `maxConnections: 1`, and stops at a second one
 * (`getInputConnectionData` in n8n-core).
 */
const single = ['ai_memory', 'ai_outputParser', 'ai_textSplitter', 'ai_retriever', 'ai_vectorStore', 'ai_embedding'];

/** Agents, chains, vector stores and their like have the sub-nodes they cannot run without, and one of each kind. */
export const checkAi: Rule = (view) => {
  const attached = attachedTo(view);
  return view.nodes
    .filter((node) => !node.disabled && node.type.startsWith(langchain))
    .flatMap((node) => {
      const own = attached.get(node.name) ?? new Map<string, ViewNode[]>();
      return [
        ...checkNeeded(node, own),
        ...checkSingle(node, own),
        ...checkParser(node, own),
        ...checkTools(node, own),
        ...checkMemory(node, view),
        ...checkPrompt(node, view),
      ];
    });
};

/** Enabled sub-nodes by parent and kind. Sub-nodes of unknown name or type count: they may be all right. */
function attachedTo(view: View): Map<string, Map<string, ViewNode[]>> {
  const parents = new Map<string, Map<string, ViewNode[]>>();
  for (const edge of view.edges) {
    const node = view.byName.get(edge.from);
    if (!node || node.disabled || edge.kind === 'main') continue;
    const kinds = parents.get(edge.to) ?? new Map<string, ViewNode[]>();
    parents.set(edge.to, kinds);
    kinds.set(edge.kind, [...(kinds.get(edge.kind) ?? []), node]);
  }
  return parents;
}

function checkNeeded(node: ViewNode, own: ReadonlyMap<string, ViewNode[]>): Issue[] {
  const missing = neededSubNodes(node).find((kind) => !own.has(kind));
  if (missing === undefined) return [];
  const at = { node: node.name, path: 'connections' };
  if (missing === 'ai_languageModel') return [error('model-missing', { node: node.name }, at)];
  return [error('subnode-missing', { node: node.name, kind: missing }, at)];
}

function checkSingle(node: ViewNode, own: ReadonlyMap<string, ViewNode[]>): Issue[] {
  const at = { node: node.name, path: 'connections' };
  const limits = { ...node.nodeType?.inputLimits };
  for (const kind of single) limits[kind] ??= 1;
  const twice = [...own].find(
    ([kind, { length }]) => kind !== 'ai_languageModel' && length > (limits[kind] ?? length),
  )?.[0];
  if (twice) return [error('too-many-helpers', { node: node.name, kind: twice, fallback: false }, at)];
  const models = own.get('ai_languageModel')?.length ?? 0;
  if (node.shortType === 'modelSelector') return [];
  if (models > 1 && node.values['needsFallback'] !== true) {
    return [error('too-many-helpers', { node: node.name, kind: null, fallback: false }, at)];
  }
  if (models > 2) return [error('too-many-helpers', { node: node.name, kind: null, fallback: true }, at)];
  if (models === 1 && node.values['needsFallback'] === true) {
    return [error('fallback-missing', { node: node.name }, at)];
  }
  return [];
}

/** A parser only works when its parent is told to use one; the other way round n8n asks for one. */
function checkParser(node: ViewNode, own: ReadonlyMap<string, ViewNode[]>): Issue[] {
  const wanted = node.parameters['hasOutputParser'];
  const there = own.has('ai_outputParser');
  if (wanted === true && !there && ['agent', 'chainLlm', 'agentTool'].includes(node.shortType)) {
    return [warning('output-parser-missing', { node: node.name }, { node: node.name, path: 'connections' })];
  }
  if (node.values['hasOutputParser'] !== false || !there) return [];
  const path = 'parameters.hasOutputParser';
  const fix = nodeFix(node, 'Uses the output parser.', { path: ['parameters', 'hasOutputParser'], value: true });
  return [warning('output-parser-unused', { node: node.name }, { node: node.name, path, fix })];
}

const described: Record<string, string> = {
  toolWorkflow: 'description',
  toolCode: 'description',
  toolHttpRequest: 'toolDescription',
  toolVectorStore: 'description',
};

/** A model picks tools by what they say about themselves. */
function checkTools(node: ViewNode, own: ReadonlyMap<string, ViewNode[]>): Issue[] {
  return (own.get('ai_tool') ?? []).flatMap((tool) => {
    const key = Object.hasOwn(described, tool.shortType) ? described[tool.shortType] : undefined;
    if (!key || !tool.described || toText(tool.values[key])?.trim() !== '') return [];
    const params = { node: node.name, tool: tool.name };
    return [warning('tool-description-missing', params, { node: tool.name, path: `parameters.${key}` })];
  });
}

/** Memories that take their session from the chat trigger find none when something else starts the workflow. */
function checkMemory(node: ViewNode, view: View): Issue[] {
  if (!/^memory(?!Manager|ChatRetriever)/.test(node.shortType)) return [];
  const path = 'parameters.sessionKey';
  if (node.values['sessionIdType'] === 'customKey') {
    if (toText(node.values['sessionKey'])?.trim() !== '') return [];
    return [error('session-key-missing', { node: node.name, chat: false }, { node: node.name, path })];
  }
  if (node.values['sessionIdType'] !== 'fromInput') return [];
  const triggers = [...upstreamOf(node.name, view)].flatMap((name) => {
    const one = view.byName.get(name);
    return one && isTrigger(one) && !one.disabled ? [one] : [];
  });
  const chats = new Set(['chatTrigger', 'manualChatTrigger', 'executeWorkflowTrigger']);
  if (triggers.length === 0 || triggers.some((one) => chats.has(one.shortType) || !one.nodeType)) return [];
  if ([...upstreamOf(node.name, view)].some((name) => givesSession(view.byName.get(name)))) return [];
  const params = { node: node.name, chat: true };
  return [warning('session-key-missing', params, { node: node.name, path: 'parameters.sessionIdType' })];
}

/** True for a step that may write the field a memory looks for. */
const givesSession = (node: ViewNode | undefined): boolean =>
  node !== undefined && !isTrigger(node) && JSON.stringify(node.parameters).includes('sessionId');

/** An agent that something starts from outside and that always asks the same: what came in is not used. */
function checkPrompt(node: ViewNode, view: View): Issue[] {
  if (node.shortType !== 'agent' && node.shortType !== 'chainLlm') return [];
  const given = node.values['promptType'] === 'auto' && !node.disabled ? fieldsInto(node, view) : undefined;
  const [first] = given ?? [];
  if (first && given?.every(({ names }) => !names.has('chatInput'))) {
    const params = { node: node.name, source: first.source.name };
    return [error('prompt-missing', params, { node: node.name, path: 'parameters.promptType' })];
  }
  const text = toText(node.parameters['text'])?.trim();
  if (node.values['promptType'] !== 'define' || !text || text.startsWith('=') || text.includes('{{')) return [];
  const rest = [toRecord(node.parameters['options'])['systemMessage'], toRecord(node.parameters['messages'])];
  if (rest.some((value) => JSON.stringify(value ?? '').includes('{{'))) return [];
  const fed = [...upstreamOf(node.name, view)].some((name) => {
    const one = view.byName.get(name);
    return one !== undefined && isRecord(one.parameters) && isTrigger(one) && !timed.has(one.shortType);
  });
  if (!fed) return [];
  return [warning('static-prompt', { node: node.name }, { node: node.name, path: 'parameters.text' })];
}

const timed = new Set(['scheduleTrigger', 'manualTrigger', 'cron', 'interval', 'start', 'errorTrigger']);
