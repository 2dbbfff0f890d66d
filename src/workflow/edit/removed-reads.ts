import type { Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { warning } from '../issues.ts';
import { textsOf } from '../validate/strings.ts';
import { connectionsOf } from '../wiring/connections.ts';
import { findNode } from './match-nodes.ts';

/** These pass on what they are given: who stands behind them reads what stands before them. */
const passing = new Set(
  ['noOp', 'if', 'switch', 'filter', 'limit', 'sort', 'wait', 'merge', 'removeDuplicates', 'splitInBatches'].map(
    (name) => `n8n-nodes-base.${name}`,
  ),
);
/** Data of the step before: `$json.title`, `$json["title"]`, `$input.item.json.title`, `$binary.data`. */
const reads =
  /\$(?:json|binary|input\b[\w.()]*\.(?:json|binary))(?:\.[A-Za-z_$][\w$]*|\[\s*["'][^"'\]]{1,80}["']\s*\])/;
const most = 5;

/**
 * Steps that go on reading what a removed step put out: they get what another one puts out now, or nothing. References
 * by the removed step's name are found by the rules. Only steps the change left as they were are named. Pure.
 */
export function readsOfRemoved(base: N8nWorkflow, merged: N8nWorkflow): Issue[] {
  const removed = base.nodes.filter((node) => !findNode(merged.nodes, node) && !passing.has(node.type));
  const next = Map.groupBy(
    connectionsOf(base).filter(({ kind }) => kind === 'main'),
    ({ from }) => from,
  );
  const found = removed.flatMap((gone) =>
    behind(gone.name, base, next).flatMap((node): Issue[] => {
      const kept = findNode(merged.nodes, node);
      const text = kept && textsOf(kept).find(({ value, path }) => reads.test(value) && isAsBefore(node, path, value));
      const read = text && reads.exec(text.value)?.[0];
      if (!kept || !text || !read) return [];
      const params = { node: kept.name, read: read.slice(0, 80), removed: gone.name };
      return [warning('removed-step-read', params, { node: kept.name, path: text.path })];
    }),
  );
  return found.slice(0, most);
}

const isAsBefore = (before: N8nNode, path: string, value: string): boolean =>
  textsOf(before).some((text) => text.path === path && text.value === value);

/** Who gets its data: what follows, and what follows those that only pass them on. */
function behind(
  name: string,
  { nodes }: N8nWorkflow,
  next: ReadonlyMap<string, readonly { to: string }[]>,
  seen = new Set<string>(),
): N8nNode[] {
  return (next.get(name) ?? []).flatMap(({ to }) => {
    const node = nodes.find((one) => one.name === to);
    if (!node || seen.has(to)) return [];
    seen.add(to);
    return passing.has(node.type) ? [node, ...behind(to, { nodes } as N8nWorkflow, next, seen)] : [node];
  });
}
