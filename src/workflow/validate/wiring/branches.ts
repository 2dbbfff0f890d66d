import type { Issue } from '#src/model/issue.ts';
import { warning } from '#src/workflow/issues.ts';
import type { Rule, View, ViewNode } from '../view.ts';
import { downstreamOf } from './graph.ts';

/** More of them are not looked at: each is followed through the whole workflow. */
const mostNodes = 200;

/** Steps that part or join the data are wired so that both sides matter. */
export const checkBranches: Rule = (view) =>
  view.nodes
    .filter((node) => !node.disabled && (types.has(node.type) || isBranching(node)))
    .slice(0, mostNodes)
    .flatMap((node) => checkNode(node, view));

const types = new Set(['if', 'merge', 'splitInBatches'].map((name) => `n8n-nodes-base.${name}`));

/** Steps with outputs besides that of what goes on, or of which one is what people want, so that others may lead nowhere. */
const passingOn = /\.(?:compareDatasets|respondToWebhook|webhook|evaluation|guardrails|code)$/;

/** A step that sends an item to one of several outputs, as Switch does: Text Classifier, Sentiment Analysis and their like. */
const isBranching = ({ type, ports, onError }: ViewNode): boolean => {
  const count = ports.outputs?.get('main') ?? 0;
  const regular = count - (onError === 'continueErrorOutput' ? 1 : 0);
  return Number.isFinite(regular) && regular > 1 && !passingOn.test(type);
};

function checkNode(node: ViewNode, view: View): Issue[] {
  if (node.type === 'n8n-nodes-base.if') return checkIf(node, view);
  if (node.type === 'n8n-nodes-base.merge') return checkMerge(node, view);
  if (node.type === 'n8n-nodes-base.splitInBatches') return checkLoop(node, view);
  return checkSwitch(node, view);
}

/**
 * Two steps of one kind behind "true" and none behind "false": usually one of them was meant for the other branch. Two
 * different ones are two things to do, and nobody asked for an "otherwise".
 */
function checkIf(node: ViewNode, view: View): Issue[] {
  const outgoing = view.edges.filter((edge) => edge.from === node.name && edge.kind === 'main');
  const behindTrue = outgoing.filter((edge) => edge.output === 0);
  if (behindTrue.length !== 2 || behindTrue.length !== outgoing.length) return [];
  const [one, other] = behindTrue.map(({ to }) => view.byName.get(to)?.type);
  if (one === undefined || one !== other) return [];
  return [warning('branch-unused', { node: node.name }, { node: node.name, path: 'connections' })];
}

/** Several steps behind the first output of many and none behind the others: what matches another rule is lost. */
function checkSwitch(node: ViewNode, view: View): Issue[] {
  const outgoing = view.edges.filter((edge) => edge.from === node.name && edge.kind === 'main');
  const regular = (node.ports.outputs?.get('main') ?? 0) - (node.onError === 'continueErrorOutput' ? 1 : 0);
  const [first] = outgoing;
  if (regular < 2 || outgoing.length < 2 || outgoing.some(({ output }) => output !== first?.output)) return [];
  return [warning('outputs-unused', { node: node.name }, { node: node.name, path: 'connections' })];
}

function checkMerge(node: ViewNode, view: View): Issue[] {
  const incoming = view.edges.filter((edge) => edge.to === node.name && edge.kind === 'main');
  const inputs = new Set(incoming.map((edge) => edge.input));
  if (incoming.length === 0 || inputs.size > 1) return [];
  const params = { node: node.name, one: incoming.length === 1 };
  return [warning('merge-single-input', params, { node: node.name, path: 'connections' })];
}

/** What does not come back to the loop is done for the first batch only. */
function checkLoop(node: ViewNode, view: View): Issue[] {
  const output = node.version < 3 ? 0 : 1;
  const outgoing = view.edges.filter((edge) => edge.from === node.name && edge.kind === 'main');
  const inside = outgoing.filter((edge) => edge.output === output);
  if (inside.length === 0) return [];
  if (inside.some(({ to }) => to === node.name || downstreamOf(to, view).has(node.name))) return [];
  const swapped = outgoing.some(({ output: other, to }) => other !== output && downstreamOf(to, view).has(node.name));
  return [warning('loop-not-closed', { node: node.name, swapped }, { node: node.name, path: 'connections' })];
}
