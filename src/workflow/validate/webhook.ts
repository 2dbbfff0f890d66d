import type { Fix, Issue } from '../draft.ts';
import { toRecord, toText, toWord } from '../values.ts';
import { error, isTrigger, nodeFix, type Rule, type View, type ViewNode, warning } from './view.ts';

/** Addresses are named and unique; the answer comes from where it was promised; open addresses are pointed out. */
export const checkWebhooks: Rule = (view) => {
  const enabled = view.nodes.filter((node) => !node.disabled);
  const hooks = enabled.filter((node) => node.type === 'n8n-nodes-base.webhook');
  return [...hooks.flatMap((node) => checkHook(node, view)), ...checkDoubles(hooks), ...checkAnswers(view, enabled)];
};

function checkHook(node: ViewNode, view: View): Issue[] {
  const issues: Issue[] = [];
  if (pathOf(node) === '') {
    const message = `"${node.name}" has no path, so its address would be a random one.`;
    const path = freePath(node, view);
    const fix = nodeFix(node, `Sets the path "${path}".`, { path: ['parameters', 'path'], value: path });
    issues.push(warning('webhook-path-missing', message, { node: node.name, path: 'parameters.path', fix }));
  }
  if ((node.parameters['authentication'] ?? 'none') === 'none') {
    const message = `Anyone who knows the address of "${node.name}" can start it: it has no authentication.`;
    issues.push(warning('webhook-open', message, { node: node.name, path: 'parameters.authentication' }));
  }
  return issues;
}

/** A path made of the workflow's name, or the node's, that no other webhook of it has. */
function freePath(node: ViewNode, view: View): string {
  const taken = new Set(view.nodes.map(pathOf));
  const base = toSlug(view.name ?? '') || toSlug(node.name) || 'webhook';
  const own = taken.has(base) ? `${base}-${toSlug(node.name) || 'webhook'}` : base;
  let path = own;
  for (let count = 2; taken.has(path); count += 1) path = `${own}-${count}`;
  return path;
}

const toSlug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** Its path without slashes at the ends; empty when it has none. */
export const pathOf = (node: ViewNode): string =>
  (toText(node.parameters['path']) ?? '').trim().replace(/^\/+|\/+$/g, '');

/** The HTTP methods it answers to. */
export function methodsOf(node: ViewNode): string[] {
  const method = node.parameters['httpMethod'];
  if (Array.isArray(method)) return method.map(String);
  return node.parameters['multipleMethods'] === true ? ['GET', 'POST'] : [toWord(method ?? 'GET')];
}

function checkDoubles(hooks: readonly ViewNode[]): Issue[] {
  const owners = new Map<string, string>();
  return hooks.flatMap((node) => {
    const path = pathOf(node);
    if (path === '' || path.startsWith('=')) return [];
    return methodsOf(node).flatMap((method) => {
      const key = `${method} ${path}`;
      const owner = owners.get(key);
      owners.set(key, node.name);
      if (owner === undefined) return [];
      return [
        error(
          'webhook-path-taken',
          `"${owner}" and "${node.name}" use the same address. Give one of them another path.`,
          { node: node.name, path: 'parameters.path' },
        ),
      ];
    });
  });
}

function checkAnswers(view: View, enabled: readonly ViewNode[]): Issue[] {
  const answering = enabled.filter((node) => node.type === 'n8n-nodes-base.respondToWebhook');
  const asking = enabled.filter((node) => isWaitingForNode(node));
  const elsewhere = view.nodes.some(
    (node) => node.shortType.toLowerCase().startsWith('executeworkflow') || !node.nodeType,
  );
  if (asking.length > 0 && answering.length === 0) {
    return asking
      .filter((node) => node.shortType === 'webhook')
      .map((node) => {
        const message = `"${node.name}" waits for a Respond to Webhook step, but there is none: the caller would get an error.`;
        const at = { node: node.name, path: 'parameters.responseMode' };
        return elsewhere ? warning('respond-node-missing', message, at) : error('respond-node-missing', message, at);
      });
  }
  const hooks = enabled.filter((node) => node.type === 'n8n-nodes-base.webhook');
  const others = enabled.some(
    (node) => isTrigger(node) && node.shortType !== 'webhook' && mayAnswer.has(node.shortType),
  );
  if (answering.length === 0 || asking.length > 0 || hooks.length === 0 || others) return [];
  return answering.map((node) => {
    const message = `"${node.name}" answers the call, but "${hooks[0]?.name}" has answered already. Set its answer to "using Respond to Webhook".`;
    const fix = hooks.flatMap((hook) => answerFix(hook))[0];
    return error('respond-node-unused', message, { node: node.name, ...(fix && hooks.length === 1 ? { fix } : {}) });
  });
}

/** Lets the webhook wait for the Respond to Webhook step. */
const answerFix = (hook: ViewNode): Fix[] =>
  toWord(hook.parameters['responseMode']).startsWith('=')
    ? []
    : [
        nodeFix(hook, `Lets "${hook.name}" answer with the Respond to Webhook step.`, {
          path: ['parameters', 'responseMode'],
          value: 'responseNode',
        }),
      ];

/** Triggers other than Webhook whose calls a Respond to Webhook node may answer. */
const mayAnswer = new Set(['formTrigger', 'chatTrigger', 'executeWorkflowTrigger', 'mcpTrigger']);

function isWaitingForNode(node: ViewNode): boolean {
  const mode = node.parameters['responseMode'] ?? toRecord(node.parameters['options'])['responseMode'];
  return (
    mode === 'responseNode' || mode === 'responseNodes' || mode === 'streaming' || toWord(mode ?? '').startsWith('=')
  );
}
