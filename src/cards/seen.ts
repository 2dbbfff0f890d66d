import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { SeenState } from '#src/model/outcome.ts';

/** No more than what was seen. */
export function seenText({ seen, edited, message = '' }: SeenState, language: Language): string {
  const words = wordsIn(language).engine.seen;
  if (!seen) return message;
  return edited ? `${words[seen]} ${words.edited}` : words[seen];
}
