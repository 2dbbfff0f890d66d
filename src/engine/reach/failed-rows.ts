import type { FailedRow } from '#src/cards/failed-card.ts';
import type { Reader } from '#src/language/language.ts';
import type { FailureGroup } from './failures-of.ts';
import { adviceOn } from './tell-failure.ts';

const longestReason = 200;

/** As a card shows them. */
export function toFailedRows(groups: readonly FailureGroup[], reader: Reader): FailedRow[] {
  return groups.map(({ workflowId, name, count, lastAt: last, executionId, recovered = false, ...why }) => {
    const { step, problem } = why;
    const known = problem ? { problem: shorten(problem), advice: adviceOn(why, reader) } : {};
    return {
      ...{ workflowId, name, count, last, recovered },
      ...(executionId ? { executionId } : {}),
      ...(step ? { step } : {}),
      ...known,
    };
  });
}

const shorten = (words: string): string => {
  const letters = [...words];
  return letters.length > longestReason ? `${letters.slice(0, longestReason - 1).join('')}…` : words;
};
