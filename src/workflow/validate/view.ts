import type { Catalog, NodeType } from '#src/catalog/catalog.ts';
import { withDefaults } from '#src/catalog/display-options.ts';
import type { Issue, Parameters } from '../draft.ts';
import { type Ports, portsOf } from '../ports.ts';
import { isRecord, toRecord, toText } from '../values.ts';

export const maxNodes = 200;
export const maxNameLength = 128;
const maxEdges = 5000;

/** One node as the rules see it: read leniently, so that every rule may rely on these types. */
export interface ViewNode {
  name: string;
  type: string;
  /** Last part of the type, e.g. `webhook`. */
  shortType: string;
  version: number;
  parameters: Parameters;
  /** The parameters with the defaults of the catalogue; the same as `parameters` when the type is not known. */
  values: Parameters;
  credentials: Parameters;
  disabled: boolean;
  onError: string | undefined;
  nodeType: NodeType | undefined;
  /** True when the catalogue describes this version of the type. */
  described: boolean;
  ports: Ports;
}

export interface ViewEdge {
  from: string;
  to: string;
  kind: string;
  output: number;
  input: number;
}

/** A workflow as the rules see it. Sticky notes are left out. */
export interface View {
  name: string | undefined;
  nodes: ViewNode[];
  byName: ReadonlyMap<string, ViewNode>;
  edges: ViewEdge[];
  settings: Parameters;
  catalog: Catalog;
  unknownTypes: 'error' | 'warning';
  /** True when it was compiled from a draft: stricter about what a person can still be asked. */
  fromDraft: boolean;
}

/** One rule family: pure, never throws on what a View may hold. */
export type Rule = (view: View) => Issue[];

type Options = Pick<View, 'catalog' | 'unknownTypes' | 'fromDraft'>;

/** Reads a workflow document; what cannot be read is left out here and reported by the structure rules. */
export function toView(workflow: Parameters, options: Options): View {
  const given = Array.isArray(workflow['nodes']) ? workflow['nodes'].slice(0, maxNodes) : [];
  const nodes = given
    .filter(isRecord)
    .map((node) => toNode(node, options.catalog))
    .filter((node) => node.name !== '' && node.type !== '' && node.type !== 'n8n-nodes-base.stickyNote');
  return {
    ...options,
    name: toText(workflow['name']),
    nodes,
    byName: new Map(nodes.map((node) => [node.name, node])),
    edges: toEdges(workflow['connections']),
    settings: toRecord(workflow['settings']),
  };
}

function toNode(node: Parameters, catalog: Catalog): ViewNode {
  const type = toText(node['type']) ?? '';
  const stated = typeof node['typeVersion'] === 'number' ? node['typeVersion'] : undefined;
  const nodeType = catalog.get(type, stated);
  const version = stated ?? nodeType?.defaultVersion ?? 1;
  const parameters = toRecord(node['parameters']);
  const described = nodeType?.covers.includes(version) ?? false;
  const values = nodeType && described ? withDefaults(nodeType, parameters, version) : parameters;
  const onError = toText(node['onError']);
  return {
    name: toText(node['name']) ?? '',
    type,
    shortType: type.slice(type.lastIndexOf('.') + 1),
    version,
    parameters,
    values,
    credentials: toRecord(node['credentials']),
    disabled: node['disabled'] === true,
    onError,
    nodeType,
    described,
    ports: portsOf({ type, parameters: values, typeVersion: version, onError }, nodeType),
  };
}

/** Reads n8n's nested connections; at most 5,000 edges. */
function toEdges(connections: unknown): ViewEdge[] {
  const edges: ViewEdge[] = [];
  for (const [from, kinds] of Object.entries(toRecord(connections))) {
    for (const [kind, outputs] of Object.entries(toRecord(kinds))) {
      if (!Array.isArray(outputs)) continue;
      for (const [output, targets] of outputs.entries()) {
        for (const target of Array.isArray(targets) ? targets : []) {
          if (!isRecord(target) || edges.length >= maxEdges) continue;
          const input = typeof target['index'] === 'number' ? target['index'] : 0;
          edges.push({ from, to: toText(target['node']) ?? '', kind, output, input });
        }
      }
    }
  }
  return edges;
}

const triggerNames = new Set(['webhook', 'emailreadimap', 'cron', 'interval', 'start']);

/** True for nodes that can start a workflow; for unknown types n8n's naming tells. */
export function isTrigger(node: Pick<ViewNode, 'shortType' | 'nodeType'>): boolean {
  if (node.nodeType) return node.nodeType.kind === 'trigger';
  const name = node.shortType.toLowerCase();
  return name.endsWith('trigger') || triggerNames.has(name);
}

export const error = (code: string, message: string, at: { node?: string; path?: string } = {}): Issue => ({
  code,
  severity: 'error',
  ...at,
  message,
});

export const warning = (code: string, message: string, at: { node?: string; path?: string } = {}): Issue => ({
  code,
  severity: 'warning',
  ...at,
  message,
});
