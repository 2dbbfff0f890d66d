import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import { maskQuoted } from '#src/planner/words.ts';
import { languagesOf } from './lexicon/languages.ts';
import type { Phrase, PhraseKind } from './phrase.ts';
import { readPhrases } from './phrases.ts';
import { asClock, toClock, wasThere } from './was-there.ts';

export interface WithoutOld {
  /** The request without its old values. */
  wanted: string;
  /** What is to go: "instead of 8", "not at 8 but …", "from 8 to …". An hour of a schedule is a time. */
  old: Phrase[];
}

/** Characters that are read for a value, and of what is around it. */
const longest = 2100;
const around = 300;

/** What is changed, where it is known, and the apps there are. */
export interface Changed {
  before?: (Pick<Draft, 'name' | 'nodes'> & Partial<Draft>) | undefined;
  catalog?: Pick<Catalog, 'all'> | undefined;
}

/** An old value, and which part of the words names it. */
interface Swap {
  old: Phrase;
  start: number;
  end: number;
}

const word = (source: string): RegExp => new RegExp(`(?<!\\p{L})(?:${source})`, 'giu');
const insteadOf = word(
  "(?:instead of|rather than|in place of|(?:an)?statt|anstelle von|au lieu d(?:e|u|es)|plutôt que?|en (?:vez|lugar) del?)\\s+|(?:au lieu d|plutôt qu)['’]\\s*",
);
const not = word('(?:(?:and|und|et|y) )?(?:not|nicht|pas|no)\\s+');
const from = word('(?:from|von|vom|de|du|desde)\\s+');
const exchange = word(
  '(?:replace|swap|exchange|change|switch|ersetze?|tausche?|ändere?|wechsle|remplace[rz]?|change[rz]?|reemplaza|sustituye|cambia)\\s+',
);
const but = word('(?:but|sondern|mais|sino)\\s+');
const to = word('(?:to|auf|nach|zu|in|an|à|au|vers|a|al|en|por)\\s+');
const by = word('(?:with|by|for|to|durch|gegen|mit|auf|zu|in|an|par|pour|por|à|en|a|con)\\s+');
/** Before "from … to …" where that moves something. */
const moves =
  /(?<!\p{L})(?:chang|mov|shift|switch|reschedul|push|änder|verschieb|verleg|déplac|décal|passe[rz]? |cambi|cámbi|muev|muév)\p{L}*(?: (?!(?:every|each|jed|alle|chaque|tou|cada))[^\s\d,.;]+){0,4}\s*$/iu;
const bare = /^(?:please|bitte|s['’]il (?:te|vous) pla[iî]t|por favor|[\s,])*$/iu;
/** Words before a value that are no part of it. */
const leads =
  /^(?:(?:at|on|to|in|into|by|for|the|every|each|um|am|an|auf|im|den|dem|der|die|das|alle|jede[nrs]?|nach|à|au|aux|a|al|le|la|les|de|du|dans|en|el|los|las|cada|toutes|tous)\s+)*$/iu;

/** Behind a number that is a value by itself. */
const endsValue = /^\s*(?:$|[,.;:!?)])|^ (?:and|und|et|y|please|bitte|at|on|to|every|um|am|an|auf|à|a|en)(?!\p{L})/iu;

/** Kinds of phrases that are a value by themselves. */
export const valueKinds: ReadonlySet<PhraseKind> = new Set([
  'address',
  'url',
  'channel',
  'person',
  'text',
  'time',
  'days',
  'date',
  'frequency',
  'duration',
  'number',
]);
const alike: readonly (readonly PhraseKind[])[] = [
  ['time', 'number', 'frequency', 'duration'],
  ['days', 'date', 'frequency'],
  ['channel', 'person', 'address'],
];

/**
 * Parts the values that a change names only as what was there before from the words that say what it is to be, in
 * English, German, French and Spanish. Nothing is old where no other value is left. Pure.
 */
export function withoutOld(request: string, { before, catalog }: Changed = {}): WithoutOld {
  const told = maskQuoted(request);
  const reader = createReader(request, catalog);
  const swaps: Swap[] = [];
  for (const [marker, read] of [
    [insteadOf, readInsteadOf],
    [not, readNot],
    [from, readFrom],
    [exchange, readExchange],
  ] as const)
    for (const { index, 0: said } of [...told.matchAll(marker)].slice(0, 8)) {
      const swap = read({ told, start: index, at: index + said.length }, reader, before);
      if (swap && !swaps.some(({ start, end }) => swap.start < end && start < swap.end)) swaps.push(swap);
    }
  const wanted = swaps
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end }) => text.slice(0, start).replace(/[ \t]+$/, '') + text.slice(end).replace(/^(?=\S)/, ' '),
      request,
    );
  if (swaps.length === 0 || !readPhrases(wanted, reader).some(({ kind }) => valueKinds.has(kind)))
    return { wanted: request, old: [] };
  const old = swaps.map((swap) => inEvening(asClock(swap.old, before), before));
  const late = old.some((one) => one.kind === 'time' && one.hour > 12 && saidHour(one) === one.hour - 12);
  const said = wanted.replace(/^[\s,]+/, '');
  return { wanted: late ? toEvening(said, reader) : said, old };
}

/** The hour as it was written, "8 pm" → 8. */
const saidHour = ({ text }: Phrase): number => Number(/\d{1,2}/.exec(text)?.[0] ?? Number.NaN);

/** "8", where the workflow runs at 20:00 and not at 8:00. */
function inEvening(old: Phrase, before: Changed['before']): Phrase {
  if (old.kind !== 'time' || old.hour < 1 || old.hour > 11 || !before || wasThere(old, before, true)) return old;
  const late = { ...old, hour: old.hour + 12 };
  return wasThere(late, before, true) ? late : old;
}

/** "At 7 instead of 8 pm" is 19:00: the new time is of the half of the day that the old one was of. */
function toEvening(wanted: string, reader: Reader): string {
  const time = readPhrases(wanted, reader)
    .map(toClock)
    .find((one) => one.kind === 'time' && saidHour(one) === one.hour && one.hour > 0 && one.hour < 12);
  if (
    time?.kind !== 'time' ||
    /^\s*(?:am|a\.m\.|uhr (?:morgens|früh)|du matin|de la mañana)(?!\p{L})/iu.test(wanted.slice(time.end))
  )
    return wanted;
  if (/[ap]\.?m/i.test(time.text)) return wanted;
  const clock = `${time.hour + 12}:${String(time.minute).padStart(2, '0')}`;
  return wanted.slice(0, time.start) + time.text.replace(/\d{1,2}(?::\d{2})?h?/, clock) + wanted.slice(time.end);
}

interface Marked {
  told: string;
  /** Where the words that mark an old value begin, and what is behind them. */
  start: number;
  at: number;
}
type Reader = ReturnType<typeof createReader>;

function createReader(request: string, catalog: Pick<Catalog, 'all'> | undefined) {
  const language = languagesOf(request)[0];
  const options = { ...(catalog ? { catalog } : {}), ...(language ? { language } : {}) };
  /** The value that the part of the request begins with. */
  const valueIn = (start: number, end: number): Phrase | undefined => {
    const part = request.slice(start, Math.min(end, start + longest));
    const phrase = readPhrases(part, options)[0];
    if (!phrase || !valueKinds.has(phrase.kind) || !leads.test(part.slice(0, phrase.start))) return undefined;
    return { ...phrase, start: start + phrase.start, end: start + phrase.end };
  };
  /** The value that the part is, as a whole. */
  const wholeIn = (start: number, end: number): Phrase | undefined => {
    const phrase = valueIn(start, end);
    return phrase && /^[\s,]*$/.test(request.slice(phrase.end, end)) ? phrase : undefined;
  };
  return { ...options, request, valueIn, wholeIn };
}

const areAlike = (a: Phrase, b: Phrase): boolean =>
  a.kind === b.kind || alike.some((kinds) => kinds.includes(a.kind) && kinds.includes(b.kind));

/** "Instead of 8"; of "30 instead of 15 minutes" only the number goes. */
function readInsteadOf({ start, at }: Marked, { request, valueIn }: Reader): Swap | undefined {
  const old = valueIn(at, request.length);
  if (!old) return undefined;
  const unit = /^\d+(?=[ -]\p{L})/u.exec(old.text)?.[0];
  if (unit && (old.kind === 'duration' || old.kind === 'frequency') && /\d\s*$/.test(request.slice(0, start)))
    return { old, start, end: old.start + unit.length };
  // "Instead of 8 people": no value alone, unless it stands behind a time.
  const said = request.slice(Math.max(0, start - around), start).trimEnd();
  const wanted = readPhrases(said).at(-1);
  const behindTime = wanted?.kind === 'time' && wanted.end === said.length;
  if (old.kind === 'number' && !behindTime && !endsValue.test(request.slice(old.end))) return undefined;
  return { old, start, end: old.end };
}

/** "Not at 8 but at 7", and "at 7, not 8". */
function readNot({ told, start, at }: Marked, reader: Reader): Swap | undefined {
  const pair = pairBehind(told, at, but, reader);
  if (pair) return { old: pair.old, start, end: pair.joint };
  const { request } = reader;
  const end = /[,.;!?]/.exec(told.slice(at).replace(/(?<=\S)[.:@](?=\S)/g, '-'))?.index ?? told.length - at;
  const old = reader.wholeIn(at, at + end);
  // "Not at 6:30, at 7": what comes right behind takes its place.
  const next =
    old && told[old.end] === ',' && bare.test(told.slice(0, start)) && !/^(?:days|frequency|date)$/.test(old.kind);
  const [behind] = next ? readPhrases(request.slice(old.end), reader) : [];
  if (old && behind && areAlike(behind, old)) return { old, start, end: old.end };
  const sentence = /[^.;!?\n]*$/.exec(told.slice(Math.max(0, start - around), start).replace(/(?<=\S)[.](?=\S)/g, '-'));
  const said = readPhrases(request.slice(start - (sentence?.[0].length ?? 0), start), reader);
  return old && said.some((phrase) => phrase.kind !== 'frequency' && areAlike(phrase, old))
    ? { old, start, end: old.end }
    : undefined;
}

/** "From 8 to 7", where something is moved or that is what was there: hours between which something runs are none. */
function readFrom({ told, start, at }: Marked, reader: Reader, before: Changed['before']): Swap | undefined {
  const pair = pairBehind(told, at, to, reader);
  if (!pair) return undefined;
  const said = told.slice(Math.max(0, start - around), start);
  const isOften = readPhrases(reader.request.slice(pair.joint, pair.joint + around), reader).some(
    ({ kind }) => kind === 'frequency',
  );
  const isBare = bare.test(said) && (pair.old.kind !== 'number' || !isOften);
  const moved = moves.test(said) || (isBare && before !== undefined && wasThere(pair.old, before, true));
  return moved ? { old: pair.old, start, end: pair.old.end } : undefined;
}

/** "Replace 8 with 7", "change #a to #b". */
function readExchange({ told, start, at }: Marked, reader: Reader): Swap | undefined {
  const pair = pairBehind(told, at, by, reader);
  return pair && { old: pair.old, start, end: pair.joint };
}

/** A value, the word that joins it with a new one, and such a new one; `joint` is where that begins. */
function pairBehind(
  told: string,
  at: number,
  joints: RegExp,
  { request, valueIn, wholeIn }: Reader,
): { old: Phrase; joint: number } | undefined {
  for (const { index, 0: said } of [...told.slice(at, at + longest).matchAll(joints)].slice(0, 4)) {
    const old = index > 0 && wholeIn(at, at + index);
    const joint = at + index + said.length;
    const wanted = old && (valueIn(at + index, request.length) ?? valueIn(joint, request.length));
    if (old && wanted && areAlike(old, wanted)) return { old, joint };
  }
  return undefined;
}
