import type { ActOutcome } from '#src/model/act-outcome.ts';
import type { Outcome } from '#src/model/outcome.ts';

/** What the audit trail keeps of an outcome. */
export function auditableOutcome(outcome: Outcome): Record<string, string | boolean> {
  if (outcome.kind === 'published') return { kind: outcome.kind, live: outcome.live };
  if (outcome.kind === 'updated') return { kind: outcome.kind, live: outcome.live };
  if (outcome.kind === 'conflict') return { kind: outcome.kind };
  if (outcome.kind === 'failed') return { kind: outcome.kind, code: outcome.problem.code };
  return { kind: outcome.kind, ...(outcome.publishProblem ? { code: outcome.publishProblem.code } : {}) };
}

/** The outcome in one word or two, for the audit trail and the HTTP API. */
export function auditableAct(outcome: ActOutcome): Record<string, string | boolean> {
  if (outcome.kind === 'published') return { kind: outcome.kind, live: outcome.live };
  if (outcome.kind === 'failed') return { kind: outcome.kind, code: outcome.problem.code };
  if ((outcome.kind === 'ran' || outcome.kind === 'retried') && outcome.execution) {
    return { kind: outcome.kind, execution: outcome.execution.id, status: outcome.execution.status };
  }
  return { kind: outcome.kind };
}
