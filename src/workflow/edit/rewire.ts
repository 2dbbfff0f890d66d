import type { N8nConnections } from '#src/model/n8n-workflow.ts';
import { connectionKey, type WiredConnection } from '../wiring/connections.ts';

/** How connections become others. Names in `was` and `now` are the new ones. */
export interface Rewiring {
  was: readonly WiredConnection[];
  now: readonly WiredConnection[];
  /** Name before → name now, of the nodes that are kept. */
  names: ReadonlyMap<string, string>;
  /** Names before of nodes that were removed. */
  gone: ReadonlySet<string>;
}

type Outputs = N8nConnections[string][string];

/**
 * n8n's own lists with connections taken out and put in where that was asked for: order, empty outputs and what leads
 * nowhere stay as they are. The very same object when nothing changed. Pure.
 */
export function rewire(original: N8nConnections, { was, now, names, gone }: Rewiring): N8nConnections {
  const keys = { was: new Set(was.map(connectionKey)), now: new Set(now.map(connectionKey)) };
  const removed = was.filter((one) => !keys.now.has(connectionKey(one)));
  const added = now.filter((one) => !keys.was.has(connectionKey(one)));
  const rename = (name: string): string => names.get(name) ?? name;
  const named = gone.size > 0 || [...names].some(([before, after]) => before !== after);
  if (removed.length === 0 && added.length === 0 && !named) return original;
  const made: N8nConnections = Object.fromEntries(
    Object.entries(original)
      .filter(([from]) => !gone.has(from))
      .map(([from, kinds]) => {
        const renamed = Object.entries(kinds).map(([kind, outputs]) => [kind, withoutGone(outputs, rename, gone)]);
        return [rename(from), Object.fromEntries(renamed)];
      }),
  );
  for (const { from, kind, output, to, input } of removed) {
    const outputs = made[from]?.[kind];
    const targets = outputs?.[output];
    if (outputs && targets) outputs[output] = targets.filter((one) => one.node !== to || one.index !== input);
  }
  for (const { from, kind, output, to, input } of added) {
    const kinds = made[from] ?? {};
    const outputs = kinds[kind] ?? [];
    while (outputs.length <= output) outputs.push([]);
    outputs[output] = [...(outputs[output] ?? []), { node: to, type: kind, index: input }];
    made[from] = { ...kinds, [kind]: outputs };
  }
  return withoutEmptied(made, new Set(removed.map(({ from }) => from)));
}

const withoutGone = (outputs: Outputs, rename: (name: string) => string, gone: ReadonlySet<string>): Outputs =>
  outputs.map((targets) =>
    targets
      ? targets.filter(({ node }) => !gone.has(node)).map((target) => ({ ...target, node: rename(target.node) }))
      : targets,
  );

/** A node whose last connection was taken out is not listed any more, as in a workflow n8n's editor saves. */
function withoutEmptied(connections: N8nConnections, touched: ReadonlySet<string>): N8nConnections {
  const isEmpty = (outputs: Outputs): boolean => outputs.every((targets) => !targets?.length);
  const kept = Object.entries(connections).flatMap(([from, kinds]): [string, N8nConnections[string]][] => {
    if (!touched.has(from)) return [[from, kinds]];
    const used = Object.entries(kinds).filter(([, outputs]) => !isEmpty(outputs));
    return used.length > 0 ? [[from, Object.fromEntries(used)]] : [];
  });
  return Object.fromEntries(kept);
}
