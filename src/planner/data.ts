import type { FileOf } from './media/kinds.ts';
import type { RecordPlace } from './record-place.ts';

/** Where a later step finds what an earlier one produced. */
export interface DataSource {
  /** Name of the node that produced it. */
  node: string;
  /** Path from the item to the part people mean, e.g. `.body` of a webhook. */
  base: string;
  /** Words people use for a field → path from the item. */
  fields: Map<string, string>;
  /** Text that shows one item, written with `$` in place of the item's accessor; JSON of the item when absent. */
  text?: string;
  /** How the item is called: "e-mail", "form answer". */
  what: string;
  /** True where there are several items, as a list that was read. */
  isList?: boolean;
  /** A file that each item is or names. */
  file?: FileOf;
  /** Where the item is a thing of an app that can be changed there. */
  record?: RecordPlace;
  /** What an answer of a model may be, where it was said. */
  classes?: readonly string[];
}

const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/** `$json` right behind the source, else a reference to it by name. */
export function accessor(source: DataSource, previous: string): string {
  return source.node === previous ? '$json' : `$('${source.node}').item.json`;
}

/** Path of a field by the words used for it; undefined for words that cannot name one. */
export function pathOf(source: DataSource, words: string): string | undefined {
  const name = words
    .trim()
    .replace(/^(?:(?:the|its|their|a|an|field|value of|name of the)\s)+/i, '')
    .replace(/\s+(?:field|column|value)$/i, '');
  const known = source.fields.get(
    /^(?:it|this|the answer)$/i.test(name) && source.fields.has('status') ? 'status' : name.toLowerCase(),
  );
  if (known) return known;
  // "If it is big": what of it, nobody said.
  if (/^(?:it|this|that|they|these|those)$/i.test(name)) return undefined;
  if (!/^[\p{L}_][\p{L}\p{N}_.-]*(?: [\p{L}\p{N}_-]+){0,3}$/u.test(name) || name.length > 60) return undefined;
  const parts = name.split('.');
  if (parts.some((part) => part === '' || reserved.has(part))) return undefined;
  return (
    source.base + parts.map((part) => (/^[A-Za-z_]\w*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`)).join('')
  );
}

/** Fields of the source that the text names, in order of appearance. */
export function namedFields(source: DataSource, text: string): { word: string; path: string }[] {
  const lower = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const found: { word: string; path: string; at: number }[] = [];
  for (const [word, path] of source.fields) {
    const at = lower.indexOf(` ${word.replace(/[^\p{L}\p{N}]+/gu, ' ')} `);
    if (at >= 0 && !found.some((other) => other.path === path)) found.push({ word, path, at });
  }
  return found.sort((a, b) => a.at - b.at).map(({ word, path }) => ({ word, path }));
}

/** The whole item as text. */
export function itemText(source: DataSource, at: string): string {
  if (source.text) return `=${source.text.replaceAll('$', () => at)}`;
  return `={{ JSON.stringify(${at}${source.base}) }}`;
}
