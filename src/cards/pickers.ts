import { type ActionButton, button, type CardElement, type FormField, picker, select } from '#src/chat/card.ts';
import type { Picker } from '#src/chat/picker.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { OnDraft } from '#src/model/action.ts';
import { keptOptions } from '#src/values/pick.ts';
import type { Placeholder } from '#src/workflow/placeholders.ts';

/** What only a person can say, with the platform's own list of such things where there is one. */
export interface Need extends Placeholder {
  native?: NonNullable<Picker['native']>;
}

interface Asking extends OnDraft {
  needs: readonly Need[];
}

/** One missing value is picked on the card; several are, each beside its place to type, in the form. */
export function pickerElements({ draftId, revision, needs }: Asking): CardElement[] {
  const open = needs.flatMap((need, index) => {
    const from = pickerOf(need);
    return from ? [{ need, from, index }] : [];
  });
  const [only, another] = open;
  if (!only || another) return [];
  const { label, choices = [], native, searched } = only.need;
  const at = { draftId, revision, need: only.index };
  if (native || searched) return [picker({ kind: 'pick_value', ...at }, label, only.from)];
  const names = choices.map(({ name }) => name);
  return [select({ kind: 'choose_value', ...at }, label, names)];
}

/** Asks anew what there is to choose from, where somebody was asked. */
export const lookAgainButton = ({ draftId, revision, needs }: Asking, language: Language): ActionButton[] =>
  needs.some(({ choices, searched }) => choices !== undefined || searched)
    ? [button({ kind: 'look_again', draftId, revision }, wordsIn(language).cards.draft.lookAgain)]
    : [];

/** A field of the form: typed as ever, or picked where there is something to pick from. */
export function fieldFor({ draftId, revision }: OnDraft, need: Need, index: number): FormField {
  const from = pickerOf(need);
  const at = { draftId, revision, page: index };
  const { label, hint } = need;
  return { name: String(index), label, hint, required: false, ...(from ? { picker: { at, ...from } } : {}) };
}

/** Whether it is chosen from a list, on the card or in the form. */
export const hasPicker = (need: Need): boolean => pickerOf(need) !== undefined;

function pickerOf({ choices, searched, native }: Need): Omit<Picker, 'at'> | undefined {
  if (!choices?.length && !searched && !native) return undefined;
  return {
    searched: searched ?? false,
    ...(choices?.length ? { options: keptOptions(choices) } : {}),
    ...(native ? { native } : {}),
  };
}
