import type { N8nNode } from './n8n-workflow.ts';
import type { WiredConnection } from './wiring.ts';

type Position = N8nNode['position'];

const step = { x: 224, y: 176 };
const size = 96;
/** As many places down as are tried before a node may overlap another. */
const tries = 60;

/**
 * Positions for the nodes that are new, beside the nodes they are connected to; nothing else moves. Canvas pixels on
 * n8n's 16 px grid. Pure.
 * @param kept indices of the nodes that keep their place
 */
export function placeNewNodes(
  nodes: readonly N8nNode[],
  kept: ReadonlySet<number>,
  connections: readonly WiredConnection[],
  obstacles: readonly N8nNode[] = [],
): N8nNode[] {
  if (kept.size === 0) return [...nodes];
  const placed = new Map<string, Position>();
  for (const [index, node] of nodes.entries()) if (kept.has(index)) placed.set(node.name, node.position);
  const taken: Position[] = [...placed.values(), ...obstacles.map((node) => node.position)];
  const waiting = nodes.filter((_, index) => !kept.has(index));
  for (let round = 0; round <= nodes.length && waiting.length > 0; round += 1) {
    const next = waiting.findIndex((node) => beside(node.name, placed, connections) !== undefined);
    const [node] = waiting.splice(Math.max(next, 0), 1);
    if (!node) break;
    const free = freePlace(beside(node.name, placed, connections) ?? below(taken), taken);
    placed.set(node.name, free);
    taken.push(free);
  }
  return nodes.map((node, index) =>
    kept.has(index) ? node : { ...node, position: placed.get(node.name) ?? node.position },
  );
}

function beside(
  name: string,
  placed: ReadonlyMap<string, Position>,
  connections: readonly WiredConnection[],
): Position | undefined {
  for (const { from, to, kind, output } of connections) {
    const source = placed.get(from);
    const target = placed.get(to);
    if (kind !== 'main' && from === name && target) return [target[0], target[1] + step.y];
    if (kind === 'main' && to === name && source) return [source[0] + step.x, source[1] + output * step.y];
  }
  const leadsTo = connections.find(({ from, to, kind }) => kind === 'main' && from === name && placed.has(to));
  const target = leadsTo && placed.get(leadsTo.to);
  return target ? [target[0] - step.x, target[1]] : undefined;
}

function below(taken: readonly Position[]): Position {
  if (taken.length === 0) return [0, 0];
  return [Math.min(...taken.map(([x]) => x)), Math.max(...taken.map(([, y]) => y)) + step.y];
}

function freePlace([x, y]: Position, taken: readonly Position[]): Position {
  const snap = (value: number): number => Math.round(value / 16) * 16;
  for (let count = 0; count < tries; count += 1) {
    const at: Position = [snap(x), snap(y + count * step.y)];
    if (!taken.some(([otherX, otherY]) => Math.abs(otherX - at[0]) < size && Math.abs(otherY - at[1]) < size))
      return at;
  }
  return [snap(x), snap(y)];
}
