import { addGuard, addSteps, readRequest, triggerPiece } from './assemble.ts';
import type { Builder } from './builder.ts';
import type { StepContext } from './step-text.ts';

/**
 * Adds a flow with a start of its own beside what is there already. False where not all of its words became steps.
 * @param text a request in the words of the English grammar
 */
export function addFlow(
  builder: Builder,
  text: string,
  around: Pick<StepContext, 'catalog' | 'timezone'> & { now: Date },
): boolean {
  const reading = readRequest(text, around);
  const start = triggerPiece(reading);
  if (!start) return false;
  builder.cursor = undefined;
  builder.source = undefined;
  builder.add(start);
  addGuard(builder, reading);
  const { understood, notUnderstood, unchecked, undone } = addSteps(builder, reading.clauses, {
    ...around,
    request: reading.request,
  });
  return understood > 0 && notUnderstood.length + unchecked.length + undone.length === 0;
}
