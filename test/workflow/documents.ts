import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft, DraftConnection, DraftNode } from '#src/model/draft.ts';

export const catalog = createCoreCatalog();

export const base = (name: string): string => `n8n-nodes-base.${name}`;
export const langchain = (name: string): string => `@n8n/n8n-nodes-langchain.${name}`;

type Parameters = Record<string, unknown>;

export const node = (name: string, type: string, parameters: Parameters = {}, more: Parameters = {}): Parameters => ({
  id: `id of ${name}`,
  name,
  type: type.includes('.') ? type : base(type),
  typeVersion: catalog.get(type.includes('.') ? type : base(type))?.defaultVersion ?? 1,
  position: [0, 0],
  parameters,
  ...more,
});

export const hourly = node('Start', 'scheduleTrigger', { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } });
export const next = node('Next', 'noOp');

/** Nodes in a row behind each other. */
export function chain(...nodes: Parameters[]): Parameters {
  const links: Record<string, string[]> = {};
  for (const [index, to] of nodes.slice(1).entries()) links[String(nodes[index]?.['name'])] = [String(to['name'])];
  return document(nodes, links);
}

/** A workflow whose connections are given as source → targets, all on the first output. */
export function document(
  nodes: unknown[],
  connections: Record<string, string[]> = {},
  more: Parameters = {},
): Parameters {
  const wired = Object.entries(connections).map(([from, targets]) => [
    from,
    { main: [targets.map((to) => ({ node: to, type: 'main', index: 0 }))] },
  ]);
  return { name: 'Test', nodes, connections: Object.fromEntries(wired), settings: {}, ...more };
}

export const draftNode = (
  name: string,
  type: string,
  parameters: Parameters = {},
  more: Partial<DraftNode> = {},
): DraftNode => ({
  name,
  type: type.includes('.') ? type : base(type),
  parameters,
  ...more,
});

export const link = (from: string, to: string, more: Partial<DraftConnection> = {}): DraftConnection => ({
  from,
  to,
  output: 0,
  input: 0,
  kind: 'main',
  ...more,
});

export const draft = (nodes: DraftNode[], connections: DraftConnection[] = [], more: Partial<Draft> = {}): Draft => ({
  name: 'Test',
  description: '',
  nodes,
  connections,
  assumptions: [],
  ...more,
});
