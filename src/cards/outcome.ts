import type { Language, Reader } from '#src/language/language.ts';
import { problemText } from '#src/language/problem-text.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Problem } from '#src/model/outcome.ts';

/** No more than what was seen. */
export function publishedWord(
  { live, verified }: { live: boolean; verified?: boolean },
  { language }: Pick<Reader, 'language'>,
): string {
  const { outcome: words } = wordsIn(language).cards;
  if (live) return words.live;
  return verified === false ? words.published : words.notRunning;
}

/** With the reference under which its log lines are found. */
export const problemLine = (problem: Problem, language: Language): string =>
  wordsIn(language).cards.outcome.withReference(problemText(problem, language), problem.reference);
