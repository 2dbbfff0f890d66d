import type { Issue } from '../draft.ts';
import { type Rule, type View, type ViewNode, warning } from './view.ts';

/** Steps that part or join the data are wired so that both sides matter. */
export const checkBranches: Rule = (view) =>
  view.nodes.filter((node) => !node.disabled).flatMap((node) => checkNode(node, view));

function checkNode(node: ViewNode, view: View): Issue[] {
  if (node.type === 'n8n-nodes-base.if') return checkIf(node, view);
  if (node.type === 'n8n-nodes-base.merge') return checkMerge(node, view);
  return [];
}

/** Two steps behind "true" and none behind "false" is usually a branch that was meant to be the other one. */
function checkIf(node: ViewNode, view: View): Issue[] {
  const outgoing = view.edges.filter((edge) => edge.from === node.name && edge.kind === 'main');
  const behindTrue = outgoing.filter((edge) => edge.output === 0);
  if (behindTrue.length !== 2 || behindTrue.length !== outgoing.length) return [];
  const message = `Both steps behind "${node.name}" run when it is true, and none when it is false.`;
  return [warning('branch-unused', message, { node: node.name, path: 'connections' })];
}

function checkMerge(node: ViewNode, view: View): Issue[] {
  const incoming = view.edges.filter((edge) => edge.to === node.name && edge.kind === 'main');
  const inputs = new Set(incoming.map((edge) => edge.input));
  if (incoming.length === 0 || inputs.size > 1) return [];
  const message =
    incoming.length === 1
      ? `"${node.name}" joins data, but only one step leads to it.`
      : `"${node.name}" joins data, but every step leads to the same input of it.`;
  return [warning('merge-single-input', message, { node: node.name, path: 'connections' })];
}
