import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft, DraftConnection, DraftNode } from '#src/model/draft.ts';
import type { WiredConnection } from './connections.ts';
import { canBeTool, isVectorStore, mendConnection } from './kinds.ts';
import { findInput, findOutput } from './port-names.ts';
import { type PortsNode, portsOf } from './ports.ts';

/**
 * The draft with every connection between nodes that exist, in n8n's direction and type, and with plain nodes that
 * agents use as tools turned into their tool variant. Names of ports stay names. Pure.
 */
export function mendWiring(draft: Draft, catalog: Catalog): Draft {
  const nodes = new Map(draft.nodes.map((node) => [node.name, node]));
  const spelled = spellings(draft.nodes);
  const connections = draft.connections.map((given) => {
    const from = nodes.has(given.from) ? given.from : (spelled.get(fold(given.from)) ?? given.from);
    const to = nodes.has(given.to) ? given.to : (spelled.get(fold(given.to)) ?? given.to);
    return mendConnection(from === given.from && to === given.to ? given : { ...given, from, to }, nodes, catalog);
  });
  return { ...draft, nodes: draft.nodes.map((node) => asUsed(node, connections, catalog)), connections };
}

const fold = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');

/** Names by their folded spelling, where only one node has it. */
function spellings(nodes: readonly DraftNode[]): Map<string, string> {
  const all = new Map<string, string>();
  const twice = new Set<string>();
  for (const { name } of nodes) {
    if (all.has(fold(name))) twice.add(fold(name));
    all.set(fold(name), name);
  }
  for (const name of twice) all.delete(name);
  return all;
}

/** A node in the form its connections call for: the tool variant, or the mode of a vector store. */
function asUsed(node: DraftNode, connections: readonly DraftConnection[], catalog: Catalog): DraftNode {
  const own = connections.filter((connection) => connection.from === node.name);
  const tool = own.length > 0 && own.every((connection) => connection.kind === 'ai_tool');
  const wanted = connections.every((connection) => connection.to !== node.name || connection.kind !== 'main');
  if (isVectorStore(node.type) && node.parameters['mode'] === undefined) {
    const mode = tool ? 'retrieve-as-tool' : own.some(({ kind }) => kind === 'ai_vectorStore') ? 'retrieve' : undefined;
    const fed = connections.some((connection) => connection.to === node.name && connection.kind === 'ai_document');
    const chosen = mode ?? (fed ? 'insert' : undefined);
    return chosen ? { ...node, parameters: { ...node.parameters, mode: chosen } } : node;
  }
  if (!tool || !wanted || !canBeTool(node, catalog)) return node;
  const outputs = catalog.get(node.type, node.typeVersion)?.outputs ?? [];
  return outputs.includes('ai_tool') ? node : { ...node, type: `${node.type}Tool` };
}

/** What the connections ask of a node besides its parameters. */
export interface Wired {
  connections: WiredConnection[];
  /** By node name. */
  changes: Map<string, Pick<DraftNode, 'onError'> & { parameters?: DraftNode['parameters'] }>;
}

type Node = PortsNode & { name: string };

/**
 * Ports as numbers. A named error output switches the source to `continueErrorOutput`; a fallback output or a further
 * input of Merge is switched on. A name the node does not have becomes an output it does not have either, so that
 * validation finds it.
 * @param nodes with repaired parameters
 */
export function resolvePorts(nodes: readonly Node[], connections: readonly DraftConnection[], catalog: Catalog): Wired {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const changes: Wired['changes'] = new Map();
  const change = (name: string, more: NonNullable<ReturnType<Wired['changes']['get']>>): void => {
    changes.set(name, { ...changes.get(name), ...more });
  };
  // Fallbacks first: an error output comes behind them.
  const plain = connections.map((given): DraftConnection => {
    const from = byName.get(given.from);
    if (typeof given.output !== 'string' || !from) return given;
    const found = findOutput(from, given.output);
    if (!found && isError(given.output)) return given;
    if (found?.parameters) {
      change(from.name, { parameters: { ...changes.get(from.name)?.parameters, ...found.parameters } });
    }
    return { ...given, output: found?.index ?? outside(from, changes, catalog) };
  });
  const spread = spreadInputs(plain, byName, catalog);
  const wired = spread.map((given): WiredConnection => {
    const from = byName.get(given.from);
    const count = from ? mainOutputs(from, changes, catalog) : undefined;
    const named = typeof given.output === 'string';
    const quiet = from?.onError === undefined && given.kind === 'main' && count === 1 && given.output === 1;
    const failing = given.kind === 'main' && from && ((named && isError(String(given.output))) || quiet);
    if (failing) change(from.name, { onError: 'continueErrorOutput' });
    const output = failing ? (count ?? 1) : typeof given.output === 'number' ? given.output : 0;
    return { ...given, output, input: typeof given.input === 'number' ? given.input : 0 };
  });
  for (const node of nodes) widen(node, wired, change, changes);
  return { connections: wired, changes };
}

const isError = (name: string): boolean => /^\s*(?:on ?)?(?:error|failure|failed)(?: output)?\s*$/i.test(name);

/** How many data outputs the node has, not counting one for errors. */
function mainOutputs(node: Node, changes: Wired['changes'], catalog: Catalog): number | undefined {
  const parameters = { ...node.parameters, ...changes.get(node.name)?.parameters };
  const { outputs } = portsOf({ ...node, parameters, onError: undefined }, catalog.get(node.type, node.typeVersion));
  return outputs?.get('main');
}

const outside = (node: Node, changes: Wired['changes'], catalog: Catalog): number =>
  Math.min(100, (mainOutputs(node, changes, catalog) ?? 0) + 1);

/** Named inputs as numbers; several connections that all left the input of a joining node out get one each. */
function spreadInputs(
  connections: readonly DraftConnection[],
  nodes: ReadonlyMap<string, Node>,
  catalog: Catalog,
): DraftConnection[] {
  const named = connections.map((given): DraftConnection => {
    const to = nodes.get(given.to);
    if (typeof given.input !== 'string') return given;
    const inputs = to && portsOf(to, catalog.get(to.type, to.typeVersion)).inputs?.get(given.kind);
    return { ...given, input: findInput(given.input) ?? Math.min(100, inputs ?? 0) };
  });
  const next = new Map<string, number>();
  return named.map((given) => {
    const to = nodes.get(given.to);
    if (!to || given.kind !== 'main' || !joins.has(to.type)) return given;
    const others = named.filter((one) => one.to === given.to && one.kind === 'main');
    if (others.length < 2 || others.some((one) => one.input !== 0)) return given;
    const input = next.get(given.to) ?? 0;
    next.set(given.to, input + 1);
    return { ...given, input };
  });
}

const joins = new Set(['n8n-nodes-base.merge', 'n8n-nodes-base.compareDatasets']);
const mostInputs = 10;

/** Merge has two inputs unless told otherwise. */
function widen(
  node: Node,
  connections: readonly WiredConnection[],
  change: (name: string, more: { parameters: DraftNode['parameters'] }) => void,
  changes: Wired['changes'],
): void {
  if (node.type !== 'n8n-nodes-base.merge' || node.typeVersion < 3) return;
  const inputs = connections
    .filter(({ to, kind }) => to === node.name && kind === 'main')
    .map(({ input }) => input + 1);
  const wanted = Math.max(0, ...inputs);
  const stated = node.parameters['numberInputs'];
  if (wanted <= 2 || wanted > mostInputs || stated !== undefined) return;
  change(node.name, { parameters: { ...changes.get(node.name)?.parameters, numberInputs: wanted } });
}
