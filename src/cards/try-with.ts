import { toWire, type WireAction } from '#src/chat/actions.ts';
import { type Form, type FormButton, formButton } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { OnDraft } from '#src/model/action.ts';
import type { RehearsedExample } from '#src/model/rehearsal.ts';
import type { DraftView } from './draft-view.ts';

const longestLabel = 60;

/** "Try it with…": asks for the values of the example, each by its place. */
export const tryWithForm = ({ draftId, revision }: OnDraft, example: RehearsedExample, language: Language): Form =>
  exampleForm(toWire({ kind: 'try_with', draftId, revision }), example, language);

export function exampleForm(wire: WireAction, { fields }: RehearsedExample, language: Language): Form {
  const { tryWith: words } = wordsIn(language).rehearsal;
  return {
    ...wire,
    language,
    title: words.title,
    submit: words.submit,
    fields: fields.map(({ path, value }, index) => ({
      name: String(index),
      label: path.join('.').slice(-longestLabel) || '?',
      value: String(value),
      ...(index === 0 ? { hint: words.hint } : {}),
      required: false,
    })),
  };
}

/** Nothing where nobody knows what to change. */
export function tryWithButton({ draftId, revision, rehearsed, reader }: DraftView): FormButton[] {
  if (!rehearsed?.example) return [];
  const { tryWith: words } = wordsIn(reader.language).rehearsal;
  return [formButton(words.button, tryWithForm({ draftId, revision }, rehearsed.example, reader.language))];
}
