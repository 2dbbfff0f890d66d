import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { credentialNeeds } from '#src/workflow/credentials.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import { isInstanceError, withoutSettled } from '#src/workflow/validate/instance-again.ts';
import type { OfN8n } from '../context.ts';

/** So that several cards drawn in a moment share one reading. */
const freshMs = 2_000;

/**
 * What n8n has, read again where a workflow lacks a credential by what was read a minute ago: a card that says so sends
 * people to n8n to add one, and they come back in seconds.
 */
export async function factsFor(
  { n8n }: OfN8n<'facts' | 'catalog'>,
  workflow: N8nWorkflow,
  base: N8nWorkflow | undefined,
): Promise<InstanceFacts> {
  const known = await n8n.facts();
  const needs = credentialNeeds(workflow, n8n.catalog(), known.credentials, base);
  return needs.some(({ bound, options }) => !bound && options?.length === 0) ? n8n.facts({ maxAgeMs: freshMs }) : known;
}

/**
 * The issues as n8n is now: what it did not have a minute ago (a credential, a workflow to run, a free address) somebody
 * may have made since, often because a card asked for it. It is read again before any of that blocks, and only then.
 * @param base for a change, what n8n holds: it does not stand in its own way
 */
export async function readAgain(
  { n8n }: OfN8n<'facts' | 'catalog'>,
  issues: readonly Issue[],
  workflow: N8nWorkflow | (() => N8nWorkflow),
  base: unknown,
): Promise<Issue[]> {
  if (!issues.some(isInstanceError)) return [...issues];
  const { id } = Object(base) as { id?: string };
  const now = await n8n.facts({ maxAgeMs: freshMs });
  const document = typeof workflow === 'function' ? workflow() : workflow;
  return withoutSettled(issues, id === undefined ? document : { ...document, id }, {
    catalog: n8n.catalog(),
    facts: now,
  });
}
