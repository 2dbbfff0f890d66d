import { isEqual } from '#src/workflow/json/equal.ts';
import type { PlannerResult } from '../planner.ts';
import { asData, issuesText } from './text.ts';
import { type Attempt, type Turn, toResult } from './turn.ts';

/** Times a rehearsal may send a draft back. */
const mostRounds = 2;

/**
 * The end of a turn whose draft validation takes: what fails or comes out empty in a rehearsal goes back to the model, in
 * its own words, at most twice; then a person sees it as it is. Each round counts as a repair.
 * @param steps that are this turn's own: what was there before is not repaired unasked
 */
export async function rehearsed(
  turn: Turn,
  attempt: Attempt,
  steps: ReadonlySet<string>,
): Promise<PlannerResult | string> {
  // Handed in unchanged: the model stands by it.
  const again = turn.rehearsed !== undefined && isEqual(turn.rehearsed, attempt.draft);
  const tried =
    again || turn.rehearsals > mostRounds || steps.size === 0
      ? undefined
      : await turn.input.tryOut?.(attempt.draft, steps);
  if (!tried) return toResult(attempt);
  turn.rehearsals += 1;
  turn.mended.push(...tried.notes);
  const mended = { ...attempt, draft: tried.draft };
  turn.rehearsed = tried.draft;
  const isLast = turn.rehearsals > mostRounds || turn.repairs >= turn.limits.maxRepairs;
  if (tried.issues.length === 0 || isLast) return toResult(mended);
  turn.repairs += 1;
  turn.last = mended;
  turn.best = mended;
  turn.ready = mended;
  return `Not accepted yet. It ran in n8n with example data, with nothing sent. Repair what went wrong with submit_changes, operations on what you submitted; where only the example is to blame, say so in a few words: it is then shown as it is.\n${asData('rehearsal', issuesText(tried.issues))}`;
}
