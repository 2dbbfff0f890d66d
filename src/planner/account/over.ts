import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import { type Account, type Accounted, accountFor, byWordOfModel } from './account-for.ts';
import type { Phrase, PhraseKind } from './phrase.ts';
import { readPhrases } from './phrases.ts';
import { fold } from './view.ts';

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
const held: ReadonlySet<PhraseKind> = new Set([
  'app',
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
  'count',
]);

/** Something is taken away or changed for something else: what was said before about it does not hold any more. */
const taking =
  /(?<!\p{L})(?:remove|delete|drop|without|instead|rather than|replace|no longer|don['’]?t|do not|stop|never|skip|only|entfern\p{L}*|lösch\p{L}*|ohne|statt(?:dessen)?|ersetz\p{L}*|nicht mehr|nur|lass\p{L}* weg|supprim\p{L}*|enlève\p{L}*|sans|au lieu|plutôt|remplac\p{L}*|ne plus|seulement|quita\p{L}*|elimina\p{L}*|sin|en lugar|en vez|reemplaza\p{L}*|ya no|solo)(?!\p{L})/iu;
/** Right before what is not to be there: "instead of #ops", "not on Slack", "replace Slack", "from 9 (to 10)". */
const notWanted =
  /(?<!\p{L})(?:remove|delete|drop|without|instead of|rather than|replace|no longer|don['’]?t|do not|not|never|stop|rename|change|move|switch|entferne|lösche|ohne|statt|anstatt|ersetze|nicht|nie|ändere|verschiebe|benenne|supprime|enlève|sans|au lieu (?:de|du)|remplace|pas|jamais|change|renomme|quita|elimina|sin|en (?:lugar|vez) de|reemplaza|no|nunca|cambia|renombra)(?: (?!to\b|zu\b|auf\b|in\b|nach\b|par\b|por\b|a\b|à\b|but\b|sondern\b|mais\b|sino\b)[^\s,;.:!?]+){0,4} $/iu;

/**
 * The account over everything that was said about a draft: all phrases of the newest words, and those of earlier words
 * that still hold, which is what no newer phrase of their kind took the place of. Pure.
 */
export function accountOver(said: Said, draft: Draft, catalog?: Pick<Catalog, 'all'>): Account {
  const options = catalog ? { catalog } : {};
  const isChange = (said.earlier ?? []).length > 0;
  const newest = readPhrases(said.newest, options)
    .filter((phrase) => !isUnwanted(said.newest, phrase, isChange) && !isOfName(said, phrase, draft.name))
    .map((phrase) => (isChange ? asMoved(said.newest, phrase) : phrase));
  const requests = [...(said.earlier ?? [])];
  const replaced = new Set(newest.map(({ kind }) => kind));
  const still: Phrase[] = [];
  let taken = taking.test(said.newest);
  for (const request of requests.reverse()) {
    if (taken) break;
    const phrases = readPhrases(request, options).filter(
      (phrase) => held.has(phrase.kind) && !isUnwanted(request, phrase, true),
    );
    still.push(...phrases.filter(({ kind }) => !isReplaced(kind, replaced)));
    for (const { kind } of phrases) replaced.add(kind);
    taken = taking.test(request);
  }
  // Positions of other requests mean nothing here: an older phrase stands before all of the newest.
  const older = still.map((phrase) => ({ ...phrase, start: -2, end: -1 }));
  return accountFor([...older, ...newest], draft, said.account);
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

/** "Change it from 9 to 11" names the old time and the new one, no hours between which it runs. */
function asMoved(request: string, phrase: Phrase): Phrase {
  const moves = /(?:chang|mov|shift|änder|verschieb|verleg|déplac|décal|cambi|muev)\p{L}*[^.;]*$/iu;
  if (phrase.kind !== 'window' || !moves.test(request.slice(0, phrase.start))) return phrase;
  const { start, end, text, to } = phrase;
  return { kind: 'time', hour: to, minute: 0, start, end, text };
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
  return isChange || !/^(?:change|rename|move|switch|ändere|verschiebe|benenne|renomme|cambia|renombra)/.test(away);
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
