import { z } from 'zod';
import { type ActionValue, actionValueSchema } from '#src/chat/inbound.ts';
import { nativePick, type Picker, type PickerOption, pickedIn, shownOn } from '#src/chat/picker.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { AdaptiveInput } from './adaptive-types.ts';
import { shorten } from './card-text.ts';

/** Start of the ids of inputs that a form's button sends along. */
export const fieldPrefix = 'field_';
/** Ends the id of an input in which a person was picked: Teams sends their Entra object id. */
const personSuffix = '.person';
/** Start of the name of our own lists; the ids they are about follow. */
const datasetPrefix = 'flowsmith:';
const people = 'graph.microsoft.com/users';

/** Ids of the lists on a card, by its place there. */
export const pickId = (place: string): string => `pick_${place}`;

export interface PickerPlace {
  language?: Language | undefined;
  /** The whole organization can be searched: in a chat with the bot alone, and in dialogs. */
  wide?: boolean | undefined;
  /** Others draw the same cards. */
  platform?: string | undefined;
}

/**
 * The list somebody picks from: people of the organization, which Teams searches itself, a short list, or one that asks
 * us at every key.
 */
export function toPicker(
  picker: Picker,
  id: string,
  { label, language = 'en', wide = false, platform = 'teams' }: PickerPlace & { label: string },
): AdaptiveInput | undefined {
  const native = shownOn(platform, picker);
  if (!native) return undefined;
  // Teams has no list of channels of its own; those we know are a list like any other.
  const kind = native === 'channel' && !picker.searched && picker.options?.length ? 'options' : native;
  const words = wordsIn(language).adapters.card;
  const base = { type: 'Input.ChoiceSet' as const, label: shorten(label, 500), placeholder: words.chooseOne };
  if (kind === 'options') {
    const choices = (picker.options ?? []).slice(0, 100).map((one) => ({ title: one.label, value: one.value }));
    return { ...base, id, style: 'compact', choices };
  }
  const asks = (dataset: string) => ({ style: 'filtered' as const, choices: [], 'choices.data': toQuery(dataset) });
  // Channels are told nowhere but in their own place: there is no list of them.
  if (kind === 'person')
    return { ...base, id: `${id}${personSuffix}`, ...asks(wide ? people : `${people}?scope=currentContext`) };
  return picker.searched ? { ...base, id, ...asks(`${datasetPrefix}${JSON.stringify(picker.at)}`) } : undefined;
}

const toQuery = (dataset: string) => ({ type: 'Data.Query' as const, dataset });

/** What stands in an input as it was picked; an id of a person is marked as one. */
export const pickedAs = (inputId: string, value: string): string =>
  inputId.endsWith(personSuffix) && value !== '' ? nativePick('person', value) : value;

/** Id of the input of a form in which somebody picks. */
export const fieldPickId = (name: string): string => `${fieldPrefix}${pickedIn(name)}`;

/** The field that an input of a form answers. */
export function fieldNameOf(inputId: string): string {
  const name = inputId.slice(fieldPrefix.length);
  return name.endsWith(personSuffix) ? name.slice(0, -personSuffix.length) : name;
}

/** What Teams asks at every key: it wants at most `top` results. */
const searchSchema = z.object({
  queryText: z.string().default(''),
  queryOptions: z.object({ top: z.int().min(1).max(100).catch(15) }).catch({ top: 15 }),
  dataset: z.string().startsWith(datasetPrefix).max(2_000),
});

export interface Search {
  at: ActionValue;
  words: string;
  most: number;
}

/** What is looked for; undefined where the list is none of ours. */
export function readSearch(value: unknown): Search | undefined {
  const parsed = searchSchema.safeParse(value).data;
  const at = parsed && parseAt(parsed.dataset.slice(datasetPrefix.length));
  return at && { at, words: parsed.queryText, most: parsed.queryOptions.top };
}

function parseAt(json: string): ActionValue | undefined {
  try {
    return actionValueSchema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** As Teams takes results; it shows 15 of them. */
export const toResults = (options: readonly PickerOption[], most: number) =>
  options.slice(0, most).map(({ label, value }) => ({ title: label, value }));
