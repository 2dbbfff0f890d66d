import { PlannerError } from '#src/errors.ts';
import { span } from '#src/telemetry/spans.ts';
import type { Planner } from './planner.ts';

/** The planner as it is, with what one turn took as a span: kinds and numbers, never words. */
export function observePlanner(planner: Planner): Planner {
  return {
    name: planner.name,
    plan: (input) =>
      span('plan', { fields: { 'flowsmith.planner': planner.name } }, async (made) => {
        const turn = await planner.plan(input);
        const { model, calls } = turn.usage;
        made.set({
          'flowsmith.plan.result': turn.result.kind,
          'flowsmith.plan.model': model,
          'flowsmith.plan.calls': calls,
        });
        return turn;
      }),
  };
}

/** The planner as it is; `onFailure` hears the code of each of its failures, also of those another planner makes good. */
export function withFailures(planner: Planner, onFailure: (code: string) => void): Planner {
  return {
    name: planner.name,
    async plan(input) {
      try {
        return await planner.plan(input);
      } catch (error) {
        if (!input.signal.aborted) onFailure(error instanceof PlannerError ? error.code : 'internal');
        throw error;
      }
    },
  };
}
