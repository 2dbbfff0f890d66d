import { maxRequestLength } from './planner.ts';

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

/** A quotation of a text, as it was written. */
export interface Quotation {
  start: number;
  /** Behind the closing quote. */
  end: number;
  text: string;
}

/** The quotations of a text in order, quotes left off. An apostrophe is not a quote. Linear. */
export function quotationsOf(text: string): Quotation[] {
  const found: Quotation[] = [];
  const missing = new Set<string>();
  for (let at = 0; at < text.length; at += 1) {
    const open = text[at] ?? '';
    const close = Object.hasOwn(pairs, open) ? pairs[open] : undefined;
    if (close === undefined || missing.has(close)) continue;
    if (open === "'" && /\w/.test(text[at - 1] ?? ' ')) continue;
    let end = text.indexOf(close, at + 1);
    while (end >= 0 && close === "'" && /\w/.test(text[end + 1] ?? ' ')) end = text.indexOf(close, end + 1);
    if (end < 0) {
      missing.add(close);
      continue;
    }
    found.push({ start: at, end: end + 1, text: text.slice(at + 1, end) });
    at = end;
  }
  return found;
}

/**
 * Replaces quotations and URLs by filler of the same length, so that words inside them are never read as grammar
 * and positions stay valid.
 */
export function maskQuoted(text: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of quotationsOf(text)) {
    result += text.slice(at, start) + '\uE002'.repeat(end - start);
    at = end;
  }
  return (result + text.slice(at)).replace(/https?:\/\/[^\s<>"'`\uE002]{1,2000}/gi, (found) => {
    const url = found.replace(/[.,;:!?)]+$/, '');
    return '\uE001'.repeat(url.length) + found.slice(url.length);
  });
}

/** The text with everything but its quotations changed. */
export function outsideQuotes(text: string, change: (part: string) => string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of quotationsOf(text)) {
    result += change(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return result + change(text.slice(at));
}

/** First quotation of the text without its quotes. */
export function firstQuoted(text: string): string | undefined {
  return quotationsOf(text).find(({ text: inner }) => inner.trim() !== '')?.text;
}

/** First http(s) address of the text; undefined when it does not parse or carries expression braces. */
export function firstUrl(text: string): string | undefined {
  const found = /https?:\/\/[^\s<>"'`]{1,2000}/i.exec(text)?.[0].replace(/[.,;:!?)]+$/, '');
  if (!found || /[{}]/.test(found)) return undefined;
  return URL.canParse(found) ? found : undefined;
}

/**
 * A person's words as a parameter that n8n gives out as they were written. Words with braces or an equals sign that n8n
 * would compute are put together from their letters instead.
 */
export function toLiteral(text: string, maxLength = maxRequestLength): string {
  const words = text.trim().slice(0, maxLength);
  const computed = words.startsWith('=') || words.includes('{{');
  if (!computed) return words;
  const safe = words.replace(/\{\{|\}\}/g, (braces) => `{{ '${braces[0]}' + '${braces[0]}' }}`);
  return `=${safe.startsWith('=') ? `{{ '=' }}${safe.slice(1)}` : safe}`;
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

/** A statement of SQL, as somebody quotes it. */
export const isSql = /^\s*(?:select|insert|update|delete|with|call|merge|truncate|create|alter|drop)\s/i;

/** Text as it stands, within a pattern. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
