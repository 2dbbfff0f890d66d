import type { WorkflowDocument } from '#src/n8n/schema.ts';

/** The document POST /api/v1/workflows takes. Positions are canvas pixels on the 16 px grid. */
export type N8nWorkflow = WorkflowDocument;

/** One node of it, with the keys n8n's public API accepts. */
export type N8nNode = N8nWorkflow['nodes'][number];

/** source node name → connection type → output index → targets */
export type N8nConnections = N8nWorkflow['connections'];

/** What n8n says about a workflow besides its content is not content. */
export const withoutStored = ({ name, nodes, connections, settings }: N8nWorkflow): N8nWorkflow => ({
  name,
  nodes,
  connections,
  settings,
});

/** True for a note on the canvas: no step, and nothing leads to or from it. */
export const isStickyNote = ({ type }: { type: string }): boolean => type === 'n8n-nodes-base.stickyNote';
