import type { Catalog, NodeType } from '#src/catalog/catalog.ts';
import { toList, toRecord, toText } from '../json/values.ts';

/** A node as it was found; everything in it may be missing or nonsense. */
export interface RawNode {
  name: string;
  type: string;
  typeVersion: number;
  parameters: Record<string, unknown>;
  position: [number, number] | undefined;
  disabled: boolean;
  onError: string | undefined;
  nodeType: NodeType | undefined;
}
export interface RawWire {
  from: string;
  to: string;
  kind: string;
  output: number;
  input: number;
}

const maxNodes = 1000;
const maxWires = 4000;
const maxOutput = 200;
/** Name of the box that stands for what is not shown; nodes with such a name are not read. */
export const moreName = '\u0000';

/** Every node with a name, by name; the first of several with one name. Notes on the canvas are no nodes. */
export function readNodes(workflow: unknown, catalog: Catalog): Map<string, RawNode> {
  const nodes = new Map<string, RawNode>();
  for (const raw of toList(toRecord(workflow)['nodes'])) {
    const { name, type, typeVersion, parameters, position, disabled, onError } = toRecord(raw);
    if (typeof name !== 'string' || name === '' || name === moreName || nodes.has(name)) continue;
    const kind = toText(type) ?? '';
    if (kind.endsWith('.stickyNote')) continue;
    const version = typeof typeVersion === 'number' && Number.isFinite(typeVersion) ? typeVersion : undefined;
    const nodeType = catalog.get(kind, version);
    nodes.set(name, {
      name,
      type: kind,
      typeVersion: version ?? nodeType?.defaultVersion ?? 1,
      parameters: toRecord(parameters),
      position: toPosition(position),
      disabled: disabled === true,
      onError: toText(onError),
      nodeType,
    });
    if (nodes.size >= maxNodes) break;
  }
  return nodes;
}

function toPosition(value: unknown): [number, number] | undefined {
  const [x, y] = toList(value);
  const usable = (each: unknown): each is number => typeof each === 'number' && Math.abs(each) < 1e6;
  return usable(x) && usable(y) ? [x, y] : undefined;
}

/** Every connection between these nodes. */
export function readWires(workflow: unknown, nodes: ReadonlyMap<string, RawNode>): RawWire[] {
  const wires: RawWire[] = [];
  for (const [from, byKind] of Object.entries(toRecord(toRecord(workflow)['connections']))) {
    if (!nodes.has(from)) continue;
    for (const [kind, outputs] of Object.entries(toRecord(byKind))) {
      for (const [output, targets] of toList(outputs).slice(0, maxOutput).entries()) {
        for (const target of toList(targets)) {
          if (wires.length >= maxWires) return wires;
          const { node: to, index } = toRecord(target);
          if (typeof to !== 'string' || !nodes.has(to)) continue;
          const input = typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < 50 ? index : 0;
          wires.push({ from, to, kind, output, input });
        }
      }
    }
  }
  return wires;
}
