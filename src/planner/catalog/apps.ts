import type { Catalog, NodeTypeSummary } from '#src/catalog/catalog.ts';
import { namesOf, ordinary, ownNodes, shortName } from '#src/catalog/names.ts';
import { fold, toKey } from '#src/catalog/search-words.ts';
import { actsOf } from '#src/catalog/slice.ts';
import { absentApps } from '../absent-apps.ts';
import { knownApps } from './known-apps.ts';
import { operationVerbs, stemsOf } from './lexicon.ts';

/** An app that the words name. */
export interface NamedApp {
  /** As the catalogue calls it, or as it was said where the catalogue has no such app. */
  name: string;
  start: number;
  end: number;
  action?: string;
  trigger?: string;
}

interface Entry {
  name: string;
  action?: string;
  trigger?: string;
  share: number;
  /** What there is in it, where its whole name is an ordinary word: "box folder" is of Box. */
  things?: ReadonlySet<string>;
}

const indexes = new WeakMap<Catalog, Map<string, Entry>>();

function indexOf(catalog: Catalog): Map<string, Entry> {
  const cached = indexes.get(catalog);
  if (cached && cached.size > 0) return cached;
  const index = new Map<string, Entry>();
  for (const name of knownApps) index.set(toKey(fold(name).match(/[a-z0-9]+/g) ?? []), { name, share: 0.1 });
  for (const { name, names } of absentApps)
    for (const one of names) index.set(toKey(fold(one).match(/[a-z0-9]+/g) ?? []), { name, share: 0.1 });
  for (const summary of catalog.all()) if (!summary.hidden && summary.kind !== 'subnode') addNames(index, summary);
  indexes.set(catalog, index);
  return index;
}

function addNames(index: Map<string, Entry>, summary: NodeTypeSummary): void {
  const short = shortName(summary.name);
  if (ownNodes.has(short) || /^flow(?:Trigger)?$/.test(short)) return;
  const isTrigger = summary.kind === 'trigger';
  const base = short.replace(/Trigger$/, '');
  for (const { key, words, share } of withoutDomain(namesOf(summary))) {
    const known = index.get(key);
    // "jira issue": what follows the name is what is done there, not its name.
    const own = base.toLowerCase();
    const shown = fold(summary.displayName.replace(/ Trigger$/, '')).replace(/[^a-z0-9]/g, '');
    if (words > 1 && key.startsWith(own) && key !== own && key !== shown) continue;
    const worth = own === key ? share + 0.1 : share;
    const kin = known && (known.action ?? known.trigger)?.endsWith(`.${base}${known.action ? '' : 'Trigger'}`);
    if (known && !kin && known.share >= worth) continue;
    const entry: Entry = kin && known ? known : { name: '', share: worth };
    if (isTrigger) entry.trigger = summary.name;
    else entry.action = summary.name;
    entry.name ||= summary.displayName.replace(/ Trigger$/, '').replace(/ \(.*\)$/, '');
    entry.share = Math.max(entry.share, worth);
    if (ordinary.has(key) && own === key && !isTrigger) entry.things = new Set(summary.operations.flatMap(stemsOf));
    index.set(key, entry);
  }
}

/** `Sentry.io` is mostly called Sentry. */
const withoutDomain = (names: ReturnType<typeof namesOf>): ReturnType<typeof namesOf> => [
  ...names,
  ...names.flatMap((name) =>
    /..(?:io|com)$/.test(name.key) && !/^(?:customer|monday|cal|form)(?:io|com)$/.test(name.key) && name.words > 1
      ? [{ ...name, key: name.key.replace(/(?:io|com)$/, ''), words: 1 }]
      : [],
  ),
];

const longestName = 4;

/** The apps that a text names, in order; quotations, addresses and URLs name none. */
export function appsIn(catalog: Catalog, text: string, mask: string): NamedApp[] {
  const index = indexOf(catalog);
  const plain = mask.replace(/[#@][\p{L}\p{N}._-]+|\S+@\S+/gu, (found) => ' '.repeat(found.length));
  const words = [...plain.matchAll(/[\p{L}\p{N}]+/gu)];
  const found: NamedApp[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(longestName, words.length - at); length > 0; length -= 1) {
      const run = words.slice(at, at + length);
      const last = run.at(-1);
      const [first] = run;
      if (!first || !last) continue;
      const span = { start: first.index, end: last.index + last[0].length };
      if (/[^\s.'’-]/.test(plain.slice(span.start, span.end).replace(/[\p{L}\p{N}]/gu, ''))) continue;
      const key = toKey(run.map(([word]) => fold(word)));
      const entry = index.get(key);
      if (
        !entry ||
        (isOrdinary(key, entry) && !pointedAt(text, span) && !isOf(entry, words[at + length]?.[0])) ||
        isSingular(run, entry) ||
        isPeople(plain, span)
      )
        continue;
      found.push({ ...entry, ...withoutThing(index, catalog, entry, run, span) });
      at += length - 1;
      break;
    }
  }
  return found;
}

/** "S3 bucket" names the app by what it has: the bucket is what is asked for there. */
function withoutThing(
  index: Map<string, Entry>,
  catalog: Catalog,
  { action }: Entry,
  run: readonly RegExpExecArray[],
  span: { start: number; end: number },
): { start: number; end: number } {
  const [last, before] = [run.at(-1)?.[0] ?? '', run.at(-2)];
  const nodeType = action ? catalog.get(action) : undefined;
  if (!before || !nodeType || !index.has(toKey(run.slice(0, -1).map(([word]) => fold(word))))) return span;
  const isThing = actsOf(nodeType).some(({ value }) => stemsOf(value).includes(stemsOf(last)[0] ?? ''));
  return isThing ? { start: span.start, end: before.index + before[0].length } : span;
}

const neverAlone = new Set('notification message gettheresponse database api form table ticket issue'.split(' '));
const isOrdinary = (key: string, { share }: Entry): boolean =>
  ordinary.has(key) || neverAlone.has(key) || (share < 0.7 && share > 0.1);

/** A thing of the app right behind its name. */
const isOf = ({ things }: Entry, following: string | undefined): boolean =>
  following !== undefined && stemsOf(following).some((word) => things?.has(word) && !operationVerbs.has(word));

/** "The team" is not Teams, "a contact" is not Google Contacts. */
const isSingular = (run: readonly RegExpMatchArray[], { name }: Entry): boolean =>
  run.length === 1 && name.toLowerCase().split(' ').includes(`${run[0]?.[0]}s`);

/** "For sales teams", "helps teams": people. "In teams", "a teams channel", "Teams": the app. */
const isPeople = (plain: string, { start, end }: { start: number; end: number }): boolean =>
  plain.slice(start, end) === 'teams' &&
  /[\p{L}-] $/u.test(plain.slice(0, start)) &&
  !/\b(?:to|in|on|via|into|from|with|using|through|by|and|or|ms|microsoft|our|a|an|the|new|post|send|message|every|each|any) $/.test(
    plain.slice(0, start),
  ) &&
  !/^ (?:channels?|messages?|chats?|meetings?|calls?|chat|notifications?)\b/.test(plain.slice(end));

/** An ordinary word is a name only with a capital inside a sentence. */
function pointedAt(text: string, { start, end }: { start: number; end: number }): boolean {
  const word = text.slice(start, end);
  if (!/^\p{Lu}/u.test(word) || /^(?:Monday|Mondays|Set|Wait|Form|Code|If)$/.test(word)) return false;
  return start > 0 && !/(?:^|[.!?;:\n]) ?$/.test(text.slice(Math.max(0, start - 2), start));
}
