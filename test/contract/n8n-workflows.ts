import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { N8nError } from '#src/errors.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';

export type Node = N8nWorkflow['nodes'][number];

export function node(
  name: string,
  type: string,
  typeVersion: number,
  parameters: object = {},
  more: Partial<Node> = {},
): Node {
  const own = {
    id: randomUUID(),
    name,
    type: `n8n-nodes-base.${type}`,
    typeVersion,
    position: [0, 0] as [number, number],
  };
  return { ...own, parameters: { ...parameters }, ...more };
}
export const schedule = (rule: object = { field: 'hours', hoursInterval: 1 }) =>
  node('Clock', 'scheduleTrigger', 1.2, { rule: { interval: [rule] } });
export const hook = (path: string, more: object = {}) =>
  node('Hook', 'webhook', 2, { path, httpMethod: 'POST', ...more });
export const fails = (errorMessage: string) => node('Break', 'stopAndError', 1, { errorMessage });
export const noOp = (name = 'Nothing') => node(name, 'noOp', 1);
export const slack = () => node('Tell people', 'slack', 2.3, { resource: 'message', operation: 'post' });

/** A chain of nodes, each connected to the next. */
export function chain(...nodes: Node[]): N8nWorkflow {
  const edges = nodes.slice(1).map((to, index) => {
    const target = { node: to.name, type: 'main', index: 0 };
    return [nodes[index]?.name ?? '', { main: [[target]] }] satisfies [string, object];
  });
  const name = `Contract ${randomUUID().slice(0, 8)}`;
  return { name, nodes, connections: Object.fromEntries(edges), settings: { executionOrder: 'v1' } };
}

export async function failureOf(act: Promise<unknown>): Promise<N8nError> {
  const error = await act.then(
    () => new Error('nothing failed'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(N8nError);
  return error as N8nError;
}
