import type { Catalog } from '#src/catalog/catalog.ts';
import { escaped } from '../words.ts';
import { type App, appsOf } from './apps.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { AppPhrase } from './phrase.ts';
import { mask, type Reading } from './text.ts';

interface Names {
  pattern: RegExp;
  everyday: RegExp;
  byName: ReadonlyMap<string, App>;
}

const toSource = (text: string): string => escaped(text).replace(/[\s-]+/g, '[ -]?');
const key = (name: string): string => name.replace(/[\s-]+/g, '');
const compiled = new WeakMap<readonly App[], Names>();

function namesOf(apps: readonly App[]): Names {
  const found = compiled.get(apps);
  if (found) return found;
  const byName = new Map<string, App>();
  for (const app of apps)
    for (const name of [...app.names, ...app.everyday]) if (!byName.has(key(name))) byName.set(key(name), app);
  const longest = (names: string[]) =>
    names
      .sort((a, b) => b.length - a.length)
      .map(toSource)
      .join('|');
  const boundary = (source: string) =>
    new RegExp(`(?<![\\p{L}\\p{N}_@#./-])(?:${source})(?![\\p{L}\\p{N}_@]|\\.\\p{L})`, 'gu');
  const names = {
    pattern: boundary(longest(apps.flatMap((app) => app.names))),
    everyday: boundary(longest(apps.flatMap((app) => app.everyday))),
    byName,
  };
  compiled.set(apps, names);
  return names;
}

/** Apps by any of their names; those called like an everyday word only where an app is meant. */
export function readApps(reading: Reading, languages: readonly Lexicon[], catalog?: Pick<Catalog, 'all'>): AppPhrase[] {
  const { pattern, everyday, byName } = namesOf(appsOf(catalog));
  const found: AppPhrase[] = [];
  const add = (match: RegExpMatchArray & { index: number }) => {
    const app = byName.get(key(match[0]));
    if (!app) return;
    const [start, end] = [match.index, match.index + match[0].length];
    const { name, types, hosts } = app;
    found.push({ kind: 'app', name, types, hosts, start, end, text: reading.original.slice(start, end) });
    mask(reading, start, end);
  };
  for (const match of [...reading.text.matchAll(pattern)]) add(match);
  const before = new RegExp(`(?:^|[\\s(,→>])(?:${languages.map((each) => each.prepositions).join('|')})\\s$`, 'u');
  const behind = new RegExp(`^[ -](?:${languages.map((each) => each.appThings).join('|')})(?!\\p{L})`, 'u');
  for (const match of [...reading.text.matchAll(everyday)]) {
    const end = match.index + match[0].length;
    const lead = reading.text.slice(Math.max(0, match.index - 14), match.index);
    const tail = reading.text.slice(end, end + 24);
    const capital = /^\p{Lu}/u.test(reading.original.slice(match.index));
    const placed = before.test(lead) && !article.test(lead);
    if (isMeant(match[0], { thing: behind.exec(tail)?.[0], capital, placed, lead, tail })) add(match);
  }
  return found;
}

const article =
  /(?:^|\s)(?:the|a|an|our|my|new|your|and|or|die|der|das|le|la|el|un|une|una|neues?|unser\S*|mein\S*|mon|notre|mi|nuestr\S)\s$/u;
/** Names that are rarer as a word than as an app, so that small letters do not speak against them. */
const oftenApps = new Set('teams box linear stripe notion zoom outlook intercom sentry sheets gemini'.split(' '));

interface Place {
  thing: string | undefined;
  capital: boolean;
  placed: boolean;
  lead: string;
  tail: string;
}

/** "in Linear", "a Box folder", "to teams": yes. "the box", "Wait 3 days", "on Monday", "line items", "teams of three": no. */
function isMeant(name: string, { thing, capital, placed, lead, tail }: Place): boolean {
  if (name === 'monday')
    return /^ (?:boards?|items?|workspace)/.test(tail) || /(?:^|\s)(?:in|into|via|using)\s$/.test(lead);
  if (/^ (?:of|items?\b)/.test(tail)) return false;
  const known = capital || oftenApps.has(name);
  return known && (placed || (thing !== undefined && (name !== 'outlook' || capital)));
}
