import type { Language } from '#src/language/language.ts';
import { type Dictionary, wordsIn } from '#src/language/words.ts';

/** What was seen when something was published or saved; kept with outcomes as this code, said when it is shown. */
export interface SeenState {
  seen?: keyof Dictionary['engine']['seen'];
  /** It includes changes made in n8n after it was created. */
  edited?: boolean;
  /** In English, where outcomes were kept before there was a code. */
  message?: string;
}

/** No more than what was seen. */
export function seenText({ seen, edited, message = '' }: SeenState, language: Language): string {
  const words = wordsIn(language).engine.seen;
  if (!seen) return message;
  return edited ? `${words[seen]} ${words.edited}` : words[seen];
}
