import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';

/** What n8n says about a workflow besides its content is not content. */
export function withoutStored(workflow: N8nWorkflow): N8nWorkflow {
  const { name, nodes, connections, settings } = workflow;
  const said = contentKeys.filter((key) => workflow[key] !== undefined);
  return { name, nodes, connections, settings, ...Object.fromEntries(said.map((key) => [key, workflow[key]])) };
}

/** Content that a document need not speak of; n8n keeps what it is not sent. */
export const contentKeys = ['description', 'tags', 'nodeGroups', 'pinData'] as const;

/** True for a note on the canvas: no step, and nothing leads to or from it. */
export const isStickyNote = ({ type }: { type: string }): boolean => type === 'n8n-nodes-base.stickyNote';
