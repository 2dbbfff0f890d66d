export { maxRequestLength } from './planner.ts';

const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const irregular = new Map([
  ['eleven', 11],
  ['twelve', 12],
  ['fifteen', 15],
  ['twenty', 20],
  ['thirty', 30],
  ['other', 2],
  ['second', 2],
  ['third', 3],
  ['couple of', 2],
  ['a', 1],
  ['an', 1],
  ['once', 1],
  ['twice', 2],
]);

/** Alternatives for a number inside a pattern: digits or the words people use. */
export const numberPattern = `\\d{1,4}|${[...numberWords, ...irregular.keys()].sort((a, b) => b.length - a.length).join('|')}`;

/** Reads `15` or `fifteen`; undefined for anything else. */
export function toNumber(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (/^\d{1,9}$/.test(word)) return Number(word);
  const index = numberWords.indexOf(word);
  return index >= 0 ? index : irregular.get(word);
}

/** Lower case for ASCII only, so that positions stay the same as in the original. */
export function toLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

const pairs: Record<string, string> = { '"': '"', '“': '”', '„': '“', '‘': '’', '`': '`', "'": "'", '«': '»' };

/** Position behind the closing quote of the quotation that opens at `start`, or -1. An apostrophe is not a quote. */
function quotationEnd(text: string, start: number): number {
  const open = text[start] ?? '';
  const close = Object.hasOwn(pairs, open) ? pairs[open] : undefined;
  if (close === undefined) return -1;
  if (open === "'" && /\w/.test(text[start - 1] ?? ' ')) return -1;
  const limit = Math.min(text.length, start + 2000);
  for (let at = start + 1; at < limit; at += 1) {
    if (text[at] !== close) continue;
    if (close === "'" && /\w/.test(text[at + 1] ?? ' ')) continue;
    return at + 1;
  }
  return -1;
}

/**
 * Replaces quotations and URLs by filler of the same length, so that words inside them are never read as grammar
 * and positions stay valid. Linear: each opening quote looks at most 2000 characters ahead.
 */
export function maskQuoted(text: string): string {
  const withoutUrls = text.replace(/https?:\/\/[^\s<>"'`]{1,2000}/gi, (found) => {
    const url = found.replace(/[.,;:!?)]+$/, '');
    return '\uE001'.repeat(url.length) + found.slice(url.length);
  });
  let result = '';
  for (let at = 0; at < withoutUrls.length; at += 1) {
    const end = quotationEnd(withoutUrls, at);
    if (end < 0) {
      result += withoutUrls[at];
      continue;
    }
    result += '\uE002'.repeat(end - at);
    at = end - 1;
  }
  return result;
}

/** First quotation of the text without its quotes. */
export function firstQuoted(text: string): string | undefined {
  const mask = maskQuoted(text);
  const start = mask.indexOf('\uE002');
  if (start < 0) return undefined;
  const end = quotationEnd(text, start);
  const inner = end < 0 ? '' : text.slice(start + 1, end - 1).trim();
  return inner === '' ? undefined : inner;
}

/** First http(s) address of the text; undefined when it does not parse or carries expression braces. */
export function firstUrl(text: string): string | undefined {
  const found = /https?:\/\/[^\s<>"'`]{1,2000}/i.exec(text)?.[0].replace(/[.,;:!?)]+$/, '');
  if (!found || /[{}]/.test(found)) return undefined;
  return URL.canParse(found) ? found : undefined;
}

/** A person's words as literal text in a parameter: they can never become an n8n expression. */
export function toLiteral(text: string, maxLength = 2000): string {
  return text
    .replace(/\{(?=\{)/g, '{ ')
    .replace(/\}(?=\})/g, '} ')
    .replace(/^[\s=]+/, '')
    .trim()
    .slice(0, maxLength);
}

export function capitalize(text: string): string {
  return /^https?:/i.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** Node and workflow names: one line, no quotes or braces, so that `$('name')` always works. */
export function toName(text: string, maxLength = 60): string {
  const clean = text
    .replace(/[^\p{L}\p{N} #@.:/&+?%<>=-]/gu, ' ')
    .replace(/\s+(?=[ ?]|$)/g, '')
    .trim();
  return clean.length <= maxLength ? clean : `${clean.slice(0, maxLength - 1).trimEnd()}…`;
}
