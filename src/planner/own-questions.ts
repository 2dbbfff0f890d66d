import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { PlannerResult } from './planner.ts';

/** What the choices for when mean, in the one language requests are read in; in the order of `whenChoices`. */
const whenMeanings: string[] = [
  'Every morning at 9:00',
  'Every Monday at 9:00',
  'When a webhook is called',
  'When I start it by hand',
];

/** Asked when the words leave something out that nobody may assume; the answer comes back as the next request. */
export function toQuestion(code: 'when' | 'what' | 'city', language: Language): PlannerResult {
  const { whenChoices, ...words } = wordsIn(language).planning;
  if (code !== 'when') return { kind: 'question', text: words[code], choices: [], own: { code, meanings: [] } };
  return { kind: 'question', text: words.when, choices: [...whenChoices], own: { code, meanings: whenMeanings } };
}
