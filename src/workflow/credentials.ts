import type { Catalog, NodeType } from '#src/catalog/catalog.ts';
import { isExpression, isTool, isVisible, withDefaults } from '#src/catalog/display-options.ts';
import type { Parameters } from '#src/model/draft.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { findNode } from './edit/match-nodes.ts';
import { isEqual } from './json/equal.ts';
import { isRecord, toText } from './json/values.ts';

/** A credential of the instance: never more of it than its name. */
export interface CredentialRef {
  id: string;
  name: string;
  type: string;
}

/** One kind of credential that a workflow has to have, and how that stands. */
export interface CredentialNeed {
  /** n8n's name of the kind, e.g. `slackApi`. */
  type: string;
  displayName: string;
  /** Names of the nodes that need it. */
  nodes: string[];
  /** The one that is bound, when all those nodes have the same. */
  bound?: { id: string; name: string };
  /** What the instance has of this kind; absent when nobody knows. */
  options?: CredentialRef[];
}

interface CredentialKind {
  /** n8n's name of it, e.g. `slackApi`. */
  type: string;
  displayName: string;
}

/**
 * Every credential the workflow needs with the parameters it has, by kind. Pure.
 * @param base for a change, what n8n holds: nodes that stay as they are concern nobody
 */
export function credentialNeeds(
  workflow: N8nWorkflow,
  catalog: Catalog,
  known?: readonly CredentialRef[],
  base?: N8nWorkflow,
): CredentialNeed[] {
  const needs = new Map<string, CredentialNeed & { ids: Set<string | undefined> }>();
  for (const node of workflow.nodes) {
    if (node.disabled || isUntouched(node, keptNode(node, base))) continue;
    for (const { type, displayName } of wantedBy(node, catalog)) {
      const bound = boundTo(node, type);
      const need = needs.get(type) ?? { type, displayName, nodes: [], ids: new Set<string | undefined>() };
      need.nodes.push(node.name);
      need.ids.add(bound?.id);
      if (bound) need.bound = bound;
      needs.set(type, need);
    }
  }
  return [...needs.values()].map(({ ids, bound, ...need }) => ({
    ...need,
    ...(bound && ids.size === 1 ? { bound } : {}),
    ...(known ? { options: known.filter((one) => one.type === need.type) } : {}),
  }));
}

/**
 * The workflow with credentials bound where nothing has to be asked: the one chosen by a person, else the one the node
 * had before, else the only one of its kind on the instance, unless that kind goes with any address there is. A node
 * that may authenticate in several ways takes a way there is a credential for. In a change
 * (`base`) nothing is bound in nodes that stay as they are, nor what a kept node did without before. Never invents an
 * id. Pure.
 */
export function bindCredentials(
  workflow: N8nWorkflow,
  options: {
    catalog: Catalog;
    known: readonly CredentialRef[] | undefined;
    chosen?: readonly CredentialRef[];
    previous?: N8nWorkflow | undefined;
    /** For a change: what n8n holds. */
    base?: N8nWorkflow | undefined;
    /** For a change: new name → name there. */
    renames?: Record<string, string>;
  },
): N8nWorkflow {
  const { catalog, known, chosen = [], previous, base, renames = {} } = options;
  const fits = (type: string): CredentialRef[] =>
    generic.has(type) ? [] : (known?.filter((one) => one.type === type) ?? []);
  const nodes = workflow.nodes.map((given) => {
    const kept = keptNode({ ...given, name: renames[given.name] ?? given.name }, base);
    if (isUntouched(given, kept)) return given;
    const node = kept ? given : withReachableAuthentication(given, catalog, fits);
    const before = previous && findNode(previous.nodes, node);
    const wanted = new Set(kept ? wantedBy(kept, catalog).map(({ type }) => type) : []);
    const credentials: Record<string, unknown> = { ...node.credentials };
    for (const { type } of wantedBy(node, catalog)) {
      const picked = chosen.find((one) => one.type === type);
      const [only, second] = wanted.has(type) ? [] : fits(type);
      const earlier = before?.type === node.type ? boundTo(before, type) : undefined;
      const found = picked ?? boundTo(node, type) ?? earlier ?? (second ? undefined : only);
      if (found) credentials[type] = { id: found.id, name: found.name };
    }
    return Object.keys(credentials).length > 0 ? ({ ...node, credentials } as N8nNode) : node;
  });
  return { ...workflow, nodes };
}

/** Kinds that go with any address: bound by a guess, a secret could go to somebody it is not meant for. */
const generic = new Set([
  'httpBasicAuth',
  'httpBearerAuth',
  'httpCustomAuth',
  'httpDigestAuth',
  'httpHeaderAuth',
  'httpMultipleHeadersAuth',
  'httpQueryAuth',
  'httpSslAuth',
  'jwtAuth',
  'oAuth1Api',
  'oAuth2Api',
]);

/** The node as n8n holds it, of the same type; undefined when it is new. */
function keptNode(node: N8nNode, base: N8nWorkflow | undefined): N8nNode | undefined {
  const kept = base && findNode(base.nodes, node);
  return kept?.type === node.type ? kept : undefined;
}

const isUntouched = (node: N8nNode, kept: N8nNode | undefined): boolean =>
  kept !== undefined &&
  isEqual(node.parameters, kept.parameters) &&
  (node.disabled ?? false) === (kept.disabled ?? false);

function boundTo(node: N8nNode, type: string): { id: string; name: string } | undefined {
  const value = isRecord(node.credentials) ? node.credentials[type] : undefined;
  if (!isRecord(value) || typeof value['id'] !== 'string' || value['id'] === '') return undefined;
  return { id: value['id'], name: typeof value['name'] === 'string' ? value['name'] : '' };
}

/** What n8n would ask this node to have. */
function wantedBy(node: N8nNode, catalog: Catalog): CredentialKind[] {
  const nodeType = catalog.get(node.type, node.typeVersion);
  if (!nodeType) return [];
  const values = withDefaults(nodeType, node.parameters, node.typeVersion);
  return neededKinds(nodeType, values, node.typeVersion).map(({ type, displayName }) => ({
    type,
    displayName: displayName === type ? (catalog.credential(type)?.displayName ?? type) : displayName,
  }));
}

/**
 * The kinds of credential a node must have: the one it names itself, as HTTP Request and its like do, or those its type
 * requires. None where an expression decides. Pure.
 * @param values its parameters with the defaults
 */
export function neededKinds(nodeType: NodeType, values: Parameters, version: number): CredentialKind[] {
  const { authentication, genericAuthType, nodeCredentialType } = values;
  const named =
    authentication === 'genericCredentialType'
      ? toText(genericAuthType)
      : authentication === 'predefinedCredentialType'
        ? toText(nodeCredentialType)
        : undefined;
  if (named) return isExpression(named) ? [] : [{ type: named, displayName: named }];
  const scope = { parameters: values, version, tool: isTool(nodeType) };
  return nodeType.credentials
    .filter((one) => one.required && isVisible(one, scope))
    .map(({ name, displayName }) => ({ type: name, displayName }));
}

/**
 * Kinds their services switched off, by the notices of n8n 2.40.7's own credential forms. A node may still offer them,
 * even by default; nothing that is made for one works.
 */
const switchedOff = new Set(['airtableApi', 'hubspotApi', 'orbitApi']);

/**
 * "Slack by OAuth" instead of "Slack by token", when only the former has a credential: whether a draft says nothing about
 * it or says the other way, with which the step could not sign in. A way the service switched off is never taken: the first
 * way that works stands in for it.
 */
function withReachableAuthentication(
  node: N8nNode,
  catalog: Catalog,
  fits: (type: string) => CredentialRef[],
): N8nNode {
  const nodeType = catalog.get(node.type, node.typeVersion);
  if (!nodeType) return node;
  const now = wantedBy(node, catalog);
  const off = now.some(({ type }) => switchedOff.has(type));
  if (now.length === 0 || isExpression(node.parameters['authentication'])) return node;
  if (!off && now.some(({ type }) => fits(type).length > 0 || boundTo(node, type))) return node;
  const others = authenticationChoices(nodeType).flatMap((value) => {
    const other = { ...node, parameters: { ...node.parameters, authentication: value } };
    const wanted = wantedBy(other, catalog);
    return wanted.length > 0 && !wanted.some(({ type }) => switchedOff.has(type)) ? [{ other, wanted }] : [];
  });
  const reachable = others.find(({ wanted }) => wanted.every(({ type }) => fits(type).length > 0));
  return reachable?.other ?? (off ? others[0]?.other : undefined) ?? node;
}

function authenticationChoices(nodeType: NodeType): string[] {
  const choices = nodeType.properties
    .filter((property) => property.name === 'authentication' && property.type === 'options')
    .flatMap((property) => property.options ?? [])
    .map((option) => option.value);
  return choices.filter((value): value is string => typeof value === 'string');
}
