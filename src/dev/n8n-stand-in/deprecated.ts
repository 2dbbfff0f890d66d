import { isDeepStrictEqual } from 'node:util';
import { Refusal, type StandInDocument, type StandInNode } from './documents.ts';

/** What n8n says of nodes it has given up, in 2.42.6: the first version that refuses them. */
const deprecated = new Set(['n8n-nodes-base.function', 'n8n-nodes-base.functionItem', '@n8n/n8n-nodes-langchain.code']);
const since = [2, 42, 6] as const;

/** True for a version that refuses writes in which such a node is new or changed. */
export function refusesDeprecated(version: string): boolean {
  const parts = version.split('.').map(Number);
  const at = since.findIndex((part, index) => part !== parts[index]);
  return at < 0 || (parts[at] ?? 0) > (since[at] ?? 0);
}

/** Throws for the first deprecated node that is not stored already, or differs from the stored one other than in place. */
export function checkDeprecated({ nodes }: StandInDocument, stored: readonly StandInNode[]): void {
  for (const node of nodes.filter(({ type }) => deprecated.has(type))) {
    const before = stored.find(({ id, type }) => id === node.id && type === node.type);
    if (before && isDeepStrictEqual(comparable(before), comparable(node))) continue;
    const verb = before ? 'modify' : 'use';
    throw new Refusal(
      400,
      `Cannot ${verb} a "${node.type}" node ("${node.name}"): this node type is deprecated. Replace it with a supported alternative or remove it from the workflow.`,
    );
  }
}

const comparable = ({ position: _position, ...node }: StandInNode) => ({
  ...{ parameters: {}, credentials: {}, disabled: false },
  ...node,
});
