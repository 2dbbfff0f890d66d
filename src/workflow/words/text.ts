/** The first letter large. */
export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The first letter small. */
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** `sendAndWait` → `send and wait`. */
export const inWords = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();

/** A node type's own name: `n8n-nodes-base.httpRequest` → `httpRequest`. */
export const localName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

const longestName = 60;
/** Says nothing without the name of what it belongs to. */
const vague = /^(?:name|id|title|text|value|type|url|link|date|email|content|status|number|key|count|total|label)$/i;
/** Says nothing at all. */
const silent =
  /^(?:json|body|data|fields|properties|attributes|output|result|results|item|items|query|params|all|response|payload|\$?json|value|values)$/i;

/** The names on the way to a field as a person says them: `['customer', 'name']` → `customer name`. */
export function fieldInWords(path: readonly string[]): string {
  const last = path.at(-1) ?? '';
  const before = path.at(-2);
  const both = before !== undefined && vague.test(last) && !silent.test(before) ? `${before} ${last}` : last;
  return spaced(both).slice(0, longestName).trim();
}

/** `totalAmount` → `total amount`, `customer_id` → `customer id`; words in capitals stay. */
function spaced(name: string): string {
  return name
    .replace(/_+/g, ' ')
    .replace(/([a-z0-9])([A-Z])([A-Z]*)/g, (_all, end: string, first: string, more: string) =>
      more === '' ? `${end} ${first.toLowerCase()}` : `${end} ${first}${more}`,
    )
    .replace(/\s+/g, ' ')
    .trim();
}

/** Cut at `max`, the ellipsis included. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}

/** Turns the order of letters around, or cannot be seen. */
const unseen = /[\u200b\u200e\u200f\u061c\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;

/** Somebody's words as they may stand in a quotation of ours: they neither end it nor look like a field in it. */
export const harmless = (text: string): string =>
  text
    .replace(unseen, '')
    .replace(/[“”„«»]/g, '"')
    .replaceAll('‹', '<')
    .replaceAll('›', '>');
