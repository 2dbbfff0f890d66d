import type { Catalog } from '#src/catalog/catalog.ts';
import { appsIn } from '../catalog/apps.ts';
import { maskQuoted, toLower } from '../words.ts';
import { isAct } from './verbs.ts';

/** The parts of a list that is written in one line, "1. … 2. …"; the whole text where nothing counts on from one. */
export function itemsOf(text: string): string[] {
  const numbers = [...maskQuoted(text).matchAll(/(?:^|\s)(\d{1,2})[.)] (?=\p{Lu})/gu)];
  if (numbers.length < 2 || numbers.some(([, number], at) => Number(number) !== at + 1)) return [text];
  const starts = numbers.map(({ index, 0: all }) => [index, index + all.length] as const);
  return [text.slice(0, starts[0]?.[0]), ...starts.map(([, from], at) => text.slice(from, starts[at + 1]?.[0]))]
    .map((part) => part.trim())
    .filter(Boolean);
}

/** "HubSpot: create a contact" → "create a contact in HubSpot"; "Typeform trigger: new response" → what starts it. */
export function ofApp(sentence: string, catalog: Catalog): string {
  const lead = /^(\p{Lu}[\p{L}\d .]{1,40}?)( trigger)?: (?=(\p{L}+))/u.exec(maskQuoted(sentence));
  const [all = '', app = '', trigger, word = ''] = lead ?? [];
  const [named] = lead ? appsIn(catalog, app, toLower(app)) : [];
  if (!named || named.start > 0 || named.end < app.length) return sentence;
  const rest = sentence.slice(all.length);
  if (trigger) return `When ${rest} in ${app}`;
  return isAct(word) && !appsIn(catalog, rest, toLower(maskQuoted(rest))).length ? `${rest} in ${app}` : sentence;
}
