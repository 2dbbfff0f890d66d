import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft, DraftNode } from './draft.ts';
import { matchNodes, versionOf } from './edit/match-nodes.ts';
import { arrange } from './layout/arrange.ts';
import type { N8nNode, N8nWorkflow } from './n8n-workflow.ts';
import { repairParameters } from './shapes/repair.ts';
import { toConnections } from './wiring/connections.ts';
import { mendWiring, resolvePorts } from './wiring/mend-wiring.ts';

export interface CompileOptions {
  catalog: Catalog;
  /** The workflow this draft revises: ids, webhook ids and positions of the nodes that stay are kept. */
  previous?: N8nWorkflow | undefined;
  /** True: not even to make room for a new node is a node of the previous workflow moved. */
  fixed?: boolean | undefined;
  /** IANA name used when the draft names none. */
  timezone?: string | undefined;
  /** Where new ids come from; random UUIDs unless a test says otherwise. */
  createId?: (() => string) | undefined;
}

/**
 * Turns a draft into the document n8n takes: type versions, ids, positions, webhook ids, parameters and connections in
 * n8n's own shapes, settings. Pure: the draft is never changed, and the same draft gives the same workflow but for new
 * ids. Credentials are not bound here.
 */
export function compile(draft: Draft, options: CompileOptions): N8nWorkflow {
  const { catalog, previous } = options;
  const createId = options.createId ?? (() => crypto.randomUUID());
  const mended = mendWiring(draft, catalog);
  const shaped = mended.nodes.map((node) => {
    const nodeType = catalog.get(node.type);
    const parameters = withResponder(repairParameters(node, nodeType, createId), node, mended, catalog);
    return { ...node, parameters, typeVersion: nodeType?.defaultVersion ?? 1 };
  });
  const { connections, changes } = resolvePorts(shaped, mended.connections, catalog);
  const nodes = shaped.map((node) => {
    const change = changes.get(node.name);
    return { ...node, ...change, parameters: { ...node.parameters, ...change?.parameters } };
  });
  const kept = previous ? matchNodes(versionOf(previous), { nodes, connections }) : new Map<number, N8nNode>();
  const positions = arrange(nodes, connections, { kept, previous, fixed: options.fixed });
  const timezone = draft.timezone ?? options.timezone;
  return {
    name: draft.name,
    nodes: nodes.map((node, index) => {
      return toNode(node, kept.get(index), positions.get(node.name) ?? [0, 0], createId, catalog);
    }),
    connections: toConnections(connections),
    settings: { executionOrder: 'v1', ...(timezone ? { timezone } : {}) },
  };
}

function toNode(
  node: DraftNode & { typeVersion: number },
  kept: N8nNode | undefined,
  position: N8nNode['position'],
  createId: () => string,
  catalog: Catalog,
): N8nNode {
  const nodeType = catalog.get(node.type);
  const same = kept?.type === node.type ? kept : undefined;
  const webhookId = same?.webhookId ?? (nodeType?.webhook ? createId() : undefined);
  return {
    id: kept?.id || createId(),
    name: node.name,
    type: node.type,
    typeVersion: node.typeVersion,
    position: [...position],
    parameters: withPath(node, webhookId),
    ...(webhookId ? { webhookId } : {}),
    ...(node.disabled ? { disabled: true } : {}),
    ...(node.notes ? { notes: node.notes } : {}),
    ...(node.onError ? { onError: node.onError } : {}),
  };
}

/** A webhook without a path listens at its webhook id, as one made in n8n's editor does. */
function withPath({ type, parameters }: DraftNode, webhookId: string | undefined): DraftNode['parameters'] {
  const missing = (parameters['path'] ?? '') === '' && type === 'n8n-nodes-base.webhook';
  return missing && webhookId ? { ...parameters, path: webhookId } : parameters;
}

const responder = 'n8n-nodes-base.respondToWebhook';

/** A webhook answers by the Respond node of its workflow, unless it says how it answers. */
function withResponder(
  parameters: DraftNode['parameters'],
  node: DraftNode,
  draft: Draft,
  catalog: Catalog,
): DraftNode['parameters'] {
  if (parameters['responseMode'] !== undefined || node.type !== 'n8n-nodes-base.webhook') return parameters;
  const responds = draft.nodes.some((one) => one.type === responder && !one.disabled);
  return responds && catalog.get(responder) ? { ...parameters, responseMode: 'responseNode' } : parameters;
}
