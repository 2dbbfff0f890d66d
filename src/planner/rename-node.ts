import type { Draft, DraftNode } from '#src/model/draft.ts';

/** Renames a node in connections and expressions too. */
export function renameNode(draft: Draft, node: DraftNode, wanted: string): void {
  const old = node.name;
  const name = draft.nodes.some((other) => other !== node && other.name === wanted) ? old : wanted;
  node.name = name;
  // The workflow is named after its steps: it must not go on saying what is no longer true.
  draft.name = draft.name.replaceAll(old, name).slice(0, 128);
  for (const connection of draft.connections) {
    if (connection.from === old) connection.from = name;
    if (connection.to === old) connection.to = name;
  }
  const from = JSON.stringify(`$('${old}')`).slice(1, -1);
  const to = JSON.stringify(`$('${name}')`).slice(1, -1);
  for (const other of draft.nodes) {
    other.parameters = JSON.parse(
      JSON.stringify(other.parameters).replaceAll(from, () => to),
    ) as DraftNode['parameters'];
  }
}
