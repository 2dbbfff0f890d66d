import type { Issue } from '#src/model/issue.ts';
import { type At, error, warning } from '../issues.ts';
import { isRecord, toRecord, toText } from '../json/values.ts';
import type { InstanceFacts } from './instance-facts.ts';
import { nodeFix, type Rule, type View, type ViewNode } from './view.ts';
import { methodsOf, pathOf } from './webhook.ts';

/** What the connected n8n has: the credentials, workflows and addresses that a workflow counts on. */
export const checkFacts: Rule = (view) => {
  const { facts } = view;
  if (!facts) return [];
  const enabled = view.nodes.filter((node) => !node.disabled);
  return [
    ...enabled.flatMap((node) => checkCredentials(node, facts.credentials)),
    ...checkErrorWorkflow(view, facts.workflows),
    ...enabled.flatMap((node) => checkTarget(node, view, facts.workflows)),
    ...enabled.flatMap((node) => checkAddress(node, view, facts.webhooks)),
  ];
};

/** n8n publishes a workflow with a credential that is gone, and fails when the step runs. */
function checkCredentials(node: ViewNode, credentials: InstanceFacts['credentials']): Issue[] {
  if (!credentials) return [];
  return Object.entries(node.credentials).flatMap(([type, reference]) => {
    const id = isRecord(reference) ? reference['id'] : undefined;
    if (!isRecord(reference) || typeof id !== 'string' || id === '') return [];
    const at: At = { node: node.name, path: `credentials.${type.slice(0, 80)}` };
    const found = credentials.find((one) => one.id === id);
    if (found?.type === type) return [];
    if (found) {
      const params = { node: node.name, wanted: type.slice(0, 80), name: found.name, type: found.type };
      return [error('credential-of-other-type', params, at)];
    }
    const named = credentials.filter((one) => one.type === type && one.name === reference['name']);
    const [same] = named;
    const fix =
      same && named.length === 1
        ? nodeFix(node, `Uses the credential "${same.name}" of this n8n.`, {
            path: ['credentials', type, 'id'],
            value: same.id,
          })
        : undefined;
    const name = toText(reference['name'])?.slice(0, 80) ?? id.slice(0, 80);
    return [error('unknown-credential', { node: node.name, name }, fix ? { ...at, fix } : at)];
  });
}

/** n8n takes any id here; when it leads nowhere, failures are simply not reported. */
function checkErrorWorkflow(view: View, workflows: InstanceFacts['workflows']): Issue[] {
  const id = view.settings['errorWorkflow'];
  if (!workflows || typeof id !== 'string' || id === '' || id === 'DEFAULT' || id === view.id) return [];
  const at = { path: 'settings.errorWorkflow' };
  const found = workflows.find((one) => one.id === id);
  if (!found) return [error('error-workflow-missing', {}, at)];
  const { name, published, triggers } = found;
  if (!triggers.includes('n8n-nodes-base.errorTrigger')) return [error('error-workflow-without-trigger', { name }, at)];
  return published ? [] : [warning('error-workflow-unpublished', { name }, at)];
}

const callers = new Set([
  'n8n-nodes-base.executeWorkflow',
  '@n8n/n8n-nodes-langchain.toolWorkflow',
  '@n8n/n8n-nodes-langchain.retrieverWorkflow',
]);
/** What n8n lets a called workflow start with. */
const callable = new Set([
  'n8n-nodes-base.executeWorkflowTrigger',
  'n8n-nodes-base.manualTrigger',
  '@n8n/n8n-nodes-langchain.manualChatTrigger',
]);

/** n8n refuses to publish a workflow whose Execute Sub-workflow steps name one that is missing or not published. */
function checkTarget(node: ViewNode, view: View, workflows: InstanceFacts['workflows']): Issue[] {
  if (!workflows || !callers.has(node.type) || (node.values['source'] ?? 'database') !== 'database') return [];
  const given = node.parameters['workflowId'];
  const id = toText(isRecord(given) ? given['value'] : given);
  if (id === undefined || id === '' || id.startsWith('=') || id === view.id) return [];
  const at = { node: node.name, path: 'parameters.workflowId' };
  const found = workflows.find((one) => one.id === id);
  if (!found) {
    const name = toText(toRecord(given)['cachedResultName']) ?? id;
    return [error('sub-workflow-missing', { node: node.name, name: name.slice(0, 80) }, at)];
  }
  const params = { node: node.name, name: found.name };
  if (!found.triggers.some((type) => callable.has(type))) return [error('sub-workflow-without-trigger', params, at)];
  if (found.published) return [];
  const refused = node.type === 'n8n-nodes-base.executeWorkflow';
  return [(refused ? error : warning)('sub-workflow-unpublished', params, at)];
}

/** n8n refuses to publish a second workflow at the same address. */
function checkAddress(node: ViewNode, view: View, webhooks: InstanceFacts['webhooks']): Issue[] {
  if (!webhooks || node.type !== 'n8n-nodes-base.webhook') return [];
  const path = pathOf(node);
  if (path === '' || path.startsWith('=')) return [];
  const taken = webhooks.find(
    (one) => one.workflowId !== view.id && clean(one.path) === path && methodsOf(node).includes(one.method),
  );
  if (!taken) return [];
  const call = `${taken.method} /${path.slice(0, 80)}`;
  const params = { node: node.name, owner: taken.workflowName, call };
  return [error('webhook-path-taken', params, { node: node.name, path: 'parameters.path' })];
}

const clean = (path: string): string => path.trim().replace(/^\/+|\/+$/g, '');
