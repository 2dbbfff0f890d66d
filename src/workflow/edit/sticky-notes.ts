import type { Draft } from '#src/model/draft.ts';
import type { N8nNode } from '#src/model/n8n-workflow.ts';
import { isStickyNote } from '../n8n-workflow.ts';

const width = 240;
const height = 160;
/** Between a note and what it stands above, in canvas pixels. */
const gap = 48;

/**
 * The notes on the canvas a draft asks for: those that are there keep their place and look, new ones stand above the
 * step they belong to. All of them stay where the draft says nothing. Pure.
 */
export function mergeStickyNotes(
  original: readonly N8nNode[],
  wanted: Draft['stickyNotes'],
  { nodes, createId }: { nodes: readonly N8nNode[]; createId: () => string },
): N8nNode[] {
  const there = original.filter(isStickyNote);
  if (!wanted) return there;
  const byName = new Map(wanted.map((note) => [note.name, note]));
  const kept = there.flatMap((node) => {
    const note = byName.get(node.name);
    if (!note) return [];
    byName.delete(node.name);
    const same = note.content === (node.parameters['content'] ?? '');
    return [same ? node : { ...node, parameters: { ...node.parameters, content: note.content } }];
  });
  const placed = [...nodes, ...kept];
  for (const { name, content, near } of byName.values()) {
    const position = placeFor(
      placed,
      nodes.find((node) => node.name === near),
    );
    const parameters = { content, height, width };
    const node: N8nNode = {
      id: createId(),
      name,
      type: 'n8n-nodes-base.stickyNote',
      typeVersion: 1,
      position,
      parameters,
    };
    placed.push(node);
    kept.push(node);
  }
  return kept;
}

/** Above the node, else above all; higher where something stands already. */
function placeFor(placed: readonly N8nNode[], near: N8nNode | undefined): [number, number] {
  const xs = placed.map(({ position }) => position[0]);
  const ys = placed.map(({ position }) => position[1]);
  const x = near?.position[0] ?? Math.min(...xs, Number.MAX_SAFE_INTEGER);
  let y = (near?.position[1] ?? Math.min(...ys, Number.MAX_SAFE_INTEGER)) - height - gap;
  if (placed.length === 0) return [0, -height - gap];
  const overlaps = () =>
    placed.some((node) => {
      const [ownX, ownY] = node.position;
      const [w, h] = isStickyNote(node) ? [sizeOf(node, 'width', width), sizeOf(node, 'height', height)] : [96, 96];
      return ownX < x + width && x < ownX + w && ownY < y + height && y < ownY + h;
    });
  for (let step = 0; step < 50 && overlaps(); step += 1) y -= height + gap;
  return [x, y];
}

function sizeOf({ parameters }: N8nNode, key: 'width' | 'height', otherwise: number): number {
  const size = parameters[key];
  return typeof size === 'number' ? size : otherwise;
}
