import type { Draft, DraftNode } from '../draft.ts';
import { toText } from '../json/values.ts';
import { isStickyNote, type N8nNode, type N8nWorkflow } from '../n8n-workflow.ts';
import { connectionsOf } from '../wiring/connections.ts';

/**
 * A workflow as n8n holds it, in the form a draft has: what mergeDraft needs to bring changes of it back. Sticky notes
 * are left out. Pure; connections to nodes that do not exist are left out too.
 */
export function toDraft(workflow: N8nWorkflow): Draft {
  const nodes = workflow.nodes.filter((node) => !isStickyNote(node)).map(toDraftNode);
  const { timezone } = workflow.settings;
  const description = 'description' in workflow ? (toText(workflow.description) ?? '') : '';
  return {
    name: workflow.name.slice(0, 128),
    description: description.slice(0, 2000),
    nodes,
    connections: connectionsOf({ nodes, connections: workflow.connections }),
    assumptions: [],
    ...(typeof timezone === 'string' && timezone !== '' && timezone !== 'DEFAULT' ? { timezone } : {}),
  };
}

/** What a draft says of a node besides its parameters; of n8n's other settings nothing is said, and so they stay. */
export const nodeSettings = ['notes', 'disabled', 'onError'] as const;

/** One node of it. */
export function toDraftNode(node: N8nNode): DraftNode {
  return {
    name: node.name,
    type: node.type,
    parameters: structuredClone(node.parameters),
    ...(node.typeVersion > 0 ? { typeVersion: node.typeVersion } : {}),
    ...(node.notes ? { notes: node.notes.slice(0, 2000) } : {}),
    ...(node.disabled ? { disabled: true } : {}),
    ...(node.onError ? { onError: node.onError } : {}),
  };
}
