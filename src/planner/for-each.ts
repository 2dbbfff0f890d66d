import type { Catalog } from '#src/catalog/catalog.ts';
import { appsIn } from './catalog/apps.ts';
import { type Clause, toClause } from './clauses.ts';

const read = '(?:retrieved|fetched|found|listed|obtained|returned|loaded|pulled|read|existing)';
const lead = /^(?:for|with|from) (?:each|every|all)(?: one)?(?: of)? /;

/** Words of an event: what they are about happens, and is not there to be read. */
const happens =
  /\b(?:new|newly|incoming|fresh|received?|arriv\w+|comes?|created|added|submitted|submissions?|opened|closed|placed|posted|uploaded|sent|updated|changed|paid|pushed|merged|published|registered|booked|cancell?ed|deleted|failed|get|gets)\b/;
/** Things that are kept somewhere; orders and messages come. */
const keptThings =
  /\b(?:contacts?|leads?|accounts?|customers?|clients?|users?|members?|subscribers?|employees?|people|companies|company|files?|folders?|documents?|objects?|topics?|buckets?|products?|projects?|repositor(?:y|ies)|boards?|channels?|lists?)\b/;
const kept = new RegExp(
  `\\b${read}\\b|\\b(?:each|every|all)(?: one)? of (?:my|our|the|these|those)\\b|\\b(?:in|of|from) (?:my|our|the|this|that) (?:[\\p{L}\\p{N}]+ ){0,3}(?:folders?|buckets?|boards?|lists?|projects?|sheets?|tables?|database|drive|account|workspace|inbox|directory)\\b`,
  'u',
);

/** "For every file in my folder", "for each lead retrieved": read one after the other, and no event. Pure. */
export const isRead = (words: string): boolean =>
  new RegExp(`\\b${read}\\b`).test(words) || (!happens.test(words) && (kept.test(words) || keptThings.test(words)));

/**
 * "For every file in my Box folder", "… for each lead retrieved from Salesforce", "for each lead that has a hot rating":
 * what is gone through is read first, what it has to be is checked. Pure.
 */
export function loopApart(clause: Clause, catalog: Catalog): Clause[] {
  const begins = lead.exec(clause.mask);
  if (begins) {
    const read = reading(clause.text.slice(begins[0].length), catalog, clause.joint);
    return read.length > 0 ? read : [clause];
  }
  const behind = / for (?:each|every|all)(?: of)? (?!of\b|them\b)/.exec(clause.mask);
  if (!behind) return [clause];
  const words = clause.text.slice(behind.index + behind[0].length);
  const head = clause.text.slice(0, behind.index);
  const { thing, check } = apart(words);
  const isNamed = appsIn(catalog, thing, thing.toLowerCase()).length > 0;
  if (!check && !(isNamed && new RegExp(`\\b${read}\\b`, 'i').test(words))) return [clause];
  const items = reading(words, catalog, clause.joint);
  return [...items, toClause(`${head} for each ${bare(thing)}`, items.length > 0 ? 'and' : clause.joint)];
}

/** What is read, where it says an app, and what it has to be. */
function reading(words: string, catalog: Catalog, joint: Clause['joint']): Clause[] {
  const { thing, check } = apart(words);
  const isNamed = appsIn(catalog, thing, thing.toLowerCase()).length > 0;
  return [
    ...(isNamed
      ? [{ ...toClause(`get all ${thing.replace(/^(?:the|my|our|these|those) /i, '')}`, joint), loops: true as const }]
      : []),
    ...(check ? [toClause(`if the ${bare(thing)} ${check}`, 'sentence')] : []),
  ];
}

/** "lead that has a hot rating" → the thing, and what is said of it. */
function apart(words: string): { thing: string; check?: string } {
  const relative = / (?:that|which|who) (?=(?:has|have|is|are|contains?|starts?|ends?|exceeds?)\b)/i.exec(words);
  const thing = (relative ? words.slice(0, relative.index) : words)
    .replace(new RegExp(`\\b${read} `, 'gi'), '')
    .replace(new RegExp(` ${read}$`, 'gi'), '');
  return { thing, ...(relative ? { check: words.slice(relative.index + relative[0].length) } : {}) };
}

/** The name of the thing without where it is. */
const bare = (thing: string): string => {
  const [own = thing] = thing.replace(/^(?:the|my|our|these|those) /i, '').split(/ (?:in|from|of|on) /);
  return own.split(' ').at(-1) ?? own;
};
