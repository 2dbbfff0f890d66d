import type { StoredWorkflow, WorkflowDocument } from './schema.ts';

/**
 * Whether n8n holds what was to be written: name, nodes, connections and every setting of the document. What n8n fills
 * in by itself (ids, webhook ids, type versions that were left out) does not count.
 */
export function holdsDocument(stored: StoredWorkflow, document: WorkflowDocument): boolean {
  if (stored.name !== document.name || stored.nodes.length !== document.nodes.length) return false;
  const byName = new Map(stored.nodes.map((node) => [node.name, node]));
  const nodes = document.nodes.every((node) => {
    const held: object | undefined = byName.get(node.name);
    return held !== undefined && Object.entries(node).every((entry) => isHeld(entry, held));
  });
  const settings = Object.entries(document.settings).every(([key, value]) =>
    same(value === 'DEFAULT' ? undefined : value, stored.settings[key]),
  );
  return nodes && settings && same(wired(document.connections), wired(stored.connections));
}

function isHeld([key, value]: [string, unknown], held: object): boolean {
  if (value === undefined) return true;
  if ((key === 'id' || key === 'webhookId') && value === '') return true;
  if (key === 'typeVersion' && value === 0) return true;
  return same(value, (held as Record<string, unknown>)[key]);
}

/** Connections without the empty lists that say nothing. */
function wired(connections: WorkflowDocument['connections']): object {
  const kinds = Object.entries(connections).map(([from, byKind]) => {
    const used = Object.entries(byKind).filter(([, outputs]) => outputs.some((targets) => targets?.length));
    return [from, Object.fromEntries(used)] as const;
  });
  return Object.fromEntries(kinds.filter(([, byKind]) => Object.keys(byKind).length > 0));
}

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
