import { Refusal } from './documents.ts';

/** What the instance has beyond the node types of its version, and without. */
export interface StandInInventory {
  excluded: string[];
  included?: string[];
  communityPackages: { name: string; version: string }[];
}

/** As n8n 2.40.7 has it when nobody sets NODES_EXCLUDE and nothing is installed. */
export const usualStandInInventory = (): StandInInventory => ({
  excluded: ['executeCommand', 'localFileTrigger', 'e2eTest', 'dynamicCredentialCheck'].map(
    (name) => `n8n-nodes-base.${name}`,
  ),
  communityPackages: [],
});

/** `POST /audit` and `GET /community-packages`; undefined for every other path. Throws Refusal for other methods. */
export function answerInventory(
  { excluded, included, communityPackages }: StandInInventory,
  method: string,
  path: string,
) {
  if (path === '/audit') {
    if (method !== 'POST') throw new Refusal(405, `${method} method not allowed`);
    const nodesExclude = excluded.join(', ') || 'none';
    const settings = { nodes: { nodesExclude, nodesInclude: included?.join(', ') || 'none' } };
    return { 'Instance Risk Report': { risk: 'instance', sections: [{ title: 'Security settings', settings }] } };
  }
  if (path === '/community-packages') {
    if (method !== 'GET') throw new Refusal(405, `${method} method not allowed`);
    return communityPackages.map(({ name, version }) => ({
      packageName: name,
      installedVersion: version,
      installedNodes: [],
    }));
  }
  return undefined;
}
