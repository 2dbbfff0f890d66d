import { toWire } from '#src/chat/actions.ts';
import type { Form } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

/** What is typed into them, by the field's name. */
const homeField = 'request';

/** Asks what shall happen and when: as good as saying it. */
export function newForm(language: Language = 'en'): Form {
  const { newTitle, newLabel, example, newSubmit } = wordsIn(language).cards.home;
  return {
    ...toWire({ kind: 'new_automation' }),
    language,
    title: newTitle,
    submit: newSubmit,
    fields: [{ name: homeField, label: newLabel, hint: example, multiline: true, required: true }],
  };
}

/** Asks for the name, or a part of it, of a workflow. */
export function findForm(language: Language = 'en'): Form {
  const { findTitle, findLabel, findSubmit } = wordsIn(language).cards.home;
  return {
    ...toWire({ kind: 'find_workflow' }),
    language,
    title: findTitle,
    submit: findSubmit,
    fields: [{ name: homeField, label: findLabel, required: true, maxLength: 200 }],
  };
}
