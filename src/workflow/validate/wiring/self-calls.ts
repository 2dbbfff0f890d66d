import { warning } from '#src/workflow/issues.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import type { Rule, View, ViewNode } from '../view.ts';
import { isPlain } from './cycles.ts';

/** A workflow that calls itself each time it is called, without a step on the way that could end it. */
export const checkSelfCalls: Rule = (view) => {
  const calls = view.nodes.filter((node) => !node.disabled && callsItself(node, view));
  if (calls.length === 0) return [];
  const reached = alwaysReached(view);
  return calls
    .filter(({ name }) => reached.has(name))
    .map(({ name }) => warning('calls-itself', { node: name }, { node: name, path: 'parameters.workflowId' }));
};

function callsItself({ type, parameters, values }: ViewNode, view: View): boolean {
  if (type !== 'n8n-nodes-base.executeWorkflow' || (values['source'] ?? 'database') !== 'database') return false;
  const given = parameters['workflowId'];
  const id = toText(isRecord(given) ? given['value'] : given) ?? '';
  return (id !== '' && id === view.id) || /^=\{\{\s*\$workflow\.id\s*\}\}$/.test(id);
}

/** Names of the steps that run whenever another workflow calls this one: only plain steps come before them. */
function alwaysReached(view: View): ReadonlySet<string> {
  const started = view.nodes.filter((node) => node.shortType === 'executeWorkflowTrigger' && !node.disabled);
  const reached = new Set(started.map(({ name }) => name));
  const queue = [...reached];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const node = view.byName.get(name);
    if (!node || !isPlain(node) || node.shortType === 'if') continue;
    for (const { from, to, kind } of view.edges) {
      if (from !== name || kind !== 'main' || reached.has(to)) continue;
      reached.add(to);
      queue.push(to);
    }
  }
  return reached;
}
