import type { Draft } from '../draft.ts';
import { isStickyNote, type N8nNode, type N8nWorkflow } from '../n8n-workflow.ts';
import { matchNodes, versionOf } from './match-nodes.ts';

/**
 * Which node of a workflow in n8n each node of a draft that changes it is, by index; sticky notes are none. Pure.
 * @param renames new name → name in n8n
 */
export function matchDraft(
  original: N8nWorkflow,
  draft: Draft,
  renames?: Record<string, string>,
): Map<number, N8nNode> {
  const steps = original.nodes.filter((node) => !isStickyNote(node));
  const connections = draft.connections.map((one) => ({
    ...one,
    output: Number(one.output) || 0,
    input: Number(one.input) || 0,
  }));
  return matchNodes(versionOf({ ...original, nodes: steps }), { nodes: draft.nodes, connections }, renames);
}
