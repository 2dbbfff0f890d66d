import type { Issue } from '#src/model/issue.ts';
import type { KeptRehearsal } from '#src/model/rehearsal.ts';

/**
 * What failed in a rehearsal, the first of it: a step, a value, somebody who would not be reached. Undefined where nothing
 * did, where there was none, and where only the rehearsal itself came to no end. Pure.
 */
export function failureIn(kept: KeptRehearsal | null | undefined): Issue | undefined {
  if (kept?.kind !== 'rehearsed') return undefined;
  return kept.rehearsal.issues.find(({ severity, node }) => severity === 'error' && node !== undefined);
}
