import type { Fix } from '#src/model/issue.ts';
import { nearestWord } from '#src/workflow/near.ts';
import { nodeFix, type View, type ViewEdge, type ViewNode } from '../view.ts';

const targetOf = (edge: ViewEdge): (string | number)[] => ['connections', edge.from, edge.kind, edge.output, edge.slot];

/** The node whose id somebody wrote where n8n wants its name, or the one whose name is almost the same. */
function meant(written: string, view: View): ViewNode | undefined {
  const byId = view.nodes.filter((node) => node.id === written);
  if (byId.length === 1) return byId[0];
  const near = nearestWord(written, view.byName.keys());
  return near === undefined ? undefined : view.byName.get(near);
}

/** Connects by name what was connected by id or by a misspelled name. */
export function fixTarget(edge: ViewEdge, view: View): Fix | undefined {
  const node = meant(edge.to, view);
  if (!node || node.name === edge.from) return undefined;
  return {
    description: `Connects "${edge.from}" to "${node.name}".`,
    edits: [{ path: [...targetOf(edge), 'node'], value: node.name }],
  };
}

/** The same for where connections start; all connections of that start move together. */
export function fixSource(edge: ViewEdge, view: View): Fix | undefined {
  const node = meant(edge.from, view);
  if (!node || Object.hasOwn(view.connections, node.name)) return undefined;
  return {
    description: `Lets the connections of "${edge.from.slice(0, 80)}" start at "${node.name}".`,
    edits: [
      { path: ['connections', node.name], value: byName(view.connections[edge.from], view) },
      { path: ['connections', edge.from], remove: true },
    ],
  };
}

/** The connections with their targets by name where they are written by id. */
function byName(value: unknown, view: View): unknown {
  if (Array.isArray(value)) return value.map((entry) => byName(entry, view));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const target =
        key === 'node' && typeof inner === 'string' && !view.byName.has(inner) ? meant(inner, view) : undefined;
      return [key, target?.name ?? byName(inner, view)];
    }),
  );
}

/** A connection whose two ends name different types, or one that n8n does not have: the start counts, else `main`. */
export function fixKind(edge: ViewEdge, view: View): Fix | undefined {
  const startsWell = /^(?:main|ai_[A-Za-z]+)$/.test(edge.kind);
  if (startsWell) {
    return {
      description: `Makes the connection to "${edge.to}" one of type ${edge.kind}.`,
      edits: [{ path: [...targetOf(edge), 'type'], value: edge.kind }],
    };
  }
  const outputs = view.connections[edge.from];
  const free = typeof outputs === 'object' && outputs !== null && !Object.hasOwn(outputs, 'main');
  if (!/^\d+$/.test(edge.kind) || !free) return undefined;
  const output = Number(edge.kind);
  const targets = view.edges.filter((one) => one.from === edge.from && one.kind === edge.kind);
  if (output > 20 || targets.some((one) => one.output > 0)) return undefined;
  const list = Array.from({ length: output + 1 }, (_, at) =>
    at === output ? targets.map((one) => ({ node: one.to, type: 'main', index: one.input })) : [],
  );
  return {
    description: `Connects output ${output + 1} of "${edge.from}" the way n8n writes it.`,
    edits: [
      { path: ['connections', edge.from, 'main'], value: list },
      { path: ['connections', edge.from, edge.kind], remove: true },
    ],
  };
}

/** Takes out a connection of a node to itself. */
export function fixIntoLoop(edge: ViewEdge): Fix {
  return {
    description: `Takes out the connection of "${edge.from}" to itself.`,
    edits: [{ path: targetOf(edge), remove: true }],
  };
}

/** True for a step whose own settings decide how many outputs it has, such as Switch by its rules. */
export const hasCountedOutputs = (node: ViewNode): boolean => node.nodeType?.outputs[0]?.startsWith('=') ?? false;

/** Switches on the error output of a step that has one regular output and something connected behind it. */
export function fixError(from: ViewNode, count: number): Fix | undefined {
  if (count !== 1 || hasCountedOutputs(from) || from.nodeType?.kind !== 'action') return undefined;
  return nodeFix(from, `Switches on the error output of "${from.name}".`, {
    path: ['onError'],
    value: 'continueErrorOutput',
  });
}

/** A sub-node wired like a step: its own kind of connection instead, where the other end takes that. */
export function fixSubNode(edge: ViewEdge, from: ViewNode, to: ViewNode): Fix | undefined {
  const own = [...(from.ports.outputs?.keys() ?? [])];
  const [type] = own;
  if (edge.kind !== 'main' || own.length !== 1 || !type?.startsWith('ai_') || !to.ports.inputs?.has(type)) {
    return undefined;
  }
  return {
    description: `Attaches "${from.name}" to "${to.name}" as ${type}.`,
    edits: [
      { path: ['connections', from.name, type], value: [[{ node: to.name, type, index: 0 }]] },
      { path: targetOf(edge), remove: true },
    ],
  };
}
