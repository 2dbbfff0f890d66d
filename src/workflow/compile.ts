import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft, DraftConnection, DraftNode } from './draft.ts';
import { layout } from './layout.ts';
import type { N8nConnections, N8nNode, N8nWorkflow } from './n8n-workflow.ts';
import { repairParameters } from './repair.ts';

export interface CompileOptions {
  catalog: Catalog;
  /** The workflow this draft revises: ids and webhook ids of nodes of the same name are kept. */
  previous?: N8nWorkflow | undefined;
  /** IANA name used when the draft names none. */
  timezone?: string | undefined;
  /** Where new ids come from; random UUIDs unless a test says otherwise. */
  createId?: (() => string) | undefined;
}

/**
 * Turns a draft into the document n8n takes: type versions, ids, positions, webhook ids, connections and settings.
 * Pure: the draft is never changed, and the same draft gives the same workflow but for new ids. Credentials are not
 * bound here.
 */
export function compile(draft: Draft, options: CompileOptions): N8nWorkflow {
  const createId = options.createId ?? (() => crypto.randomUUID());
  const previous = new Map(options.previous?.nodes.map((node) => [node.name, node]));
  const positions = layout(draft.nodes, draft.connections);
  const nodes = draft.nodes.map((node) => {
    const before = previous.get(node.name);
    const kept = before?.type === node.type ? before : undefined;
    return compileNode(node, kept, positions.get(node.name) ?? [0, 0], createId, options.catalog);
  });
  const timezone = draft.timezone ?? options.timezone;
  return {
    name: draft.name,
    nodes,
    connections: toConnections(draft.connections),
    settings: { executionOrder: 'v1', ...(timezone ? { timezone } : {}) },
  };
}

function compileNode(
  node: DraftNode,
  kept: N8nNode | undefined,
  position: N8nNode['position'],
  createId: () => string,
  catalog: Catalog,
): N8nNode {
  const nodeType = catalog.get(node.type);
  const webhookId = kept?.webhookId ?? (nodeType?.webhook ? createId() : undefined);
  return {
    id: kept?.id ?? createId(),
    name: node.name,
    type: node.type,
    typeVersion: nodeType?.defaultVersion ?? 1,
    position: [...position],
    parameters: repairParameters(node, nodeType, createId),
    ...(webhookId ? { webhookId } : {}),
    ...(node.disabled ? { disabled: true } : {}),
    ...(node.notes ? { notes: node.notes } : {}),
    ...(node.onError ? { onError: node.onError } : {}),
  };
}

/** Groups connections the way n8n stores them; outputs without a connection become empty lists. Doubles are dropped. */
export function toConnections(connections: readonly DraftConnection[]): N8nConnections {
  const bySource = new Map<string, Map<string, { node: string; type: string; index: number }[][]>>();
  for (const { from, to, output, input, kind } of connections) {
    const byKind = bySource.get(from) ?? new Map();
    bySource.set(from, byKind);
    const outputs: { node: string; type: string; index: number }[][] = byKind.get(kind) ?? [];
    byKind.set(kind, outputs);
    while (outputs.length <= output) outputs.push([]);
    const targets = outputs[output] ?? [];
    if (!targets.some((target) => target.node === to && target.index === input)) {
      targets.push({ node: to, type: kind, index: input });
    }
  }
  return Object.fromEntries([...bySource].map(([from, byKind]) => [from, Object.fromEntries(byKind)]));
}
