import type { Issue } from '#src/model/issue.ts';
import { warning } from '#src/workflow/issues.ts';
import type { Rule, View } from '../view.ts';
import { idleNodes, sureNodes } from './graph.ts';

/** What only matters when the node runs. */
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
  'expression-syntax',
  'expression-method',
  'from-ai-outside-tool',
  'unknown-node-reference',
  'invalid-url',
  'code-syntax',
  'code-empty',
  'code-network',
  'code-module',
  'code-return',
  'self-loop',
  'endless-loop',
  'model-missing',
  'subnode-missing',
  'entries-missing',
  'prompt-missing',
]);

/** What only matters with the data that lead there: a branch nobody has taken yet has not failed yet. */
const onlyWithData = new Set([
  'expression-without-prefix',
  'expression-unclosed',
  'expression-syntax',
  'expression-method',
  'from-ai-outside-tool',
  'unknown-node-reference',
  'invalid-url',
]);

/** What is often left open, or left behind, when a workflow or a part of one is passed on. */
const leftOpen = new Set(['expression-without-prefix', 'unknown-node-reference', 'invalid-url']);

/** Warns about steps no trigger leads to. */
export const checkReach: Rule = (view) =>
  [...idleNodes(view)].map((name) => warning('unreachable-node', { node: name }, { node: name }));

/**
 * Makes warnings of errors in workflows from elsewhere that do not have to happen: n8n never looks at a node that
 * nothing leads to, a step behind a branch, a filter or a tool call may never get the data that break it, and who passes
 * a workflow on leaves addresses open, and other steps behind.
 */
export function soften(issues: readonly Issue[], view: View): Issue[] {
  const idle = idleNodes(view);
  const sure = sureNodes(view);
  return issues.map((issue) => {
    if (issue.severity !== 'error' || issue.node === undefined) return issue;
    const never = idle.has(issue.node) && onlyWhenRun.has(issue.code);
    const perhaps = sure.size > 0 && !sure.has(issue.node) && onlyWithData.has(issue.code);
    const open = view.shared && leftOpen.has(issue.code);
    return never || perhaps || open ? { ...issue, severity: 'warning' } : issue;
  });
}
