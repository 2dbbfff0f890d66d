import type { ManageVerb } from '#src/model/verbs.ts';
import { sayings as de } from './de/verbs.ts';
import { sayings as en } from './en/verbs.ts';
import { sayings as es } from './es/verbs.ts';
import { sayings as fr } from './fr/verbs.ts';
import type { Language } from './language.ts';
import type { SaidVerb, Sayings } from './verb-words.ts';

const said: Record<Language, Sayings> = { en, de, fr, es };
const all = Object.values(said);

/**
 * Whole sentences that may name a workflow, the first that fits counts. Many requests begin like one ("stop spam", "archive
 * mails older than a year"): what they name has to be there, else they are no command.
 */
export const sentences: readonly (readonly [RegExp, SaidVerb])[] = all.flatMap(({ sentences }) =>
  Object.entries(sentences).flatMap(([verb, patterns]) =>
    patterns.map((pattern) => [new RegExp(`^${pattern}$`, 'i'), verb as SaidVerb] as const),
  ),
);

/** Commands that need no name, as answers in these languages tell people to say them. */
export const bareSayings: Readonly<Record<string, ManageVerb>> = Object.assign({}, ...all.map(({ bare }) => bare));

/** Beginnings with which something new may be asked for as well. */
export const ordinarySayings = new RegExp(`^(?:${all.map(({ ordinary }) => ordinary).join('|')})(?!\\p{L})`, 'iu');
