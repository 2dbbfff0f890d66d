import { isMoment, lengthOf, partsOf, type Styled, type Words } from '#src/chat/words.ts';
import { isSafeUrl } from './safe-url.ts';

/** How much of a card is shown; each rung of the ladder shows less. */
export interface Detail {
  /** Longest text, in UTF-16 units. */
  textLength: number;
  /** Most steps or facts of one element. */
  items: number;
}

export const detailLadder: [Detail, ...Detail[]] = [
  { textLength: 4000, items: 200 },
  { textLength: 1000, items: 200 },
  { textLength: 400, items: 100 },
  { textLength: 200, items: 50 },
  { textLength: 120, items: 25 },
  { textLength: 60, items: 10 },
];

/** Bytes of the JSON in UTF-16, the unit Teams counts in. */
export function sizeOf(value: unknown): number {
  return JSON.stringify(value).length * 2;
}

/** Cuts at `max` UTF-16 units, ellipsis included, never inside a surrogate pair. */
export function shorten(value: string, max: number): string {
  if (value.length <= max) return value;
  return `${value
    .slice(0, max - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

/**
 * Plain text as Markdown that renders to the same text: inline marks, links, HTML, and what makes a list, heading or
 * quotation at the start of a line. Round brackets too: `{{DATE(…)}}` is a formatting function of Adaptive Cards.
 * A single line break does nothing in Teams, two start a new line.
 */
export function escapeMarkdown(plain: string): string {
  return plain
    .replace(/[\\`*_[\]()<>~|!]/g, '\\$&')
    .replace(/^(\s*)([#+=-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)\./gm, '$1\\.')
    .replace(/\r?\n|\r/g, '\n\n');
}

/**
 * Words with times and styles as Markdown, at most `max` units of text. Teams shows `{{DATE(…)}}` and `{{TIME(…)}}` as
 * the reader's clock has them.
 */
export function wordsToMarkdown(words: Words, max: number): string {
  if (typeof words === 'string') return escapeMarkdown(shorten(words, max));
  let room = max;
  let text = '';
  for (const part of partsOf(words)) {
    const length = lengthOf([part]);
    if (typeof part === 'string') text += escapeMarkdown(shorten(part, Math.max(1, room)));
    else if (!isMoment(part)) text += styledToMarkdown({ ...part, text: shorten(part.text, Math.max(1, room)) });
    else text += length <= room ? `{{DATE(${part.at},SHORT)}}, {{TIME(${part.at})}}` : '…';
    room -= length;
    if (room <= 0) break;
  }
  return text;
}

/** Adaptive Cards know bold, italics and links, no code. Marks stand around words without blanks at their ends. */
function styledToMarkdown({ text, style, url }: Styled): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (inner === '') return escapeMarkdown(text);
  const words = escapeMarkdown(inner);
  const marked = style === 'bold' ? `**${words}**` : style === 'italic' ? `_${words}_` : words;
  const linked = url !== undefined && isSafeUrl(url);
  return (
    before +
    (linked ? `[${marked}](${new URL(url).href.replaceAll('(', '%28').replaceAll(')', '%29')})` : marked) +
    after
  );
}
