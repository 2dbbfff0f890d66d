import type { Draft, DraftNode, StickyNote } from '#src/model/draft.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { toText } from '../json/values.ts';
import { isStickyNote } from '../n8n-workflow.ts';
import { connectionsOf } from '../wiring/connections.ts';

/**
 * A workflow as n8n holds it, in the form a draft has: what mergeDraft needs to bring changes of it back. Sticky notes
 * are told apart from the steps. Pure; connections to nodes that do not exist are left out.
 */
export function toDraft(workflow: N8nWorkflow): Draft {
  const { pinData, tags, nodeGroups, settings } = workflow;
  const pinned = new Set(Object.keys(pinData ?? {}));
  const nodes = workflow.nodes
    .filter((node) => !isStickyNote(node))
    .map((node) => ({ ...toDraftNode(node), ...(pinned.has(node.name) ? { pinned: true } : {}) }));
  const stickyNotes = workflow.nodes.filter(isStickyNote).map(toStickyNote);
  const { timezone, errorWorkflow, executionTimeout } = settings;
  const description = toText(workflow.description) ?? '';
  return {
    name: workflow.name.slice(0, 128),
    description: description.slice(0, 2000),
    nodes,
    connections: connectionsOf({ nodes, connections: workflow.connections }),
    assumptions: [],
    ...(typeof timezone === 'string' && timezone !== '' && timezone !== 'DEFAULT' ? { timezone } : {}),
    ...(stickyNotes.length > 0 ? { stickyNotes } : {}),
    ...(nodeGroups?.length ? { groups: toGroups(workflow) } : {}),
    ...(tags?.length ? { tags } : {}),
    ...(typeof errorWorkflow === 'string' && errorWorkflow !== 'DEFAULT' ? { errorWorkflow } : {}),
    ...(typeof executionTimeout === 'number' && executionTimeout > 0 ? { executionTimeout } : {}),
  };
}

/** What a note on the canvas says; n8n's editor greets with a text of its own where none was written. */
const toStickyNote = ({ name, parameters }: N8nNode): StickyNote => ({
  name,
  content: toText(parameters['content']) ?? '',
});

/** n8n names the nodes of a group by id. */
export function toGroups({
  nodes,
  nodeGroups = [],
}: Pick<N8nWorkflow, 'nodes' | 'nodeGroups'>): NonNullable<Draft['groups']> {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  return nodeGroups.map(({ name, nodeIds }) => ({ name, nodes: nodeIds.flatMap((id) => names.get(id) ?? []) }));
}

/** What a draft says of a node besides its parameters, as n8n calls it; what it says nothing of stays. */
export const nodeSettings = [
  'notes',
  'disabled',
  'onError',
  'retryOnFail',
  'maxTries',
  'waitBetweenTries',
  'executeOnce',
  'alwaysOutputData',
] as const;

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
    ...Object.fromEntries(
      (['retryOnFail', 'executeOnce', 'alwaysOutputData'] as const).flatMap((key) =>
        node[key] === true ? [[key, true]] : [],
      ),
    ),
    ...Object.fromEntries(
      (['maxTries', 'waitBetweenTries'] as const).flatMap((key) =>
        typeof node[key] === 'number' ? [[key, node[key]]] : [],
      ),
    ),
  };
}
