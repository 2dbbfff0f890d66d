import type { Draft, DraftConnection } from '#src/model/draft.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { KeptNodes } from '../compile.ts';
import { isStickyNote } from '../n8n-workflow.ts';
import type { WiredConnection } from '../wiring/connections.ts';
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
  const connections = draft.connections.map(toWired);
  return matchNodes(versionOf({ ...original, nodes: steps }), { nodes: draft.nodes, connections }, renames);
}

/** What a draft keeps of the draft it was made from. Pure. */
export function keptBy(before: Draft, draft: Draft, renames?: Record<string, string>): KeptNodes {
  const connections = before.connections.map(toWired);
  const after = { nodes: draft.nodes, connections: draft.connections.map(toWired) };
  const nodes = matchNodes({ nodes: before.nodes, connections }, after, renames);
  const names = new Map([...nodes].map(([index, node]) => [node.name, draft.nodes[index]?.name ?? node.name]));
  const rename = (name: string): string => names.get(name) ?? name;
  return { nodes, connections: connections.map((one) => ({ ...one, from: rename(one.from), to: rename(one.to) })) };
}

const toWired = (one: DraftConnection): WiredConnection => ({
  ...one,
  output: Number(one.output) || 0,
  input: Number(one.input) || 0,
});
