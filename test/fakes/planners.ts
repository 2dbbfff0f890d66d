import { noUsage, type Planner, type PlannerResult } from '#src/planner/planner.ts';

/** A planner that says the same to everything: a value, or what the function makes of the call's number from 1. */
export function createFixedPlanner(result: PlannerResult | ((call: number) => PlannerResult)): Planner {
  let calls = 0;
  return {
    name: 'fixed',
    async plan() {
      calls += 1;
      return { result: typeof result === 'function' ? result(calls) : result, usage: noUsage, notes: [] };
    },
  };
}
