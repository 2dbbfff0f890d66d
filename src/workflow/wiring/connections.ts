import type { DraftConnection } from '#src/model/draft.ts';
import type { N8nConnections } from '#src/model/n8n-workflow.ts';

/** A connection whose ports are numbers. */
export type WiredConnection = Omit<DraftConnection, 'output' | 'input'> & { output: number; input: number };

/** n8n's nested connections as a flat list: each once, and only those between the given nodes. */
export function connectionsOf(workflow: {
  nodes: readonly { name: string }[];
  connections: N8nConnections;
}): WiredConnection[] {
  const names = new Set(workflow.nodes.map(({ name }) => name));
  const all = new Map<string, WiredConnection>();
  for (const [from, kinds] of Object.entries(workflow.connections)) {
    if (!names.has(from)) continue;
    for (const [kind, outputs] of Object.entries(kinds)) {
      for (const [output, targets] of outputs.entries()) {
        for (const { node: to, index: input } of targets ?? []) {
          const connection = { from, to, output, input, kind };
          if (names.has(to)) all.set(connectionKey(connection), connection);
        }
      }
    }
  }
  return [...all.values()];
}

/** The same text for the same connection. */
export const connectionKey = ({ from, output, to, input, kind }: WiredConnection): string =>
  JSON.stringify([from, output, to, input, kind]);

/** The way back: outputs without a connection become empty lists, doubles are dropped. */
export function toConnections(connections: readonly WiredConnection[]): N8nConnections {
  const bySource = new Map<string, Map<string, { node: string; type: string; index: number }[][]>>();
  for (const { from, to, output, input, kind } of connections) {
    const byKind = bySource.get(from) ?? new Map();
    bySource.set(from, byKind);
    const outputs: { node: string; type: string; index: number }[][] = byKind.get(kind) ?? [];
    byKind.set(kind, outputs);
    while (outputs.length <= output) outputs.push([]);
    const targets = outputs[output] ?? [];
    if (!targets.some((target) => target.node === to && target.index === input)) {
      targets.push({ node: to, type: kind, index: input });
    }
  }
  return Object.fromEntries([...bySource].map(([from, byKind]) => [from, Object.fromEntries(byKind)]));
}
