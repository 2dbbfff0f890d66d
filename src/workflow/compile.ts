import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft, DraftNode, Parameters } from '#src/model/draft.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { mergeGroups } from './edit/groups.ts';
import { keepWritten } from './edit/keep-written.ts';
import { matchNodes, versionOf } from './edit/match-nodes.ts';
import { mergeStickyNotes } from './edit/sticky-notes.ts';
import { isEqual } from './json/equal.ts';
import { toRecord } from './json/values.ts';
import { arrange } from './layout/arrange.ts';
import { repairParameters } from './shapes/repair.ts';
import { toConnections, type WiredConnection } from './wiring/connections.ts';
import { mendWiring, resolvePorts } from './wiring/mend-wiring.ts';

export interface CompileOptions {
  catalog: Catalog;
  /** The workflow this draft revises: ids, webhook ids and positions of the nodes that stay are kept. */
  previous?: N8nWorkflow | undefined;
  /** True: not even to make room for a new node is a node of the previous workflow moved. */
  fixed?: boolean | undefined;
  /** For a change of a workflow in n8n: what of it the draft keeps. */
  kept?: KeptNodes | undefined;
  /** IANA name used when the draft names none. */
  timezone?: string | undefined;
  /** Where new ids come from; random UUIDs unless a test says otherwise. */
  createId?: (() => string) | undefined;
}

/** What a draft keeps of the workflow it changes, under the names the draft uses. */
export interface KeptNodes {
  /** By index of the draft's nodes: the node as it was. */
  nodes: ReadonlyMap<number, DraftNode>;
  connections: readonly WiredConnection[];
}

/**
 * Turns a draft into the document n8n takes: type versions, ids, positions, webhook ids, parameters and connections in
 * n8n's own shapes, settings. A node that is kept stays in its version, and nothing in it is written but what the draft
 * wrote. Pure: the draft is never changed, and the same draft gives the same workflow but for new ids. Credentials are
 * not bound here.
 */
export function compile(draft: Draft, options: CompileOptions): N8nWorkflow {
  const { catalog, previous } = options;
  const createId = options.createId ?? (() => crypto.randomUUID());
  const { nodes, connections } = shape(draft, options, createId);
  const kept = previous ? matchNodes(versionOf(previous), { nodes, connections }) : new Map<number, N8nNode>();
  const positions = arrange(nodes, connections, { kept, previous, fixed: options.fixed });
  const timezone = draft.timezone ?? options.timezone;
  const made = nodes.map((node, index) => {
    return toNode(node, kept.get(index), positions.get(node.name) ?? [0, 0], createId, catalog);
  });
  const notes = mergeStickyNotes(previous?.nodes ?? [], draft.stickyNotes ?? [], { nodes: made, createId });
  const { groups, errorWorkflow, executionTimeout, tags } = draft;
  return {
    name: draft.name,
    nodes: [...made, ...notes],
    ...(groups?.length
      ? { nodeGroups: mergeGroups(previous, groups, { nodes: [...made, ...notes], before: undefined, createId }) }
      : {}),
    ...(tags?.length ? { tags } : {}),
    connections: toConnections(connections),
    settings: {
      executionOrder: 'v1',
      ...(timezone ? { timezone } : {}),
      ...(errorWorkflow ? { errorWorkflow } : {}),
      ...(executionTimeout ? { executionTimeout } : {}),
    },
  };
}

type ShapedNode = DraftNode & { typeVersion: number; keeps: boolean };

/** The draft's nodes in n8n's shapes, and its connections with numbers as ports. */
function shape(
  draft: Draft,
  { catalog, kept }: CompileOptions,
  createId: () => string,
): { nodes: ShapedNode[]; connections: WiredConnection[] } {
  const mended = mendWiring(draft, catalog);
  const isKept = (given: Draft['connections'][number]) => kept?.connections.find((one) => isEqual(one, given));
  // Only a connection that is new asks anything of the nodes it joins.
  const asked = new Set(
    mended.connections.flatMap(({ from, to }, at) => (isKept(draft.connections[at] as never) ? [] : [from, to])),
  );
  const shaped = draft.nodes.map((given, index): ShapedNode => {
    const was = kept?.nodes.get(index);
    const before = was?.type === given.type ? was : undefined;
    const wired = mended.nodes[index] ?? given;
    const node = before ? { ...given, type: asked.has(given.name) ? wired.type : given.type } : wired;
    const stated = before ? before.typeVersion : node.typeVersion;
    const nodeType = catalog.get(node.type, stated);
    const typeVersion = stated ?? nodeType?.defaultVersion ?? 1;
    const repaired = (parameters: Parameters) =>
      repairParameters({ type: node.type, parameters, typeVersion: stated }, nodeType, createId);
    const parameters = before
      ? isEqual(before.parameters, node.parameters)
        ? before.parameters
        : toRecord(
            keepWritten({
              was: before.parameters,
              wanted: node.parameters,
              shaped: repaired(node.parameters),
              shapedBefore: repaired(before.parameters),
            }),
          )
      : withResponder(repaired(node.parameters), node, mended, catalog);
    return { ...node, parameters, typeVersion, keeps: before !== undefined };
  });
  const { connections, changes } = resolvePorts(shaped, mended.connections, catalog);
  const before = kept ? resolvePorts(shaped, kept.connections, catalog).changes : changes;
  const nodes = shaped.map((node) => {
    const given = changes.get(node.name);
    const change = node.keeps && isEqual(given, before.get(node.name)) ? undefined : given;
    return change ? { ...node, ...change, parameters: { ...node.parameters, ...change.parameters } } : node;
  });
  return {
    nodes,
    connections: draft.connections.map((given, at) => isKept(given) ?? (connections[at] as WiredConnection)),
  };
}

function toNode(
  node: ShapedNode,
  kept: N8nNode | undefined,
  position: N8nNode['position'],
  createId: () => string,
  catalog: Catalog,
): N8nNode {
  const nodeType = catalog.get(node.type, node.typeVersion);
  const same = kept?.type === node.type ? kept : undefined;
  const webhookId = same?.webhookId ?? (nodeType?.webhook ? createId() : undefined);
  return {
    id: kept?.id || createId(),
    name: node.name,
    type: node.type,
    typeVersion: node.typeVersion,
    position: [...position],
    parameters: node.keeps ? node.parameters : withPath(node, webhookId),
    ...(webhookId ? { webhookId } : {}),
    ...(node.disabled ? { disabled: true } : {}),
    ...(node.notes ? { notes: node.notes } : {}),
    ...(node.onError ? { onError: node.onError } : {}),
    ...Object.fromEntries(repeating.flatMap((key) => (node[key] === undefined ? [] : [[key, node[key]]]))),
  };
}

const repeating = ['retryOnFail', 'maxTries', 'waitBetweenTries', 'executeOnce', 'alwaysOutputData'] as const;

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
