import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft, DraftConnection } from './draft.ts';
import { layoutNodes } from './layout.ts';
import type { N8nConnections, N8nNode, N8nWorkflow } from './n8n-workflow.ts';
import { toStoredParameters } from './parameter-shapes.ts';

export interface CompileOptions {
  catalog: Catalog;
  /** The revision before: nodes of the same name and type keep their ids and webhook ids. */
  previous?: N8nWorkflow;
  /** IANA name, for the schedules; the draft's own wins. */
  timezone?: string;
  /** Replaceable in tests. */
  createId?: () => string;
}

/**
 * Turns a draft into the document n8n takes: ids, positions, type versions, stored parameter shapes, connections and
 * settings. Pure but for new ids; never changes the draft. A node type the catalogue does not know gets version 1:
 * validation, not compiling, says what is wrong with it.
 */
export function compile(draft: Draft, options: CompileOptions): N8nWorkflow {
  const { catalog, previous, createId = () => crypto.randomUUID() } = options;
  const before = new Map(previous?.nodes.map((node) => [node.name, node]));
  const positions = layoutNodes(
    draft.nodes.map((node) => node.name),
    draft.connections,
  );
  const nodes = draft.nodes.map(({ name, type, parameters, notes, disabled, onError }): N8nNode => {
    const nodeType = catalog.get(type);
    const same = before.get(name)?.type === type ? before.get(name) : undefined;
    return {
      id: same?.id ?? createId(),
      name,
      type,
      typeVersion: nodeType?.defaultVersion ?? 1,
      position: positions.get(name) ?? [0, 0],
      parameters: toStoredParameters(parameters, nodeType),
      ...(nodeType?.webhook ? { webhookId: same?.webhookId ?? createId() } : {}),
      ...(disabled ? { disabled } : {}),
      ...(notes ? { notes } : {}),
      ...(onError && onError !== 'stopWorkflow' ? { onError } : {}),
    };
  });
  const timezone = draft.timezone ?? options.timezone;
  return {
    name: draft.name,
    nodes,
    connections: toConnections(draft.connections),
    settings: { executionOrder: 'v1', ...(timezone ? { timezone } : {}) },
  };
}

/** By source name, kind and output index; outputs in between that lead nowhere are empty lists. */
function toConnections(connections: readonly DraftConnection[]): N8nConnections {
  const bySource = new Map<string, Map<string, { node: string; type: string; index: number }[][]>>();
  for (const { from, to, output, input, kind } of connections) {
    const kinds = bySource.get(from) ?? new Map();
    bySource.set(from, kinds);
    const outputs = kinds.get(kind) ?? [];
    kinds.set(kind, outputs);
    while (outputs.length <= output) outputs.push([]);
    const target = { node: to, type: kind, index: input };
    const repeated = outputs[output].some((each: typeof target) => each.node === to && each.index === input);
    if (!repeated) outputs[output].push(target);
  }
  return Object.fromEntries([...bySource].map(([source, kinds]) => [source, Object.fromEntries(kinds)]));
}
