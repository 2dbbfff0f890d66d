import type { Catalog } from '#src/catalog/catalog.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { findNode } from '../edit/match-nodes.ts';
import { warning } from '../issues.ts';
import { isRecord } from '../json/values.ts';
import { calledAddresses } from './called-addresses.ts';

const most = 5;

/**
 * Steps that keep their credential while a change leads them to another host: n8n would send the secret there. Pure.
 */
export function credentialsElsewhere(base: N8nWorkflow, merged: N8nWorkflow, catalog: Catalog): Issue[] {
  return merged.nodes
    .flatMap((node): Issue[] => {
      const before = findNode(base.nodes, node);
      const names = before ? keptCredentials(before, node) : [];
      if (!before || names.length === 0) return [];
      const known = new Set(placesOf(before, catalog).map(({ place }) => place));
      const elsewhere = placesOf(node, catalog).find(({ place }) => known.size > 0 && !known.has(place));
      if (!elsewhere) return [];
      const params = { node: node.name, names, place: elsewhere.place };
      return [warning('credential-elsewhere', params, { node: node.name, path: elsewhere.path })];
    })
    .slice(0, most);
}

/** By host; null: only the run knows it. */
function placesOf(node: N8nNode, catalog: Catalog): { place: string | null; path: string }[] {
  const found = calledAddresses(node, catalog.get(node.type, node.typeVersion));
  return found.map(({ address, path }) => ({
    place: 'host' in address ? address.host.slice(0, 80) : null,
    path,
  }));
}

/** Names of the credentials both have. */
function keptCredentials(before: N8nNode, now: N8nNode): string[] {
  return Object.entries(now.credentials ?? {}).flatMap(([type, credential]) => {
    const was = before.credentials?.[type];
    if (!isRecord(credential) || !isRecord(was) || credential['id'] !== was['id']) return [];
    return [String(credential['name'] ?? type).slice(0, 80)];
  });
}
