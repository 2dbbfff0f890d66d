import type { Fix, Issue } from '#src/model/issue.ts';
import { error, warning } from '../issues.ts';
import { isRecord, toText } from '../json/values.ts';
import { checkNodeSettings } from './node-settings.ts';
import { maxDraftNodes, maxNameLength, maxNodes } from './view.ts';
import { checkConnectionShape } from './wiring/connection-shape.ts';

const maxDepth = 60;
const maxValues = 200_000;
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/** The document itself: an object with named, typed, placed nodes, of a size n8n and a person can handle. */
export function checkStructure(workflow: Record<string, unknown>, fromDraft: boolean): Issue[] {
  const nodes = workflow['nodes'];
  if (!Array.isArray(nodes)) return [error('nodes-missing', {}, { path: 'nodes' })];
  if (nodes.length === 0) return [error('workflow-empty', {}, { path: 'nodes' })];
  const most = fromDraft ? maxDraftNodes : maxNodes;
  if (nodes.length > most) return [error('too-many-nodes', { count: nodes.length, most }, { path: 'nodes' })];
  return [
    ...checkName(workflow['name'], fromDraft),
    ...nodes.flatMap((node, index) => checkNode(node, index)),
    ...checkDoubles(nodes),
    ...checkObjects(workflow),
    ...checkConnectionShape(workflow['connections']),
  ];
}

/** n8n refuses a workflow without connections or with settings that are no object. */
function checkObjects(workflow: Record<string, unknown>): Issue[] {
  const issues: Issue[] = [];
  const fixed = (key: string): Fix => ({ description: `Adds empty ${key}.`, edits: [{ path: [key], value: {} }] });
  if (workflow['connections'] === undefined || workflow['connections'] === null) {
    issues.push(error('connections-missing', {}, { path: 'connections', fix: fixed('connections') }));
  }
  const { settings } = workflow;
  if (settings !== undefined && settings !== null && !isRecord(settings)) {
    issues.push(error('settings-malformed', {}, { path: 'settings', fix: fixed('settings') }));
  }
  return issues;
}

/** True when nothing nests deeper and nothing is larger than the rules are made for. */
export function isManageable(value: unknown): boolean {
  let left = maxValues;
  const stack: [unknown, number][] = [[value, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [current, depth] = next;
    left -= 1;
    if (left < 0 || depth > maxDepth) return false;
    if (typeof current !== 'object' || current === null) continue;
    for (const entry of Object.values(current)) stack.push([entry, depth + 1]);
  }
  return true;
}

function checkName(name: unknown, fromDraft: boolean): Issue[] {
  if (typeof name !== 'string' || name.trim() === '') {
    return [(fromDraft ? error : warning)('name-missing', {}, { path: 'name' })];
  }
  if (name.length <= maxNameLength) return [];
  return [error('name-too-long', { length: name.length, most: maxNameLength }, { path: 'name' })];
}

function checkNode(node: unknown, index: number): Issue[] {
  const path = `nodes[${index}]`;
  if (!isRecord(node)) return [error('node-malformed', { step: index + 1 }, { path })];
  const name = toText(node['name']);
  const issues: Issue[] = [];
  if (!name?.trim()) issues.push(error('node-name-missing', { step: index + 1 }, { path: `${path}.name` }));
  else if (name.length > maxNameLength) {
    const params = { length: name.length, most: maxNameLength };
    issues.push(error('node-name-too-long', params, { path: `${path}.name` }));
  } else if (reserved.has(name)) {
    issues.push(error('node-name-reserved', { name }, { node: name }));
  }
  const at = name ? { node: name } : {};
  if (!toText(node['type']))
    issues.push(error('node-type-missing', { node: name ?? null, step: index + 1 }, { ...at, path: 'type' }));
  if (node['parameters'] !== undefined && !isRecord(node['parameters'])) {
    issues.push(error('parameters-malformed', {}, { ...at, path: 'parameters' }));
  }
  const position = node['position'];
  if (!(Array.isArray(position) && position.length === 2 && position.every(Number.isFinite))) {
    const edits = [{ path: ['nodes', index, 'position'], value: [index * 224, 0] }];
    const fix = { fix: { description: 'Gives the step a place.', edits } };
    const isNode = name !== undefined && toText(node['type']) !== undefined;
    issues.push(error('position-malformed', {}, { ...at, path: 'position', ...(isNode ? fix : {}) }));
  }
  return [...issues, ...checkNodeSettings(node, index)];
}

function checkDoubles(nodes: readonly unknown[]): Issue[] {
  const names = new Set<string>();
  const ids = new Set<string>();
  const issues: Issue[] = [];
  for (const node of nodes) {
    if (!isRecord(node)) continue;
    const [name, id] = [toText(node['name']), toText(node['id'])];
    if (name && names.has(name)) {
      issues.push(error('duplicate-node-name', { name }, { node: name }));
    }
    if (id && ids.has(id)) issues.push(error('duplicate-node-id', {}, name ? { node: name } : {}));
    if (name) names.add(name);
    if (id) ids.add(id);
  }
  return issues;
}
