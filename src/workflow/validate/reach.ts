import type { Issue } from '../draft.ts';
import { isTrigger, type Rule, type View, warning } from './view.ts';

/** Families that only matter when the node runs. */
const onlyWhenRun = new Set([
  'missing-parameter',
  'malformed-parameter',
  'unknown-option',
  'unknown-locator-mode',
  'invalid-json',
  'conditions-missing',
  'legacy-conditions',
  'legacy-rules',
  'rules-missing',
  'legacy-assignments',
  'unknown-operator',
  'condition-malformed',
  'condition-type',
  'unknown-combinator',
  'assignment-untyped',
  'assignment-malformed',
  'assignment-type',
  'invalid-locator',
  'expression-not-allowed',
  'expression-without-prefix',
  'expression-unclosed',
  'unknown-node-reference',
  'invalid-url',
  'code-syntax',
  'code-empty',
  'code-network',
  'code-return',
  'self-loop',
  'endless-loop',
  'model-missing',
]);

/** Warns about steps no trigger leads to. */
export const checkReach: Rule = (view) =>
  [...unreachable(view)].map((name) =>
    warning('unreachable-node', `Nothing leads to "${name}", so it will never run.`, { node: name }),
  );

/** n8n never looks at a node that nothing leads to, so what is wrong inside it is a warning only. */
export function softenUnreachable(issues: readonly Issue[], view: View): Issue[] {
  const idle = unreachable(view);
  return issues.map((issue) =>
    issue.node !== undefined && idle.has(issue.node) && onlyWhenRun.has(issue.code)
      ? { ...issue, severity: 'warning' }
      : issue,
  );
}

/** Names of enabled nodes no trigger leads to; sub-nodes count when their parent is reached. None without a trigger. */
function unreachable(view: View): Set<string> {
  const starts = view.nodes.filter(isTrigger);
  if (starts.length === 0) return new Set();
  const reached = new Set(starts.map((node) => node.name));
  const next = new Map<string, string[]>();
  for (const edge of view.edges) {
    const [from, to] = edge.kind === 'main' ? [edge.from, edge.to] : [edge.to, edge.from];
    const targets = next.get(from);
    if (targets) targets.push(to);
    else next.set(from, [to]);
  }
  const queue = [...reached];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const target of next.get(name) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      queue.push(target);
    }
  }
  return new Set(view.nodes.filter((node) => !reached.has(node.name) && !node.disabled).map((node) => node.name));
}
