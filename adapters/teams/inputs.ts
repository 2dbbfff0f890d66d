import type { Form, FormField } from '#src/chat/card.ts';
import { wordsIn } from '#src/language/words.ts';
import type { AdaptiveElement, DialogCard, DialogData } from './adaptive-types.ts';
import { shorten } from './card-text.ts';
import { teamsLimits } from './limits.ts';
import { fieldPickId, fieldPrefix, type PickerPlace, toPicker } from './picker.ts';

/**
 * The inputs of a form, filled with what stands there already. At most 10, each with a list to pick from where there is one.
 */
export function toInputs(form: Form, place: PickerPlace): AdaptiveElement[] {
  const { orType } = wordsIn(form.language ?? 'en').adapters.card;
  return form.fields.slice(0, 10).flatMap((field): AdaptiveElement[] => {
    const { label, picker } = field;
    const list = picker && toPicker(picker, fieldPickId(field.name), { label, language: form.language, ...place });
    return list ? [list, toTextInput({ ...field, label: orType }, form)] : [toTextInput(field, form)];
  });
}

function toTextInput(field: FormField, { language = 'en' }: Form): AdaptiveElement {
  const { fillIn } = wordsIn(language).adapters.card;
  return {
    type: 'Input.Text',
    id: `${fieldPrefix}${field.name}`,
    label: shorten(field.label, 200),
    ...(field.multiline ? { isMultiline: true } : {}),
    ...(field.required ? { isRequired: true, errorMessage: fillIn } : {}),
    ...(field.hint ? { placeholder: shorten(field.hint, 200) } : {}),
    ...(field.value ? { value: field.value } : {}),
    maxLength: field.maxLength ?? 3000,
  };
}

/** The form as the card of a dialog. Its button sends `data` and the inputs in a `task/submit`. */
export function toDialogCard(form: Form, data: DialogData): DialogCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    body: toInputs(form, { wide: true }),
    actions: [
      {
        type: 'Action.Submit',
        title: shorten(form.submit, teamsLimits.buttonLabelLength),
        data: { ...form.value, ...data, action: form.action },
        style: 'positive',
      },
    ],
  };
}
