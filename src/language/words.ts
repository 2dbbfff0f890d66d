import { words as de } from './de/index.ts';
import { words as en } from './en/index.ts';
import { words as es } from './es/index.ts';
import { words as fr } from './fr/index.ts';
import type { Language } from './language.ts';

/** Everything Flowsmith says, by room. English defines what there is; the type checker names what a language lacks. */
export type Dictionary = typeof en;

const dictionaries: Record<Language, Dictionary> = { en, de, fr, es };

/** Why something was refused or makes no sense now; the audit trail has the code. */
export type Reason = keyof Dictionary['engine']['reasons'];

export const wordsIn = (language: Language): Dictionary => dictionaries[language];
