import type { Issue } from '#src/model/issue.ts';

/**
 * Errors that are known from before become warnings: what was wrong in a running workflow is told, but does not keep
 * people from changing something else in it. Pure.
 * @param renames new node names → the old ones, which `known` uses
 */
export function softenKnown(
  issues: readonly Issue[],
  known: readonly Issue[],
  renames: Record<string, string>,
): Issue[] {
  const keyOf = ({ code, path }: Issue, node = '') => JSON.stringify([code, node, path]);
  const before = new Set(known.map((issue) => keyOf(issue, issue.node)));
  return issues.map((issue) => {
    const was = issue.node === undefined ? undefined : (renames[issue.node] ?? issue.node);
    return issue.severity === 'error' && before.has(keyOf(issue, was)) ? { ...issue, severity: 'warning' } : issue;
  });
}
