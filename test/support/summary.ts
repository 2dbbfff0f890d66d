import type { Summary } from '#src/workflow/words/summary.ts';

/** A summary of steps that stand in no branch, as cards get it. */
export function summaryWith(given: Omit<Summary, 'lines' | 'brief' | 'start' | 'pictured'>): Summary {
  const lines = given.steps.map((text, index) => ({ text, depth: 0, number: index + 1 }));
  return { ...given, lines, brief: lines, start: given.trigger, pictured: given.steps.length > 2 };
}
