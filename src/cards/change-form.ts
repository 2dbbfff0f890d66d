import { toWire } from '#src/chat/actions.ts';
import type { Form } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Action } from '#src/model/action.ts';

const longestQuote = 300;

/** Asks in words what should be different about a draft or a workflow; `request` is what was asked for last. */
export function changeFormOf(
  action: Extract<Action, { kind: 'change_draft' | 'change_workflow' }>,
  language: Language = 'en',
  request = '',
): Form {
  const words = wordsIn(language).cards.draft.changeForm;
  const quote = request.length > longestQuote ? `${request.slice(0, longestQuote)}…` : request;
  return {
    ...toWire(action),
    language,
    title: words.title,
    submit: words.submit,
    fields: [
      {
        name: 'request',
        label: words.label,
        hint: quote ? words.hintAfter(quote) : words.hint,
        multiline: true,
        required: true,
      },
    ],
  };
}
