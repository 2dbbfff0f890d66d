import type { Issue } from '#src/model/issue.ts';
import { error, warning } from '../issues.ts';
import { toRecord, toText, toWord } from '../json/values.ts';
import { nodeFix, type Rule, type View, type ViewNode } from './view.ts';

const form = 'n8n-nodes-base.formTrigger';

/** Addresses are named and unique; open addresses are pointed out. */
export const checkWebhooks: Rule = (view) => {
  const enabled = view.nodes.filter((node) => !node.disabled);
  const hooks = enabled.filter((node) => node.type === 'n8n-nodes-base.webhook');
  // n8n keeps the addresses of forms and webhooks in one list.
  const forms = enabled.filter((node) => node.type === form);
  return [...hooks.flatMap((node) => checkHook(node, view)), ...checkDoubles([...hooks, ...forms])];
};

function checkHook(node: ViewNode, view: View): Issue[] {
  const issues: Issue[] = [];
  if (pathOf(node) === '') {
    const path = freePath(node, view);
    const fix = nodeFix(node, `Sets the path "${path}".`, { path: ['parameters', 'path'], value: path });
    issues.push(
      warning('webhook-path-missing', { node: node.name }, { node: node.name, path: 'parameters.path', fix }),
    );
  }
  const odd = /^https?:\/\/|[\s?#]/i.exec(pathOf(node))?.[0];
  if (odd !== undefined && !pathOf(node).startsWith('=')) {
    issues.push(
      warning('webhook-path-unusual', { node: node.name, odd }, { node: node.name, path: 'parameters.path' }),
    );
  }
  if ((node.parameters['authentication'] ?? 'none') === 'none') {
    issues.push(warning('webhook-open', { node: node.name }, { node: node.name, path: 'parameters.authentication' }));
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
export function pathOf({ type, parameters }: ViewNode): string {
  const given = type === form ? (parameters['path'] ?? toRecord(parameters['options'])['path']) : parameters['path'];
  return (toText(given) ?? '').trim().replace(/^\/+|\/+$/g, '');
}

/** The HTTP methods it answers to; a form is shown by one and sent by the other. */
export function methodsOf(node: ViewNode): string[] {
  if (node.type === form) return ['GET', 'POST'];
  const method = node.parameters['httpMethod'];
  if (Array.isArray(method)) return method.map(toWord);
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
      const params = { node: node.name, owner, call: null };
      return [error('webhook-path-taken', params, { node: node.name, path: 'parameters.path' })];
    });
  });
}
