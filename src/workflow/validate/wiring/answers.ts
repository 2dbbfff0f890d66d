import type { Issue } from '#src/model/issue.ts';
import { type At, error, warning } from '#src/workflow/issues.ts';
import { toText, toWord } from '#src/workflow/json/values.ts';
import { nodeFix, type Rule, type View, type ViewNode } from '../view.ts';
import { downstreamOf, idleNodes, upstreamOf } from './graph.ts';

const respondType = 'n8n-nodes-base.respondToWebhook';
/** What a Respond to Webhook node of version 1.1 and later looks for among the steps before it. */
const callable = new Set([
  'n8n-nodes-base.webhook',
  'n8n-nodes-base.formTrigger',
  'n8n-nodes-base.wait',
  '@n8n/n8n-nodes-langchain.chatTrigger',
]);

/** Who is called answers once, from where it was promised. Version 2 of Webhook refuses every call otherwise. */
export const checkAnswers: Rule = (view) => {
  const enabled = view.nodes.filter((node) => !node.disabled);
  return [
    ...ofType(enabled, 'n8n-nodes-base.webhook').flatMap((node) => checkHook(node, view)),
    ...ofType(enabled, respondType).flatMap((node) => checkRespond(node, view)),
  ];
};

/** Beyond 100 they are not looked at: each is followed through the whole workflow. */
const ofType = (nodes: readonly ViewNode[], type: string): ViewNode[] =>
  nodes.filter((node) => node.type === type).slice(0, 100);

function checkHook(hook: ViewNode, view: View): Issue[] {
  const mode = toWord(hook.parameters['responseMode'] ?? 'onReceived');
  if (mode.startsWith('=') || mode === 'streaming') return [];
  const behind = nodesOf(downstreamOf(hook.name, view), view);
  const answering = behind.filter((node) => node.type === respondType);
  return mode === 'responseNode' ? checkPromise(hook, behind, answering) : checkUnused(hook, behind, answering, view);
}

function checkPromise(hook: ViewNode, behind: readonly ViewNode[], answering: readonly ViewNode[]): Issue[] {
  if (answering.some((node) => !node.disabled)) return [];
  const at: At = { node: hook.name, path: 'parameters.responseMode' };
  // It is found, so n8n takes the call, and answers with nothing.
  if (answering.length > 0) return [warning('respond-node-disabled', { node: hook.name }, at)];
  // Before version 2 n8n does not look, and a workflow that is called, or a node of unknown type, may answer.
  const elsewhere = behind.some((node) => /^(?:execute|call)\w*workflow/i.test(node.shortType) || !node.nodeType);
  return [(hook.version < 2 && elsewhere ? warning : error)('respond-node-missing', { node: hook.name }, at)];
}

function checkUnused(hook: ViewNode, behind: readonly ViewNode[], answering: ViewNode[], view: View): Issue[] {
  const waits = behind.filter(isAnsweredWait).map((node) => node.name);
  return answering
    .filter(
      (node) => (!node.disabled || hook.version >= 2) && !waits.some((name) => upstreamOf(node.name, view).has(name)),
    )
    .map((node) => {
      const params = { node: node.name, hook: hook.name };
      const edit = { path: ['parameters', 'responseMode'], value: 'responseNode' };
      const fix = nodeFix(hook, `Lets "${hook.name}" answer with the Respond to Webhook step.`, edit);
      return (hook.version < 2 ? warning : error)('respond-node-unused', params, { node: node.name, fix });
    });
}

/** A Wait that is called again, and whose caller the Respond to Webhook step behind it answers. */
const isAnsweredWait = ({ type, disabled, parameters }: ViewNode): boolean =>
  type === 'n8n-nodes-base.wait' &&
  !disabled &&
  ['webhook', 'form'].includes(toText(parameters['resume']) ?? '') &&
  parameters['responseMode'] === 'responseNode';

function checkRespond(node: ViewNode, view: View): Issue[] {
  if (node.version < 1.1 || idleNodes(view).has(node.name)) return [];
  const before = nodesOf(upstreamOf(node.name, view), view);
  if (before.length === 0 || before.some(({ type }) => callable.has(type))) return [];
  // Behind an Error Trigger it spoils what has failed already.
  const failed = before.some(({ shortType }) => shortType === 'errorTrigger');
  return [(failed ? warning : error)('respond-without-call', { node: node.name }, { node: node.name })];
}

const nodesOf = (names: ReadonlySet<string>, view: View): ViewNode[] =>
  [...names].flatMap((name) => view.byName.get(name) ?? []);
