import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';

/**
 * Whether n8n holds what was to be written: name, nodes, connections, every setting and whatever else the document speaks of. What n8n fills
 * in by itself (ids, webhook ids, type versions that were left out) does not count.
 */
export function holdsDocument(stored: StoredWorkflow, document: N8nWorkflow): boolean {
  if (stored.name !== document.name || stored.nodes.length !== document.nodes.length) return false;
  const byName = new Map(stored.nodes.map((node) => [node.name, node]));
  const nodes = document.nodes.every((node) => {
    const held: object | undefined = byName.get(node.name);
    if (held === undefined || !Object.entries(node).every((entry) => isHeld(entry, held))) return false;
    // What was switched off is gone from the document.
    return switches.every((key) => key in node || !(held as Record<string, unknown>)[key]);
  });
  const settings = Object.entries(document.settings).every(([key, value]) =>
    same(isNone(key, value) ? undefined : value, stored.settings[key]),
  );
  return (
    nodes && settings && holdsRest(stored, document) && same(wired(document.connections), wired(stored.connections))
  );
}

const switches = ['disabled', 'onError', 'continueOnFail', 'retryOnFail', 'executeOnce', 'alwaysOutputData', 'notes'];

/** Values n8n takes a setting away for. */
const isNone = (key: string, value: unknown): boolean =>
  value === 'DEFAULT' || (key === 'executionTimeout' && value === -1);

/** What the document need not speak of, where it does; tags are written by themselves. */
function holdsRest(stored: StoredWorkflow, { description, pinData, nodeGroups, nodes }: N8nWorkflow): boolean {
  const ids = new Set(nodes.map(({ id }) => id));
  const fitting = (groups: N8nWorkflow['nodeGroups'] = []) =>
    groups
      .map((group) => ({ ...group, nodeIds: group.nodeIds.filter((id) => ids.has(id)) }))
      .filter(({ nodeIds }) => nodeIds.length > 0);
  return (
    (description === undefined || description === (stored.description ?? '')) &&
    (pinData === undefined || same(Object.keys(pinData).sort(), Object.keys(stored.pinData ?? {}).sort())) &&
    (nodeGroups === undefined || same(fitting(nodeGroups), fitting(stored.nodeGroups)))
  );
}

function isHeld([key, value]: [string, unknown], held: object): boolean {
  if (value === undefined) return true;
  if ((key === 'id' || key === 'webhookId') && value === '') return true;
  if (key === 'typeVersion' && value === 0) return true;
  return same(value, (held as Record<string, unknown>)[key]);
}

/** Connections without the empty lists that say nothing. */
function wired(connections: N8nWorkflow['connections']): object {
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
