import { type CardElement, steps, text } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

const most = 12;

/** The steps of a workflow, at most 12 of them; how many more there are stands below and is no step. */
export function stepList(all: string[], language: Language): CardElement[] {
  const rest = all.length - most;
  return [
    steps(all.slice(0, most)),
    ...(rest > 0 ? [text(wordsIn(language).cards.draft.moreSteps(rest), 'muted')] : []),
  ];
}
