import { shortName } from '#src/catalog/names.ts';
import type { DataSource } from '../data.ts';
import { names, stemsOf } from './lexicon.ts';

/** What a step made, changed or read in an app: a folder, an issue. */
export interface Made {
  node: string;
  type: string;
  /** n8n's word for it, `folder`; empty where the node has no kinds of things. */
  resource: string;
  /** True where there is one at each run, not one for every item. */
  isSingle: boolean;
  /** Words for what it gives out → path from the item. */
  fields: Map<string, string>;
}

/** Apps whose fields begin with a capital: `Rating`. */
const capitalized = /^(?:salesforce|quickbooks)$/;

/** Nodes that give out no more than that it was done. */
export const tellsNothing = /^(?:awsS3|s3)$/;

/** The stems of what a made thing is called. */
const thingsOf = ({ resource, type }: Made): string[] => [
  ...stemsOf(resource),
  ...(resource === 'file' && tellsNothing.test(shortName(type)) ? ['object'] : []),
];

/** True when the word is one for the thing. */
export const isWordFor = (word: string, made: Made): boolean => {
  const [stem = ''] = stemsOf(word);
  return stem !== '' && thingsOf(made).some((thing) => names(stem, thing) !== undefined);
};

const leading = /^(?:(?:the|its|it['’]s|their|a|an|this|that|each|every) )+/i;

/**
 * What a field is one of, "the folder name": the last thing made or read that is called so, else the data at hand; the
 * field without that word. Undefined where nothing is there to be looked at.
 */
export function sourceOf(
  words: string,
  made: readonly Made[],
  source: DataSource | undefined,
): { source: DataSource; field: string; isGuessed: boolean } | undefined {
  const plain = words.trim().replace(leading, '');
  const known = source?.fields.has(plain.toLowerCase()) ? source : undefined;
  const given = made.findLast(({ fields }) => fields.has(plain.toLowerCase()));
  if (known) return { source: known, field: words, isGuessed: false };
  if (given) return { source: toSource(given), field: plain, isGuessed: false };
  const [, first = '', , second = ''] =
    /^([\p{L}-]+)( of (?:the|this|that|each|every) ([\p{L}-]+)$| )?/u.exec(plain) ?? [];
  const isOf = second !== '';
  const word = isOf ? second : first;
  const rest = isOf ? first : plain.slice(first.length).trim();
  const one = rest === '' ? undefined : made.findLast((each) => isWordFor(word, each));
  // What was put there is what was read before.
  if (one && source && tellsNothing.test(shortName(one.type))) return { source, field: rest, isGuessed: true };
  if (one) return { source: toSource(one), field: asWritten(rest, one.type), isGuessed: true };
  const last = made.at(-1);
  const isIts = /^(?:its|it['’]s) /i.test(words.trim());
  const own = isIts ? last : source && made.find(({ node }) => node === source.node);
  const isOpen = /^(?:it|this|that|they|these|those)$/i.test(plain);
  if (own && own.resource !== '' && own.fields.size === 0 && !isOpen && !(source && source.fields.size > 0))
    return { source: toSource(own), field: asWritten(plain, own.type), isGuessed: true };
  return source && { source, field: words, isGuessed: false };
}

const toSource = ({ node, resource, fields }: Made): DataSource => ({
  node,
  base: '',
  fields,
  what: stemsOf(resource).join(' ') || 'data',
});

/** The name of a field as the app of a node type writes it. */
export function asWritten(words: string, type: string): string {
  if (!capitalized.test(shortName(type))) return words;
  return words.replace(/(?:^| )(\p{L})/gu, (_, letter: string) => letter.toUpperCase());
}

/** Under which name an app gives out the id of what it made. */
export function idOf({ type }: Made, label: string): string {
  if (/\bkey\b/i.test(label)) return '.key';
  if (/\bnumber\b/i.test(label)) return '.number';
  return shortName(type) === 'asana' ? '.gid' : '.id';
}

/** Where a later step finds what was made. */
export const at = ({ node, isSingle }: Made, previous: string): string =>
  node === previous ? '$json' : isSingle ? `$('${node}').first().json` : `$('${node}').item.json`;
