import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Path } from '../json/paths.ts';
import { isRecord } from '../json/values.ts';
import { connectionKey, type WiredConnection } from '../wiring/connections.ts';

/** A place where two documents differ. */
export interface Place {
  /** Name of the node before; of a new one its name. Absent: the workflow itself. */
  node?: string;
  /** Inside the node or the workflow; empty for a node that is new or gone. */
  path: Path;
  /** Set when the only difference is that something empty is there or is not. */
  empty?: boolean;
}

/** Everything in which two documents differ, down to positions, notes on the canvas and the order of connections. */
export interface Differences {
  places: Place[];
  /** Connections that are only in one of them, under the names of after. */
  wires: WiredConnection[];
  /** Name before → name now, of the nodes that are in both. */
  renamed: ReadonlyMap<string, string>;
}

const deepest = 60;
/** What is compared by itself, or is n8n's own record. */
const apart = new Set(['nodes', 'connections', 'settings']);

/**
 * What differs between two whole documents. Nodes are the same by what is known to be renamed, by id, else by name. Of
 * the workflow only what both documents speak of is compared: n8n keeps what it is not sent. Pure.
 */
export function differencesBetween(
  before: N8nWorkflow,
  after: N8nWorkflow,
  known: ReadonlyMap<string, string> = new Map(),
): Differences {
  const pairs = pairNodes(before.nodes, after.nodes, known);
  const renamed = new Map([...pairs].map(([was, is]) => [was.name, is.name]));
  const kept = new Set(pairs.values());
  const one: Record<string, unknown> = { ...before };
  const other: Record<string, unknown> = { ...after };
  const shared = Object.keys(one).filter(
    (key) => !apart.has(key) && one[key] !== undefined && other[key] !== undefined,
  );
  return {
    places: [
      ...before.nodes.filter((node) => !pairs.has(node)).map(({ name }) => ({ node: name, path: [] })),
      ...after.nodes.filter((node) => !kept.has(node)).map(({ name }) => ({ node: name, path: [] })),
      ...[...pairs].flatMap(([was, is]) => placesIn(was, is).map((place) => ({ ...place, node: was.name }))),
      ...shared.flatMap((key) => placesIn(one[key], other[key], [key])),
      ...placesIn(before.settings, after.settings, ['settings']),
      ...reordered(before, after, (name) => renamed.get(name) ?? name),
    ],
    wires: wiresBetween(before, after, (name) => renamed.get(name) ?? name),
    renamed,
  };
}

function pairNodes(
  before: readonly N8nNode[],
  after: readonly N8nNode[],
  known: ReadonlyMap<string, string>,
): Map<N8nNode, N8nNode> {
  const left = new Set(after);
  const pairs = new Map<N8nNode, N8nNode>();
  const each = (same: (was: N8nNode, is: N8nNode) => boolean): void => {
    for (const was of before) {
      const is = pairs.has(was) ? undefined : [...left].find((node) => same(was, node));
      if (is && left.delete(is)) pairs.set(was, is);
    }
  };
  each((was, is) => known.get(was.name) === is.name);
  each((was, is) => Boolean(was.id) && was.id === is.id);
  each((was, is) => was.name === is.name);
  return pairs;
}

/** Every value that differs, as deep as it stands; the order of keys counts for nothing. */
export function placesIn(was: unknown, is: unknown, path: Path = []): Place[] {
  if (Object.is(was, is)) return [];
  const lists = Array.isArray(was ?? is) && Array.isArray(is ?? was);
  const records = isRecord(was ?? is) && isRecord(is ?? was);
  if ((!lists && !records) || path.length >= deepest) return [{ path }];
  const [one, other] = [(was ?? {}) as object, (is ?? {}) as object];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const inner = keys.flatMap((key) => placesIn(own(one, key), own(other, key), [...path, lists ? Number(key) : key]));
  // An empty object says nothing, but it is not the same as none.
  const absent = was === undefined || was === null || is === undefined || is === null;
  return inner.length === 0 && absent ? [{ path, empty: true }] : inner;
}

const own = (holder: object, key: string): unknown =>
  Object.hasOwn(holder, key) ? (holder as Record<string, unknown>)[key] : undefined;

/** All connections, also those that lead nowhere, under new names. */
function allWires({ connections }: N8nWorkflow, rename: (name: string) => string): WiredConnection[] {
  return Object.entries(connections).flatMap(([from, kinds]) =>
    Object.entries(kinds).flatMap(([kind, outputs]) =>
      outputs.flatMap((targets, output) =>
        (targets ?? []).map(({ node, index }) => ({
          from: rename(from),
          to: rename(node),
          output,
          input: index,
          kind,
        })),
      ),
    ),
  );
}

function wiresBetween(before: N8nWorkflow, after: N8nWorkflow, rename: (name: string) => string): WiredConnection[] {
  const [was, is] = [allWires(before, rename), allWires(after, (name) => name)];
  const keys = { was: new Set(was.map(connectionKey)), is: new Set(is.map(connectionKey)) };
  return [
    ...was.filter((one) => !keys.is.has(connectionKey(one))),
    ...is.filter((one) => !keys.was.has(connectionKey(one))),
  ];
}

/** Nodes whose connections are the same but come in another order, or twice. */
function reordered(before: N8nWorkflow, after: N8nWorkflow, rename: (name: string) => string): Place[] {
  const [was, is] = [allWires(before, rename).map(connectionKey), allWires(after, (name) => name).map(connectionKey)];
  const [inBoth, now] = [new Set(is), new Set(was)];
  const order = (keys: readonly string[], others: ReadonlySet<string>) =>
    Map.groupBy(
      keys.filter((key) => others.has(key)),
      (key) => JSON.stringify((JSON.parse(key) as unknown[]).slice(0, 2)),
    );
  const [then, later] = [order(was, inBoth), order(is, now)];
  return [...then].flatMap(([key, targets]) =>
    later.get(key)?.join('\n') === targets.join('\n')
      ? []
      : [{ node: String((JSON.parse(key) as unknown[])[0]), path: ['connections'] }],
  );
}
