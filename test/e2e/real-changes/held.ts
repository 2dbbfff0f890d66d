import type { DraftOperationInput } from '#src/workflow/edit/operations.ts';

export interface HeldNode {
  id: string;
  name: string;
  type: string;
  typeVersion: number;
  position: [number, number];
  // biome-ignore lint/suspicious/noExplicitAny: parameters of any node
  parameters: any;
  [key: string]: unknown;
}

type Outputs = ({ node: string; type: string; index: number }[] | null)[];

/** A workflow as n8n's API returns it. */
export interface Held {
  id: string;
  name: string;
  description?: string | null;
  nodes: HeldNode[];
  connections: Record<string, Record<string, Outputs>>;
  settings: Record<string, unknown>;
  pinData?: unknown;
  nodeGroups?: { id: string; name: string; nodeIds: string[] }[] | null;
  tags?: { name: string }[];
}

/** One change as a person asks for it, and all that may come of it. */
export interface Change {
  words: string;
  /** What a good model answers. */
  operations: DraftOperationInput[];
  /** Nodes it looks at first. */
  reads: string[];
  /** What n8n shall hold afterwards, made in place of what it held. Ids and places of new nodes are left out. */
  expected(held: Held): void;
  /** What the card says, in this order. */
  says: string[];
}

export const isNote = ({ type }: Pick<HeldNode, 'type'>): boolean => type === 'n8n-nodes-base.stickyNote';

export function nodeOf(held: Held, name: string): HeldNode {
  const found = held.nodes.find((node) => node.name === name);
  if (!found) throw new Error(`no node ${name}`);
  return found;
}

/** What a node leads to by its first output, when it is one step and the only one. */
export function nextOf(held: Held, name: string): string | undefined {
  const outputs = held.connections[name]?.['main'] ?? [];
  const all = outputs.flatMap((targets) => targets ?? []);
  return all.length === 1 && outputs[0]?.length === 1 && all[0]?.index === 0 ? all[0]?.node : undefined;
}

function sourcesOf(held: Held, name: string): string[] {
  return Object.entries(held.connections).flatMap(([from, kinds]) =>
    Object.values(kinds).flatMap((outputs) =>
      outputs.flatMap((targets) => (targets ?? []).filter(({ node }) => node === name).map(() => from)),
    ),
  );
}

/** Steps that stand between one other step and another. */
export function betweenTwo(held: Held): { before: string; node: HeldNode; after: string }[] {
  return held.nodes.flatMap((node) => {
    const after = nextOf(held, node.name);
    const [before, ...more] = sourcesOf(held, node.name);
    if (isNote(node) || after === undefined || before === undefined || more.length > 0 || before === after) return [];
    if (nextOf(held, before) !== node.name || sourcesOf(held, after).length !== 1 || after === node.name) return [];
    return [{ before, node, after }];
  });
}

export const lead = (to: string) => [{ node: to, type: 'main', index: 0 }];

/** Texts of at least so many characters in the parameters of steps, with the path to each. */
export function textsOf(held: Held, least: number): { node: HeldNode; path: string; text: string }[] {
  const found: { node: HeldNode; path: string; text: string }[] = [];
  const visit = (node: HeldNode, value: unknown, path: string): void => {
    if (typeof value === 'string' && value.length >= least) found.push({ node, path, text: value });
    if (typeof value !== 'object' || value === null) return;
    for (const [key, one] of Object.entries(value)) {
      if (!/^\w+$/.test(key)) continue;
      visit(node, one, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`);
    }
  };
  for (const node of held.nodes.filter((one) => !isNote(one))) visit(node, node.parameters, '');
  return found;
}

/** Sets what stands at such a path. */
export function put(root: unknown, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const holder = keys.slice(0, -1).reduce((one, key) => (one as Record<string, unknown>)[key], root);
  (holder as Record<string, unknown>)[keys.at(-1) ?? ''] = value;
}
