import type { Language, Reader } from '#src/language/language.ts';
import { problemText } from '#src/language/problem-text.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Problem, Published } from '#src/model/outcome.ts';

/** What was seen of something that was turned on, or of a change that was made live. */
export type SeenStart = Pick<Published, 'live' | 'verified' | 'seen'>;

/** n8n does not tell whether its trigger started: nothing is known to be wrong. */
const isUntold = ({ seen, verified }: SeenStart): boolean =>
  verified === false || seen === 'unverified' || seen === 'savedUnverified';

/** It runs, as far as anybody can tell. */
export const mayRun = (start: SeenStart): boolean => start.live || isUntold(start);

/** No more than what was seen. */
export function publishedWord(start: SeenStart, { language }: Pick<Reader, 'language'>): string {
  const { outcome: words } = wordsIn(language).cards;
  if (isUntold(start)) return words.published;
  return start.live ? words.live : words.notRunning;
}

/** Only what did not start is something to look after. */
export function startLevel(start: SeenStart): 'info' | 'success' | 'warning' {
  if (isUntold(start)) return 'info';
  return start.live ? 'success' : 'warning';
}

/** With the reference under which its log lines are found. */
export const problemLine = (problem: Problem, language: Language): string =>
  wordsIn(language).cards.outcome.withReference(problemText(problem, language), problem.reference);
