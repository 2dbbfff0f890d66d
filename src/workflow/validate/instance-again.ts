import type { Catalog } from '#src/catalog/catalog.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { checkFacts } from './facts.ts';
import type { InstanceFacts } from './instance-facts.ts';
import { toView } from './view.ts';

/** Findings about what n8n had when it was last read; a minute later they may be wrong. */
const codes = new Set<string>([
  ...['unknown-credential', 'credential-of-other-type', 'webhook-path-taken'],
  ...['error-workflow-missing', 'error-workflow-without-trigger'],
  ...['sub-workflow-missing', 'sub-workflow-without-trigger', 'sub-workflow-unpublished'],
]);

/** True for an error that only what the connected n8n had could show. Two equal paths of one workflow stay wrong. */
export function isInstanceError({ severity, code, params }: Issue): boolean {
  return severity === 'error' && codes.has(code) && Object(params).call !== null;
}

/**
 * The issues without those errors about the connected n8n that no longer hold by what it has now. Pure.
 * @param workflow the document they are about, with the id n8n knows it by where it has one
 */
export function withoutSettled(
  issues: readonly Issue[],
  workflow: N8nWorkflow & { id?: string },
  { catalog, facts }: { catalog: Catalog; facts: InstanceFacts },
): Issue[] {
  const options = { catalog, facts, policy: facts.policy, unknownTypes: 'error', fromDraft: true } as const;
  const view = toView({ ...workflow }, { ...options, before: undefined });
  const placeOf = ({ code, node, path }: Issue): string => JSON.stringify([code, node, path]);
  const found = new Set(checkFacts(view).map(placeOf));
  return issues.filter((issue) => !isInstanceError(issue) || found.has(placeOf(issue)));
}
