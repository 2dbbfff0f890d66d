import { createHash } from 'node:crypto';
import { longestOption, type PickerOption } from '#src/chat/picker.ts';
import type { Choice } from '#src/model/issue.ts';
import { toChoices } from './resolve.ts';
import type { Value } from './value.ts';

/** So many are offered to what somebody types (Slack's limit of a list). */
const mostOptions = 100;
const digestLength = 16;

/**
 * Values as a picker offers them. What comes back names a value by its digest and the words to find it again by: it is
 * taken only where the directory still knows such a value there, so nobody can pick what is not offered.
 */
export function toOptions(values: readonly Value[]): PickerOption[] {
  const offered = toChoices(values, mostOptions);
  const names = new Map(values.map(({ name, value }) => [value, name]));
  return offered.map(({ name, value }) => toOption(name, value, names.get(value) ?? name));
}

/** The same of choices that were kept, each told apart from the others already. */
export const keptOptions = (choices: readonly Choice[]): PickerOption[] =>
  choices.map(({ name, value }) => toOption(name, value, name));

const toOption = (label: string, value: Value['value'], words: string): PickerOption => ({
  label: short(label, longestOption),
  value: short(`${digestOf(value)}.${words}`, longestOption, ''),
});

/** Whether this value is what was picked. */
export const isPicked = (picked: string, value: Value['value']): boolean =>
  picked.slice(0, digestLength) === digestOf(value);

/** The words to find it again by; they may be cut. */
export const wordsPicked = (picked: string): string => picked.slice(digestLength + 1);

const digestOf = (value: Value['value']): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, digestLength);

/** Never half a character. */
function short(text: string, most: number, mark = '…'): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - mark.length).replace(/[\uD800-\uDBFF]$/, '')}${mark}`;
}
