import type { Card } from '#src/chat/card.ts';
import { plainWords } from '#src/chat/words.ts';

/** What a person sees of a message: its texts, and its buttons row by row. What opens only when pressed is not among it. */
export interface Seen {
  texts: string[];
  buttons: string[][];
}

/** Nothing of this is for people to read. */
const markup = [
  /\{\{|\}\}/,
  /\$\{/,
  /<[!@#]/,
  /\^\{?date/,
  /\*\*/,
  /&(?:[a-z]{2,6}|#\d+);/i,
  /\\[!-/:-@[-`{-~]/,
  /\b(?:undefined|NaN|Infinity)\b/,
  /\bnull\b/,
  /\[object /,
  /Invalid Date/,
  /\bPT?\d+[HMSD]\b/,
  /\d{4}-\d\d-\d\dT\d\d:/,
];

/** Whatever of it nobody should have to read; empty when all is well. */
export function unreadable({ texts, buttons }: Seen): string[] {
  const shown = [...texts, ...buttons.flat()];
  const raw = shown.filter((text) => markup.some((pattern) => pattern.test(text)));
  const doubled = buttons.flatMap((row) => row.filter((label, place) => row.indexOf(label) !== place));
  const blank = buttons.flat().filter((label) => label.trim() === '');
  return [
    ...raw.map((text) => `raw: ${text}`),
    ...doubled.map((text) => `twice: ${text}`),
    ...blank.map(() => 'blank'),
  ];
}

/** What a card asks or offers only after a button was pressed. */
export function hiddenIn(card: Card): string[] {
  const buttons = card.elements.flatMap((element) => (element.kind === 'actions' ? element.buttons : []));
  return buttons.flatMap((button) => {
    if (button.kind === 'action') return button.confirm ? [button.confirm.title, button.confirm.text] : [];
    return button.kind === 'form' ? [button.form.submit, ...button.form.fields.map(({ label }) => label)] : [];
  });
}

/** What a card says to anybody, wherever it is shown. */
export function wordsIn(card: Card): string[] {
  return card.elements.flatMap((element): string[] => {
    switch (element.kind) {
      case 'text':
      case 'notice':
        return typeof element.text === 'string' ? [element.text] : [];
      case 'facts':
        return element.facts.flatMap(({ label, value }) => [label, plainWords(value)]);
      case 'rows':
        return element.rows.map(({ title }) => title);
      case 'actions':
        return element.buttons.map(({ label }) => label);
      default:
        return [];
    }
  });
}
