import type { Issue } from '#src/model/issue.ts';
import type { KeptRehearsal } from '#src/model/rehearsal.ts';

/**
 * What failed in a rehearsal of a revision, also when another example hid it since, the first of it: a step, a value, somebody who would not be reached. Undefined where nothing
 * did, where there was none, and where only the rehearsal itself came to no end. Pure.
 */
export function failureIn(kept: KeptRehearsal | null | undefined): Issue | undefined {
  if (kept?.kind !== 'rehearsed') return undefined;
  const now = kept.rehearsal.issues.find(({ severity, node }) => severity === 'error' && node !== undefined);
  return now ?? kept.failedBefore;
}

/**
 * What came of rehearsing a revision with an example that somebody chose: it takes nothing back of what failed `before`,
 * about which an approver is still asked. Pure.
 */
export function keepingFailure(now: KeptRehearsal, before: KeptRehearsal | null | undefined): KeptRehearsal {
  const failure = failureIn(before);
  return now.kind === 'rehearsed' && failure && !failureIn(now) ? { ...now, failedBefore: failure } : now;
}
