import type { Issue } from '#src/model/issue.ts';
import { error, warning } from '#src/workflow/issues.ts';
import type { ViewNode } from '../view.ts';
import type { ScriptFacts } from './script-facts.ts';

/**
 * What Node.js has and a program of a Code node has not: n8n's task runner hands out JavaScript's own names and a short
 * list. Read off @n8n/task-runner of n8n 2.40.7 (`getNativeVariables`, `buildContext`).
 */
const lacking = new Set(
  `URL URLSearchParams structuredClone queueMicrotask AbortController AbortSignal Blob Headers Request Response Event
  EventTarget performance MessageChannel crypto exports __dirname __filename self window document getNodeParameter
  getWorkflowStaticData getInputData getBinaryDataAsync setBinaryDataAsync getCredentials getWorkflow query
  DynamicTool luxon $helpers $getNodeParameter $credentials $http $axios $request $response`.split(/\s+/),
);

/** What nodes of n8n have as `this.…`, and a program of a Code node has not. */
const ofNodes = new Set(
  `getNode getMode getTimezone getExecutionId getContext getInputConnectionData getWorkflowDataProxy getInstanceBaseUrl
  getRestApiUrl evaluateExpression continueOnFail executeWorkflow putExecutionToWait sendMessageToUI logger
  prepareOutputData addOutputData`.split(/\s+/),
);

/** The helpers that n8n's task runner hands out: `EXPOSED_RPC_METHODS` of @n8n/task-runner in 2.40.7. */
const helpers = new Set(
  `assertBinaryData getBinaryDataBuffer prepareBinaryData setBinaryDataBuffer binaryToString httpRequest
  request`.split(/\s+/),
);

/** Names that a program has only when it runs once, or only for each item. */
const byMode = { runOnceForAllItems: 'item', runOnceForEachItem: 'items' } as const;

/** Findings about names of a Code node that n8n's runner does not give it, and data it does not give in this mode. */
export function checkRunnerNames(facts: ScriptFacts, text: string, node: ViewNode, path: string): Issue[] {
  if (node.type !== 'n8n-nodes-base.code') return [];
  const at = { node: node.name, path };
  const each = node.values['mode'] === 'runOnceForEachItem';
  const names = [...facts.globals, ...facts.variables];
  const issues: Issue[] = [];
  const taken = [...facts.offGlobals].find((one) => lacking.has(one) || ofNodes.has(one));
  const name = names.find((one) => lacking.has(one)) ?? taken;
  if (name !== undefined) issues.push(warning('code-name-lacking', { node: node.name, name, mode: null }, at));
  const helper = [...facts.helpers].find((one) => one !== '' && !helpers.has(one));
  if (helper !== undefined) {
    issues.push(warning('code-name-lacking', { node: node.name, name: `helpers.${helper}`, mode: null }, at));
  }
  const other = byMode[each ? 'runOnceForEachItem' : 'runOnceForAllItems'];
  if (facts.globals.has(other)) {
    const mode = each ? 'perItem' : 'allAtOnce';
    issues.push(warning('code-name-lacking', { node: node.name, name: other, mode }, at));
  }
  if (facts.variables.has('$env')) issues.push(warning('env-blocked', { node: node.name, name: '$env' }, at));
  const method = each ? refusedInput(text) : undefined;
  if (method !== undefined) issues.push(error('code-input-access', { node: node.name, method }, at));
  return issues;
}

/**
 * What n8n refuses before it runs a program for each item, by its words alone: `validateNoDisallowedMethodsInRunForEach`
 * of the Code node in 2.40.7. A line that is a comment does not count.
 */
function refusedInput(text: string): string | undefined {
  const method = /\$input\.(first|last|all|itemMatching)/.exec(text)?.[1];
  if (method === undefined) return undefined;
  const there = text.split('\n').some((line) => line.includes(method) && !/^\s*(?:\/\/|\/\*|\*)/.test(line));
  return there ? method : undefined;
}
