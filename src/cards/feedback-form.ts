import { toWire } from '#src/chat/actions.ts';
import type { Form } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Action } from '#src/model/action.ts';

/** Asks why an answer was bad; the verdict itself counts already. */
export function feedbackForm(action: Extract<Action, { kind: 'feedback' }>, language: Language = 'en'): Form {
  const words = wordsIn(language).cards.feedback;
  return {
    ...toWire(action),
    language,
    title: words.title,
    submit: words.submit,
    fields: [
      {
        name: 'comment',
        label: words.label,
        hint: words.hint,
        multiline: true,
        required: false,
        maxLength: 1000,
      },
    ],
  };
}
