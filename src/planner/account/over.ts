import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import { type Account, type Accounted, accountFor, byWordOfModel } from './account-for.ts';
import { type Changed, valueKinds, type WithoutOld, withoutOld } from './old-values.ts';
import type { Phrase, PhraseKind } from './phrase.ts';
import { readPhrases } from './phrases.ts';
import { fold } from './view.ts';
import { toClock, wasThere } from './was-there.ts';

export interface AccountOver extends Account {
  /** Values that a change named as old, as written, which were not there. */
  notThere: string[];
}

export interface Said {
  /** What was said last. */
  newest: string;
  /** What was said about the same draft before, oldest first. */
  earlier?: readonly string[];
  /** What is changed, as it was: what stands in its name is asked of nobody, nor the quoted name of a step. */
  before?: Pick<Draft, 'name' | 'nodes'> | undefined;
  /** What a model says it did with the newest words. */
  account?: readonly Accounted[];
}

/** Kinds of which a newer phrase takes the place of an older one: "at 10 instead", "to #sales", "on Mondays". */
const together: readonly (readonly PhraseKind[])[] = [
  ['days', 'date', 'frequency', 'window', 'exception'],
  ['channel', 'person', 'address'],
];
/** What an older request is still held to; its other words were accounted for when it was new. */
const held: ReadonlySet<PhraseKind> = new Set(['app', ...valueKinds, 'count']);

/** Something is taken away or changed for something else: what was said before about it does not hold any more. */
const taking =
  /(?<!\p{L})(?:remove|delete|drop|without|instead|rather than|replace|no longer|don['’]?t|do not|stop|never|skip|only|entfern\p{L}*|lösch\p{L}*|ohne|statt(?:dessen)?|ersetz\p{L}*|nicht mehr|nur|lass\p{L}* weg|supprim\p{L}*|enlève\p{L}*|sans|au lieu|plutôt|remplac\p{L}*|ne plus|seulement|quita\p{L}*|elimina\p{L}*|sin|en lugar|en vez|reemplaza\p{L}*|ya no|solo)(?!\p{L})/iu;
/** Right before what is not to be there: "instead of #ops", "not on Slack", "replace Slack", "from 9 (to 10)". */
const notWanted =
  /(?<!\p{L})(?:remove|delete|drop|without|instead of|rather than|replace|no longer|don['’]?t|do not|not|never|stop|rename|change|move|switch|entferne|lösche|ohne|statt|anstatt|ersetze|nicht|nie|ändere|verschiebe|benenne|supprime|enlève|sans|au lieu (?:de|du)|remplace|pas|jamais|change|renomme|quita|elimina|sin|en (?:lugar|vez) de|reemplaza|no|nunca|cambia|renombra)(?: (?!(?:to|zu|auf|in|nach|par|por|a|à|but|sondern|mais|sino)(?!\p{L}))[^\s,;.:!?]+){0,4} $/iu;

/**
 * The account over everything that was said about a draft: all phrases of the newest words, and those of earlier words
 * that still hold, which is what no newer phrase of their kind took the place of. What a change names as the old value is
 * asked of the workflow as it was. Pure.
 */
export function accountOver(said: Said, draft: Draft, catalog?: Pick<Catalog, 'all'>): AccountOver {
  const { before } = said;
  const options = { catalog };
  const isChange = before !== undefined || (said.earlier ?? []).length > 0;
  const { wanted, old, phrases: read } = readChange(said.newest, options, isChange ? (before ?? draft) : undefined);
  const newest = read.filter(
    (phrase) => !isUnwanted(wanted, phrase, isChange) && !isOfName({ ...said, newest: wanted }, phrase, draft.name),
  );
  const requests = [...(said.earlier ?? [])];
  const replaced = new Set(newest.map(({ kind }) => kind));
  const still: Phrase[] = [];
  let taken = taking.test(said.newest);
  for (const request of requests.reverse()) {
    if (taken) break;
    const change = readChange(request, options, draft);
    const phrases = change.phrases.filter(
      (phrase) => held.has(phrase.kind) && !isUnwanted(change.wanted, phrase, true),
    );
    still.push(...phrases.filter(({ kind }) => !isReplaced(kind, replaced)));
    for (const { kind } of phrases) replaced.add(kind);
    taken = taking.test(request);
  }
  // Positions of other requests mean nothing here: an older phrase stands before all of the newest.
  const older = still.map((phrase) => ({ ...phrase, start: -2, end: -1 }));
  return {
    ...accountFor([...older, ...newest], draft, said.account),
    notThere: before ? old.filter((phrase) => !wasThere(phrase, before)).map(({ text }) => text) : [],
  };
}

/** The phrases of what is wanted, and the old values beside it; "7 instead of 8" is a time where 8 is one. */
function readChange(
  request: string,
  options: Pick<Changed, 'catalog'>,
  before?: Changed['before'],
): WithoutOld & { phrases: Phrase[] } {
  const { wanted, old } = before ? withoutOld(request, { ...options, before }) : { wanted: request, old: [] };
  const phrases = readPhrases(wanted, options);
  const isClock = old.some(({ kind }) => kind === 'time') && !phrases.some(({ kind }) => kind === 'time');
  return { wanted, old, phrases: isClock ? phrases.map(toClock) : phrases };
}

/** "Change Daily report": the name of the workflow. A name it gets only now answers for words alone, as a model does. */
function isOfName({ newest, before }: Said, phrase: Phrase, now: string): boolean {
  if (phrase.kind === 'text' && before?.nodes.some(({ name }) => areSame(name, phrase.value))) return true;
  const stands = (name: string | undefined): boolean => {
    if (name === undefined || name.trim() === '') return false;
    const [all, own] = [newest.toLowerCase(), name.trim().toLowerCase()];
    for (let at = all.indexOf(own); at >= 0; at = all.indexOf(own, at + 1)) {
      if (phrase.start >= at - 1 && phrase.end <= at + own.length + 1) return true;
    }
    return false;
  };
  return stands(before?.name) || (byWordOfModel.has(phrase.kind) && stands(now));
}

function isReplaced(kind: PhraseKind, by: ReadonlySet<PhraseKind>): boolean {
  return by.has(kind) || together.some((kinds) => kinds.includes(kind) && kinds.some((other) => by.has(other)));
}

/** What is said to be left away, and in a change what is the old value. A condition is never left away like that. */
function isUnwanted(request: string, phrase: Phrase, isChange: boolean): boolean {
  if (phrase.kind === 'window') return false;
  // "Remove everything except the mail": what stays is in the draft already.
  if (phrase.kind === 'exception' && isChange && taking.test(request.slice(0, phrase.start))) return true;
  if (
    phrase.kind === 'condition' ||
    phrase.kind === 'exception' ||
    phrase.kind === 'otherwise' ||
    phrase.kind === 'number'
  )
    return false;
  const before = request.slice(0, phrase.start).replace(/\s*$/, ' ');
  const away = notWanted.exec(before)?.[0].trim().toLowerCase() ?? '';
  if (away === '') return false;
  if (!/^(?:change|rename|move|switch|ändere|verschiebe|benenne|renomme|cambia|renombra)/.test(away)) return true;
  // "Change l’heure à 7h": what it is to be, with the word for that.
  return isChange && !/^(?:to|at|auf|um|à|a)(?!\p{L})/iu.test(phrase.text);
}

/** Which of the words that were not done before still are not. */
export function stillNotDone(words: readonly string[], draft: Draft, catalog?: Pick<Catalog, 'all'>): string[] {
  return words.filter((one) => {
    const phrases = readPhrases(one, catalog ? { catalog } : {});
    return phrases.length === 0 || accountFor(phrases, draft).notDone.length > 0;
  });
}

/** True for the same words, however they are written. */
export const areSame = (a: string, b: string): boolean => fold(a).trim() === fold(b).trim();
