import { publishedWord } from '#src/cards/outcome.ts';
import { seenText } from '#src/cards/seen.ts';
import type { Reader } from '#src/language/language.ts';
import { problemText } from '#src/language/problem-text.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Outcome, Problem } from '#src/model/outcome.ts';

/** How a creation ended, in one line. */
export function outcomeLine(name: string, outcome: Outcome, reader: Reader): string {
  const { lines } = wordsIn(reader.language).engine;
  if (outcome.kind === 'failed') return lines.notCreated(name, problemText(outcome.problem, reader.language));
  if (outcome.kind === 'conflict') return lines.notChanged(name);
  if (outcome.kind === 'updated')
    return lines.updated(seenText(outcome, reader.language), name, outcome.url) + notTurnedOn(outcome, reader);
  if (outcome.kind === 'created') return lines.created(name, outcome.url) + notTurnedOn(outcome, reader);
  return lines.published(publishedWord(outcome, reader), name, outcome.url);
}

/** Whoever only reads the line has to learn that turning it on failed, and why. */
const notTurnedOn = ({ publishProblem: why }: { publishProblem?: Problem }, { language }: Reader): string =>
  why ? ` ${wordsIn(language).cards.outcome.notPublishable(problemText(why, language))}` : '';
