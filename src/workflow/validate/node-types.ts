import type { NodeType } from '#src/catalog/catalog.ts';
import type { Issue } from '#src/model/issue.ts';
import { defaultNodePolicy, judgeNodeType } from '#src/policy/node-policy.ts';
import { error, warning } from '../issues.ts';
import { nearestWord } from '../near.ts';
import { isReplaced } from './deprecated.ts';
import { nodeFix, type Rule, type View, type ViewNode } from './view.ts';

/** Packages n8n itself brings: a type with such a name that the instance's catalogue lacks cannot exist there. */
const shipped = /^(?:n8n-nodes-base|@n8n\/n8n-nodes-langchain)\./;
const wellFormed = /^(?:@[\w.-]{1,80}\/)?[\w-]{1,80}\.[A-Za-z](?:\w|[ -](?=\w)){0,100}$/;

/** Every node is of a type this n8n has, in a version it has, and one that may be used. */
export const checkNodeTypes: Rule = (view) => view.nodes.flatMap((node) => checkType(node, view));

function checkType(node: ViewNode, view: View): Issue[] {
  const at = { node: node.name, path: 'type' };
  // A file that exists already may hold one; Flowsmith itself never puts one into n8n.
  const grave = view.fromDraft || view.unknownTypes === 'error' ? error : warning;
  // With a policy of its own the context has it judged as a whole.
  if (!view.policy && judgeNodeType(defaultNodePolicy, node.type) === 'deny') {
    return [grave('denied-node-type', { type: node.shortType, by: 'machine' }, at)];
  }
  if (view.catalog.excluded.has(node.type)) {
    return [grave('denied-node-type', { type: node.shortType, by: 'excluded' }, at)];
  }
  if (node.nodeType) return checkVersion(node, node.nodeType, view);
  return isReplaced(node.type) ? [] : unknown(node, view);
}

function checkVersion(node: ViewNode, nodeType: NodeType, view: View): Issue[] {
  const at = { node: node.name, path: 'typeVersion' };
  const set = (version: number) =>
    nodeFix(node, `Sets the version to ${version}.`, { path: ['typeVersion'], value: version });
  const { statedVersion, version } = node;
  if (statedVersion === undefined || statedVersion === null) {
    const fix = set(nodeType.defaultVersion);
    return [warning('version-missing', { node: node.name, type: nodeType.displayName }, { ...at, fix })];
  }
  if (typeof statedVersion !== 'number') {
    const fitting = nodeType.versions.includes(version) ? version : nodeType.defaultVersion;
    const params = { node: node.name, example: nodeType.defaultVersion };
    return [error('version-malformed', params, { ...at, fix: set(fitting) })];
  }
  if (nodeType.versions.includes(version)) return [];
  const newer = version > Math.max(...nodeType.versions);
  const sure = newer || view.catalog.source.kind === 'instance';
  const older = nodeType.versions.filter((one) => one < version && Math.floor(one) === Math.floor(version)).at(-1);
  const fix = set(older ?? nodeType.defaultVersion);
  const params = { type: nodeType.displayName, version, versions: nodeType.versions };
  return [(sure ? error : warning)('unknown-node-version', params, { ...at, fix })];
}

function unknown(node: ViewNode, view: View): Issue[] {
  const instance = view.catalog.source.kind === 'instance';
  // n8n makes these variants itself; a catalogue that does not list them says nothing about them.
  const variantOf = /^(.+?)(?:Hitl)?Tool$/.exec(node.type)?.[1];
  const variant = variantOf !== undefined && view.catalog.get(variantOf) !== undefined;
  const sameName = view.catalog.all().filter(({ name }) => lastPart(name) === node.shortType.toLowerCase());
  const [same] = sameName.length === 1 ? sameName : [];
  const near = same?.name ?? nearestType(node, view) ?? null;
  const at = { node: node.name, path: 'type' };
  const fix = near && { fix: nodeFix(node, `Sets the node type to ${near}.`, { path: ['type'], value: near }) };
  const misspelt = isMisspelt(node.type) || same?.name.toLowerCase() === node.type.toLowerCase();
  const foreign = wellFormed.test(node.type) && !(instance && shipped.test(node.type)) && !misspelt;
  if (view.unknownTypes === 'warning' && (variant || foreign)) {
    const suggestion = variant ? null : near;
    return [warning('unknown-node-type', { type: clip(node.type), suggestion, here: false }, at)];
  }
  return [error('unknown-node-type', { type: clip(node.type), suggestion: near, here: true }, { ...at, ...fix })];
}

/** Prefixes people write for n8n's own packages; no package of npm can have these names and hold nodes of n8n. */
const isMisspelt = (type: string): boolean =>
  /^(?:n8n-)?nodes-(?:base|langchain)\.|^n8n-nodes-langchain\./.test(type) && !shipped.test(type);
const clip = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
const lastPart = (type: string): string => type.slice(type.lastIndexOf('.') + 1).toLowerCase();

/** The type with the most similar name, if it is similar at all. */
function nearestType(node: ViewNode, view: View): string | undefined {
  const byPart = new Map(view.catalog.all().map(({ name }) => [lastPart(name), name]));
  const near = nearestWord(node.shortType.toLowerCase(), byPart.keys());
  return near === undefined ? undefined : byPart.get(near);
}
