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

/**
 * What n8n's task runner refuses with "The function … is not supported in the Code Node": `UNSUPPORTED_HELPER_FUNCTIONS`
 * of @n8n/task-runner in 2.40.7.
 */
const refusedHelpers = new Set(
  `httpRequestWithAuthentication requestWithAuthenticationPaginated copyBinaryFile createReadStream getBinaryStream
  binaryToBuffer getBinaryMetadata getStoragePath getBinaryPath writeContentToFile copyInputItems returnJsonArray
  normalizeItems getSSHClient createDeferredPromise constructExecutionMetaData`.split(/\s+/),
);

/** Names that a program has only when it runs once, or only for each item. */
const byMode = { runOnceForAllItems: 'item', runOnceForEachItem: 'items' } as const;

/** Findings about names of a Code node that n8n's runner does not give it, and data it does not give in this mode. */
export function checkRunnerNames(facts: ScriptFacts, node: ViewNode, path: string): Issue[] {
  if (node.type !== 'n8n-nodes-base.code') return [];
  const at = { node: node.name, path };
  const each = node.values['mode'] === 'runOnceForEachItem';
  const names = [...facts.globals, ...facts.variables];
  const issues: Issue[] = [];
  const name = names.find((one) => lacking.has(one));
  if (name !== undefined) issues.push(warning('code-name-lacking', { node: node.name, name, mode: null }, at));
  const helper = [...facts.helpers].find((one) => refusedHelpers.has(one));
  if (helper !== undefined) {
    issues.push(warning('code-name-lacking', { node: node.name, name: `helpers.${helper}`, mode: null }, at));
  }
  const other = byMode[each ? 'runOnceForEachItem' : 'runOnceForAllItems'];
  if (facts.globals.has(other)) {
    const mode = each ? 'perItem' : 'allAtOnce';
    issues.push(warning('code-name-lacking', { node: node.name, name: other, mode }, at));
  }
  if (facts.variables.has('$env')) issues.push(warning('env-blocked', { node: node.name }, at));
  const { inputMethod } = facts;
  if (each && inputMethod) {
    const grave = inputMethod.sure ? error : warning;
    issues.push(grave('code-input-access', { node: node.name, method: inputMethod.name }, at));
  }
  return issues;
}
