import { error, type Rule, type View, type ViewNode, warning } from './view.ts';

const agent = '@n8n/n8n-nodes-langchain.agent';

/** Agents have a chat model, and one of each kind of helper that n8n takes only once. */
export const checkAi: Rule = (view) =>
  view.nodes.filter((node) => node.type === agent && !node.disabled).flatMap((node) => checkAgent(node, view));

function checkAgent(node: ViewNode, view: View) {
  const attached = (kind: string): number =>
    view.edges.filter(
      (edge) => edge.to === node.name && edge.kind === kind && view.byName.get(edge.from)?.disabled !== true,
    ).length;
  const at = { node: node.name, path: 'connections' };
  const models = attached('ai_languageModel');
  if (models === 0) {
    return [error('model-missing', `"${node.name}" has no chat model. Connect one, e.g. OpenAI Chat Model.`, at)];
  }
  const twice = ['ai_memory', 'ai_outputParser'].find((kind) => attached(kind) > 1);
  if (twice) return [warning('too-many-helpers', `"${node.name}" takes only one ${twice.replace('ai_', '')}.`, at)];
  if (models > 1 && node.values['needsFallback'] !== true) {
    return [
      warning('too-many-helpers', `"${node.name}" uses only one chat model unless a fallback is switched on.`, at),
    ];
  }
  return [];
}
