import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { isEqual } from '../json/equal.ts';
import { isRecord } from '../json/values.ts';
import type { contentKeys } from '../n8n-workflow.ts';
import { restoreSecrets } from '../redact.ts';
import { differencesBetween, type Place } from './differences.ts';
import { findNode } from './match-nodes.ts';
import { operatedByDocument, straysOf } from './operated.ts';

/** A change as it was approved: what n8n held when it was made, and what it shall hold. */
export interface Approved {
  base: N8nWorkflow;
  wanted: N8nWorkflow;
}

export interface OnTop {
  document: N8nWorkflow;
  /** `name`, `settings.timezone`, …: changed there and here, in different ways. */
  conflicts: string[];
  /** Passwords and keys that are not in n8n any more where they were. */
  lost: { node: string; path: string }[];
}

/** n8n keeps what it is not sent, and its API knows a word for taking these away. */
const removable = new Set(['timezone', 'errorWorkflow']);

/**
 * The document to write: nodes and connections as they were approved, with the secrets n8n holds; of name and settings
 * only what the change is about, because n8n's version does not tell whether somebody else changed them meanwhile.
 * Pure; whether nodes and connections are still those of the base is for whoever writes to see.
 */
export function putOnTop(current: N8nWorkflow, { base, wanted }: Approved): OnTop {
  const conflicts: string[] = [];
  const merge = <T>(place: string, was: T, own: T, now: T): T => {
    if (isEqual(was, own)) return now;
    if (!isEqual(was, now) && !isEqual(own, now)) conflicts.push(place);
    return own;
  };
  const name = merge('name', base.name, wanted.name, current.name);
  const keys = new Set([...Object.keys(base.settings), ...Object.keys(wanted.settings)]);
  const settings: Record<string, unknown> = {};
  for (const key of keys) {
    const [was, own, now] = [base, wanted, current].map((one) => one.settings[key]);
    const value = merge(`settings.${key}`, was, own, now);
    if (isEqual(value, now)) continue;
    if (value !== undefined) settings[key] = value;
    else if (removable.has(key)) settings[key] = 'DEFAULT';
  }
  const content = contentOnTop(current, { base, wanted }, merge);
  const { nodes, connections } = wanted;
  const { workflow, lost } = restoreSecrets({ name, nodes, connections, settings, ...content }, current);
  const ordered = workflow.nodes.map((node) => inOrderOf(node, findNode(current.nodes, node)));
  return { document: { ...workflow, nodes: ordered }, conflicts, lost };
}

/** What is kept in a database comes back with its keys in another order; n8n shows people the order they know. */
function inOrderOf<T>(value: T, like: unknown): T {
  if (Array.isArray(value)) {
    const items = Array.isArray(like) ? like : [];
    return value.map((item: unknown, index) => inOrderOf(item, items[index])) as T;
  }
  if (!isRecord(value) || !isRecord(like)) return value;
  const keys = new Set([...Object.keys(like), ...Object.keys(value)].filter((key) => Object.hasOwn(value, key)));
  return Object.fromEntries([...keys].map((key) => [key, inOrderOf(value[key], like[key])])) as T;
}

/** What a document need not speak of: written only where the change is about it. */
function contentOnTop(
  current: N8nWorkflow,
  { base, wanted }: Approved,
  merge: <T>(place: string, was: T, own: T, now: T) => T,
): Pick<N8nWorkflow, (typeof contentKeys)[number]> {
  const isSaid = (key: (typeof contentKeys)[number]) => wanted[key] !== undefined && !isEqual(base[key], wanted[key]);
  const tags = isSaid('tags') ? tagsOnTop(current.tags, base.tags, wanted.tags) : undefined;
  return {
    ...(isSaid('description')
      ? { description: merge('description', base.description ?? '', wanted.description, current.description ?? '') }
      : {}),
    ...(isSaid('nodeGroups') ? { nodeGroups: wanted.nodeGroups } : {}),
    ...(tags && !isEqual(tags, current.tags ?? []) ? { tags } : {}),
    ...(isSaid('pinData') ? { pinData: pinsOnTop(current, { base, wanted }) } : {}),
  };
}

/** Tags are added and taken away one by one: whoever added another one meanwhile keeps it. */
function tagsOnTop(now: readonly string[] = [], was: readonly string[] = [], own: readonly string[] = []): string[] {
  const kept = now.filter((tag) => !was.includes(tag) || own.includes(tag));
  return [...kept, ...own.filter((tag) => !was.includes(tag) && !kept.includes(tag))];
}

/** The items themselves are known to n8n alone. */
function pinsOnTop(current: N8nWorkflow, { base, wanted }: Approved): Record<string, unknown> {
  const { renamed } = differencesBetween(base, wanted);
  const kept = Object.entries(current.pinData ?? {}).flatMap(([name, items]) => {
    const is = renamed.get(name) ?? name;
    const known = base.pinData && Object.hasOwn(base.pinData, name);
    return known && !Object.hasOwn(wanted.pinData ?? {}, is) ? [] : [[is, items] as const];
  });
  return Object.fromEntries(kept);
}

/**
 * The net right before a write: where the document differs from what n8n holds although the change that was approved
 * does not. Pure.
 */
export function straysOnTop(current: N8nWorkflow, written: N8nWorkflow, { base, wanted }: Approved): Place[] {
  const kept = Object.entries(written.settings).filter(([, value]) => value !== 'DEFAULT');
  const left = Object.entries(current.settings).filter(([key]) => written.settings[key] !== 'DEFAULT');
  const settings = { ...Object.fromEntries(left), ...Object.fromEntries(kept) };
  return straysOf(current, { ...written, settings }, operatedByDocument(base, wanted));
}
