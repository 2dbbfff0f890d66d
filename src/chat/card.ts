import type { Language } from '#src/language/language.ts';
import type { Action, ListAction } from '#src/model/action.ts';
import { toWire, type WireAction } from './actions.ts';
import type { Picker } from './picker.ts';
import type { PictureRef } from './picture.ts';
import type { Words } from './words.ts';

/**
 * A card: what people see, free of any platform. Every text here is plain text, some with times or styled parts;
 * renderers escape it.
 * Closed union: a renderer's switch ends in `never`.
 */
export interface Card {
  /** What its words are in [en]; what a renderer adds follows it. */
  language?: Language;
  title: string;
  elements: CardElement[];
}

export type CardElement =
  | TextElement
  | FactsElement
  | StepsElement
  | TasksElement
  | NoticeElement
  | ImageElement
  | DividerElement
  | RowsElement
  | SelectElement
  | PickerElement
  | CopyElement
  | ActionsElement;

export interface TextElement {
  kind: 'text';
  text: Words;
  style: 'plain' | 'bold' | 'muted';
}
/** Label–value pairs, at most 10. */
export interface FactsElement {
  kind: 'facts';
  facts: { label: string; value: Words }[];
}
/** What is done, in reading order. */
export interface StepsElement {
  kind: 'steps';
  steps: StepLine[];
}
export interface StepLine {
  text: string;
  /** How many branches and loops it stands in: it is indented so often. */
  depth: number;
  /** Its number; absent for what continues the line before. */
  number?: number;
}
/** What the bot is doing for somebody who waits, in order. */
export interface TasksElement {
  kind: 'tasks';
  tasks: { text: string; state: 'complete' | 'in_progress' | 'pending' }[];
}
/** Something the reader must not miss. `question`: nothing is wrong, an answer is wanted. */
export interface NoticeElement {
  kind: 'notice';
  level: 'info' | 'success' | 'question' | 'warning' | 'error';
  text: Words;
}
/**
 * A picture, by reference: each adapter fetches it in the way its platform shows it. Where it cannot be shown it is left
 * out, so a card says in words too what its picture shows. `alt` is for those who cannot see it.
 */
export interface ImageElement {
  kind: 'image';
  picture: PictureRef;
  alt: string;
}
export interface DividerElement {
  kind: 'divider';
}
/** A list of things with at most one button each, e.g. workflows or versions; at most 10. */
export interface RowsElement {
  kind: 'rows';
  rows: { title: string; text: Words; button?: Exclude<Button, FormButton> }[];
}
/** One of up to 100 choices; choosing is a click whose `value.choice` is the choice's place in the list, from 0. */
export interface SelectElement extends WireAction {
  kind: 'select';
  label: string;
  choices: string[];
  /** Place of the choice that stands now. */
  chosen?: number;
}
/** Something to be looked up and picked; picking is a click whose `fields.picked` is the option's value. */
export interface PickerElement extends WireAction {
  kind: 'picker';
  label: string;
  picker: Picker;
}
/** Something to take along as it stands, such as an address: code where nothing copies it, with a button where something can. */
export interface CopyElement {
  kind: 'copy';
  label: string;
  /** Plain text, at most 2,000 characters. */
  value: string;
}
export interface ActionsElement {
  kind: 'actions';
  buttons: Button[];
  /** Behind a "…" beside the buttons: at most five. */
  menu?: MenuItem[];
}

/** What is pressed rarely. Nothing that has to be read before a decision stands only there. */
export type MenuItem = Exclude<Button, FormButton>;

export type Button = ActionButton | LinkButton | FormButton;

/** Renderers carry `action` and `value` unchanged, and adapters hand them back in ActionTaken. */
export interface ActionButton extends WireAction {
  kind: 'action';
  label: string;
  style: 'default' | 'primary' | 'danger';
  /** Asked before the click counts, where the platform can ask. */
  confirm?: { title: string; text: string; confirm: string };
}
export interface LinkButton {
  kind: 'link';
  label: string;
  url: string;
}
/**
 * Opens a few inputs: in the card itself, or in a dialog that the platform fills by asking `Forms` again. Sending them
 * is a click with `form.action`, `form.value` and what was typed in ActionTaken.fields.
 */
export interface FormButton {
  kind: 'form';
  label: string;
  style: 'default' | 'primary';
  form: Form;
}

export interface Form extends WireAction {
  /** What its words are in [en]. */
  language?: Language;
  title: string;
  /** Label of the button that sends it. */
  submit: string;
  /** At most 10. */
  fields: FormField[];
}
export interface FormField {
  /** Key in ActionTaken.fields. */
  name: string;
  label: string;
  hint?: string;
  /** What stands there already. */
  value?: string;
  /** What may be picked instead of typing; comes in ActionTaken.fields under `pickedIn(name)`. */
  picker?: Picker;
  multiline?: boolean;
  required: boolean;
  /** In UTF-16 units [3000]. */
  maxLength?: number;
}

export const text = (value: Words, style: TextElement['style'] = 'plain'): TextElement => ({
  kind: 'text',
  text: value,
  style,
});
export const facts = (pairs: [label: string, value: Words][]): FactsElement => ({
  kind: 'facts',
  facts: pairs.map(([label, value]) => ({ label, value })),
});
export const steps = (items: readonly (string | StepLine)[]): StepsElement => ({
  kind: 'steps',
  steps: items.map((item, index) =>
    typeof item === 'string' ? { text: item, depth: 0, number: index + 1 } : toStepLine(item),
  ),
});
const toStepLine = ({ text, depth, number }: StepLine): StepLine => ({
  text,
  depth,
  ...(number === undefined ? {} : { number }),
});

/** What stands before a line of steps: its number, a bullet where it is indented, and the room it is indented by. */
export function stepMark({ depth, number }: StepLine): string {
  const indent = '\u2003'.repeat(Math.min(depth, 6));
  if (number !== undefined) return `${indent}${number}. `;
  return depth > 0 ? `${indent}• ` : '\u2003';
}
export const tasks = (items: TasksElement['tasks']): TasksElement => ({ kind: 'tasks', tasks: items });
const taskMarks = { complete: '✓', in_progress: '▸', pending: '·' } as const;
/** The same in lines of text. */
export const taskLines = ({ tasks: items }: TasksElement): string =>
  items.map(({ text: line, state }) => `${taskMarks[state]} ${line}`).join('\n');
export const notice = (level: NoticeElement['level'], value: Words): NoticeElement => ({
  kind: 'notice',
  level,
  text: value,
});
export const rows = (items: RowsElement['rows']): RowsElement => ({ kind: 'rows', rows: items });
export const image = (picture: PictureRef, alt: string): ImageElement => ({ kind: 'image', picture, alt });
export const divider = (): DividerElement => ({ kind: 'divider' });
export const actions = (...buttons: Button[]): ActionsElement => ({ kind: 'actions', buttons });
/** Buttons, and what stands in the menu beside them. */
export const actionsWithMenu = (buttons: Button[], menu: MenuItem[]): ActionsElement => ({
  kind: 'actions',
  buttons,
  ...(menu.length > 0 ? { menu } : {}),
});
export const copyText = (label: string, value: string): CopyElement => ({ kind: 'copy', label, value });
export const select = (action: ListAction, label: string, choices: string[], chosen?: number): SelectElement => ({
  kind: 'select',
  label,
  choices,
  ...toWire(action),
  ...(chosen === undefined ? {} : { chosen }),
});
export const picker = (
  action: Extract<Action, { kind: 'pick_value' }>,
  label: string,
  from: Omit<Picker, 'at'>,
): PickerElement => {
  const wire = toWire(action);
  return { kind: 'picker', label, ...wire, picker: { at: wire.value, ...from } };
};
export const formButton = (label: string, form: Form, style: FormButton['style'] = 'default'): FormButton => ({
  kind: 'form',
  label,
  style,
  form,
});
export const link = (label: string, url: string): LinkButton => ({ kind: 'link', label, url });
export function button(
  action: Action,
  label: string,
  options: Partial<Pick<ActionButton, 'style' | 'confirm'>> = {},
): ActionButton {
  const { action: id, value } = toWire(action);
  return { kind: 'action', action: id, label, value, style: 'default', ...options };
}
