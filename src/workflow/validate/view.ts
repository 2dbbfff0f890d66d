import type { Catalog, NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { isTool, resolveParameters } from '#src/catalog/display-options.ts';
import type { Parameters } from '#src/model/draft.ts';
import type { Edit, Fix, Issue } from '#src/model/issue.ts';
import type { N8nNode } from '#src/model/n8n-workflow.ts';
import type { NodePolicy } from '#src/policy/node-policy.ts';
import { isRecord, toRecord, toText } from '../json/values.ts';
import { isStickyNote } from '../n8n-workflow.ts';
import { type Ports, portsOf } from '../wiring/ports.ts';
import type { InstanceFacts } from './instance-facts.ts';

/** Most nodes of a draft; n8n itself sets no limit, so workflows from elsewhere may have ten times as many. */
export const maxDraftNodes = 200;
export const maxNodes = 2000;
export const maxNameLength = 128;
const maxEdges = 20_000;

/** One node as the rules see it: read leniently, so that every rule may rely on these types. */
export interface ViewNode {
  /** Where it stands in the document's list of nodes; fixes are addressed by it. */
  index: number;
  id: string | undefined;
  name: string;
  type: string;
  /** Last part of the type, e.g. `webhook`. */
  shortType: string;
  version: number;
  parameters: Parameters;
  /** The parameters with the defaults of the catalogue; the same as `parameters` when the type is not known. */
  values: Parameters;
  /** The properties n8n shows for these values; none when the type is not described. */
  visible: readonly NodeProperty[];
  /** What `typeVersion` says, of whatever type; undefined when it is not there. */
  statedVersion: unknown;
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
  /** Type of the input, as the connection names it. */
  inputKind: string;
  /** Its place among the connections of this output. */
  slot: number;
}

/** A workflow as the rules see it. Sticky notes are left out. */
export interface View {
  /** The id the connected n8n knows it by, when it has been there. */
  id: string | undefined;
  name: string | undefined;
  nodes: ViewNode[];
  byName: ReadonlyMap<string, ViewNode>;
  edges: ViewEdge[];
  /** The connections as the document has them. */
  connections: Parameters;
  settings: Parameters;
  /** Test data that stand in for what a node puts out, by its name. */
  pinned: Parameters;
  catalog: Catalog;
  /** The nodes as the document has them; each is found by the `index` of a node here. */
  stored: readonly unknown[];
  /** For a change: the nodes as they were. */
  before: readonly N8nNode[] | undefined;
  /** What only the connected n8n knows, where it was asked. */
  facts: InstanceFacts | undefined;
  /** What the operator allows; absent where nobody set anything, then only the usual nodes are denied. */
  policy: NodePolicy | undefined;
  unknownTypes: 'error' | 'warning';
  /** True for a workflow that was passed on rather than in use: see `looksShared`. */
  shared: boolean;
  /** True when it was compiled from a draft: stricter about what a person can still be asked. */
  fromDraft: boolean;
}

/** One rule family: pure, never throws on what a View may hold. */
export type Rule = (view: View) => Issue[];

type Options = Pick<View, 'catalog' | 'facts' | 'policy' | 'unknownTypes' | 'fromDraft' | 'before'>;

/** Reads a workflow document; what cannot be read is left out here and reported by the structure rules. */
export function toView(workflow: Parameters, options: Options): View {
  const given = Array.isArray(workflow['nodes']) ? workflow['nodes'].slice(0, maxNodes) : [];
  const nodes = given
    .flatMap((node, index) => (isRecord(node) ? [toNode(node, index, options.catalog)] : []))
    .filter((node) => node.name !== '' && node.type !== '' && !isStickyNote(node));
  return {
    ...options,
    id: toText(workflow['id']),
    name: toText(workflow['name']),
    nodes,
    stored: given,
    byName: new Map(nodes.map((node) => [node.name, node])),
    edges: toEdges(workflow['connections']),
    connections: toRecord(workflow['connections']),
    settings: toRecord(workflow['settings']),
    pinned: toRecord(workflow['pinData']),
    shared: !options.fromDraft && looksShared(given, nodes),
  };
}

function toNode(node: Parameters, index: number, catalog: Catalog): ViewNode {
  const type = toText(node['type']) ?? '';
  const statedVersion = node['typeVersion'];
  const stated = toVersion(statedVersion);
  const nodeType = catalog.get(type, stated);
  const version = stated ?? nodeType?.defaultVersion ?? 1;
  const parameters = toRecord(node['parameters']);
  const described = nodeType?.covers.includes(version) ?? false;
  const { values, visible } =
    nodeType && described
      ? resolveParameters(nodeType.properties, parameters, { version, tool: isTool(nodeType) })
      : { values: parameters, visible: [] };
  const onError = toText(node['onError']);
  return {
    index,
    id: toText(node['id']),
    name: toText(node['name']) ?? '',
    type,
    shortType: type.slice(type.lastIndexOf('.') + 1),
    version,
    parameters,
    values,
    visible,
    statedVersion,
    credentials: toRecord(node['credentials']),
    disabled: node['disabled'] === true,
    onError,
    nodeType,
    described,
    ports: portsOf({ type, parameters: values, typeVersion: version, onError }, nodeType),
  };
}

/**
 * True for a workflow laid out in n8n's editor that was taken out of somebody's n8n to be passed on: notes explain it,
 * or its credentials were left out. What only the receiver can know (whose spreadsheet, which address) is blank there on
 * purpose, and n8n's editor says so.
 */
function looksShared(given: readonly unknown[], nodes: readonly ViewNode[]): boolean {
  const places = new Set(given.map((node) => JSON.stringify(toRecord(node)['position'])));
  if (places.size < Math.min(2, given.length)) return false;
  const noted = given.some((node) => toRecord(node)['type'] === 'n8n-nodes-base.stickyNote');
  return noted || nodes.some((node) => (node.nodeType?.credentials.length ?? 0) > 0 && !hasCredential(node));
}

/** True when one of its credentials names an id; older exports name a title only, shared ones nothing. */
const hasCredential = (node: ViewNode): boolean =>
  Object.values(node.credentials).some((one) => Boolean(toRecord(one)['id']));

/** A version given as text counts as the number it is. */
function toVersion(stated: unknown): number | undefined {
  const version = typeof stated === 'string' && stated.trim() !== '' ? Number(stated) : stated;
  return typeof version === 'number' && Number.isFinite(version) ? version : undefined;
}

/** Reads n8n's nested connections; at most 20,000 edges. */
function toEdges(connections: unknown): ViewEdge[] {
  const edges: ViewEdge[] = [];
  for (const [from, kinds] of Object.entries(toRecord(connections))) {
    for (const [kind, outputs] of Object.entries(toRecord(kinds))) {
      if (!Array.isArray(outputs)) continue;
      for (const [output, targets] of outputs.entries()) {
        for (const [slot, target] of Array.isArray(targets) ? targets.entries() : []) {
          if (!isRecord(target) || edges.length >= maxEdges) continue;
          const input = typeof target['index'] === 'number' ? target['index'] : 0;
          const inputKind = toText(target['type']) ?? kind;
          edges.push({ from, to: toText(target['node']) ?? '', kind, output, input, inputKind, slot });
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

/** A fix that edits one node; paths begin inside the node, e.g. `['parameters', 'url']`. */
export function nodeFix(node: Pick<ViewNode, 'index'>, description: string, ...edits: Edit[]): Fix {
  return { description, edits: edits.map((edit) => ({ ...edit, path: ['nodes', node.index, ...edit.path] })) };
}

/** The path as issues write it, e.g. `parameters.rules.values[0].output`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part.slice(0, 80)}`;
  }, '');
}
