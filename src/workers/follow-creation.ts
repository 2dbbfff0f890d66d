import type { EngineContext } from '#src/engine/context.ts';
import type { Outcome } from '#src/model/outcome.ts';
import type { CreationRecord, DraftRecord } from '#src/store/entities.ts';
import { msSince, type Step } from '#src/telemetry/follow.ts';
import { referenceIn } from '#src/telemetry/reference.ts';

interface Of {
  creation: Pick<CreationRecord, 'id' | 'createdAt' | 'round'>;
  draft: Pick<DraftRecord, 'id' | 'reference'>;
}

const aboutOf = ({ creation, draft }: Of, workflow: string | undefined) => ({
  ...{ reference: referenceIn(draft), draft: draft.id, workflow, job: creation.id },
  // Of a later round nobody kept when it was decided.
  ...(creation.round === 1 ? { ms: msSince(creation.createdAt) } : {}),
});

/** n8n holds it, and that is recorded. */
export function followCreated(
  { follow }: Pick<EngineContext, 'follow'>,
  of: Of,
  workflow: string,
  outcome: 'created' | 'brought_back',
): void {
  follow({ step: 'created', ...aboutOf(of, workflow), outcome });
}

/** How a creation or change ended, beyond what `followCreated` said. */
export function followEnd(
  { follow }: Pick<EngineContext, 'follow'>,
  of: Of,
  workflow: string | undefined,
  outcome: Outcome,
): void {
  for (const [step, code] of stepsOf(outcome)) follow({ step, ...aboutOf(of, workflow), outcome: code });
}

function stepsOf(outcome: Outcome): [Step['step'], string][] {
  switch (outcome.kind) {
    case 'failed':
      return [['failed', outcome.problem.code]];
    case 'conflict':
      return [['failed', 'workflow_changed']];
    case 'published':
      return [['published', outcome.live ? 'live' : 'not_live']];
    case 'created':
      return outcome.publishProblem ? [['failed', outcome.publishProblem.code]] : [];
    case 'updated':
      return [
        ['created', 'updated'],
        ...(outcome.publishProblem ? [['failed', outcome.publishProblem.code] as [Step['step'], string]] : []),
        ...(outcome.live ? [['published', 'live'] as [Step['step'], string]] : []),
      ];
    default:
      return outcome satisfies never;
  }
}
