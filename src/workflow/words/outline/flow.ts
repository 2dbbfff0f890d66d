import type { WiredConnection } from '../../wiring/connections.ts';

export interface Edge {
  from: string;
  to: string;
  output: number;
  input: number;
}

/** The way of the data from the triggers on. */
export interface Flow {
  /** Names in an order in which every step comes after those it needs, loops left aside. */
  order: readonly string[];
  /** The last step that every way to this one passes; absent for triggers and for what every trigger leads to. */
  gateOf(name: string): string | undefined;
  /** Connections that lead forward, by where they come from. */
  from(name: string): readonly Edge[];
  /** The same by where they lead. */
  into(name: string): readonly Edge[];
  /** Where a step leads back to. */
  back(name: string): readonly Edge[];
}

interface Given {
  names: readonly string[];
  triggers: readonly string[];
  connections: readonly WiredConnection[];
  /** Switched off, or without any work of its own: what it gets it hands on at its first output. */
  through: ReadonlySet<string>;
}

const root = '';

/** Reads the connections between steps that are switched on. Pure; takes circles and what leads nowhere. */
export function readFlow({ names, triggers, connections, through }: Given): Flow {
  const edges = edgesOf(names, connections, through);
  const out = Map.groupBy(edges, ({ from }) => from);
  const order = visit(triggers, out);
  const place = new Map(order.map((name, at) => [name, at + 1]));
  const starts = new Set(triggers);
  // Nothing leads into a trigger.
  const known = edges.filter(({ from, to }) => place.has(from) && place.has(to) && !starts.has(to));
  const into = Map.groupBy(known, ({ to }) => to);
  const gates = gatesOf(order, place, starts, into);
  const isBack = ({ from, to }: Edge): boolean => passes(to, from, gates);
  const forward = known.filter((edge) => !isBack(edge));
  const [ahead, behind, back] = [
    Map.groupBy(forward, ({ from }) => from),
    Map.groupBy(forward, ({ to }) => to),
    Map.groupBy(known.filter(isBack), ({ from }) => from),
  ];
  return {
    order,
    gateOf: (name) => gates.get(name) || undefined,
    from: (name) => ahead.get(name) ?? [],
    into: (name) => behind.get(name) ?? [],
    back: (name) => back.get(name) ?? [],
  };
}

/** Each once, around what only hands on. */
function edgesOf(names: readonly string[], connections: Given['connections'], through: ReadonlySet<string>): Edge[] {
  const known = new Set(names);
  const out = Map.groupBy(
    connections.filter(({ kind, from, to }) => kind === 'main' && known.has(from) && known.has(to)),
    ({ from }) => from,
  );
  const all = new Map<string, Edge>();
  for (const from of known) {
    if (through.has(from)) continue;
    const seen = new Set<string>();
    const queue = (out.get(from) ?? []).map(({ to, output, input }): Edge => ({ from, to, output, input }));
    for (const edge of queue) {
      if (!through.has(edge.to)) {
        const key = JSON.stringify([from, edge.output, edge.to, edge.input]);
        if (!all.has(key)) all.set(key, edge);
        continue;
      }
      const key = `${edge.output} ${edge.to}`;
      if (seen.has(key)) continue;
      seen.add(key);
      for (const next of out.get(edge.to) ?? []) {
        if (next.output === 0) queue.push({ from, to: next.to, output: edge.output, input: next.input });
      }
    }
  }
  return [...all.values()].sort((a, b) => a.output - b.output);
}

/** Reverse post-order, depth first; without recursion, for a line may be long. */
function visit(triggers: readonly string[], out: ReadonlyMap<string, Edge[]>): string[] {
  const seen = new Set<string>();
  const done: string[] = [];
  for (const start of triggers.toReversed()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const stack = [{ name: start, next: (out.get(start) ?? []).toReversed() }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = top.next.shift();
      if (!edge) {
        done.push(top.name);
        stack.pop();
      } else if (!seen.has(edge.to)) {
        seen.add(edge.to);
        stack.push({ name: edge.to, next: (out.get(edge.to) ?? []).toReversed() });
      }
    }
  }
  return done.toReversed();
}

/** Immediate dominators (Cooper, Harvey and Kennedy); the root stands before every trigger. */
function gatesOf(
  order: readonly string[],
  place: ReadonlyMap<string, number>,
  triggers: ReadonlySet<string>,
  into: ReadonlyMap<string, Edge[]>,
): Map<string, string> {
  const gates = new Map<string, string>([[root, root]]);
  const at = (name: string): number => (name === root ? 0 : (place.get(name) ?? 0));
  const meet = (one: string, other: string): string => {
    let [a, b] = [one, other];
    while (a !== b) {
      if (at(a) > at(b)) a = gates.get(a) ?? root;
      else b = gates.get(b) ?? root;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const name of order) {
      const before = triggers.has(name) ? [root] : (into.get(name) ?? []).map(({ from }) => from);
      const known = before.filter((one) => gates.has(one));
      const gate = known.reduce((one, other) => meet(one, other), known[0] ?? root);
      if (gates.get(name) === gate) continue;
      gates.set(name, gate);
      changed = true;
    }
  }
  return gates;
}

/** True when every way to `name` passes `gate`. */
function passes(gate: string, name: string, gates: ReadonlyMap<string, string>): boolean {
  for (let at = name; at !== root; at = gates.get(at) ?? root) if (at === gate) return true;
  return false;
}
