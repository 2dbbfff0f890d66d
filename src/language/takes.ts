import * as de from './de/takes.ts';
import * as en from './en/takes.ts';
import * as es from './es/takes.ts';
import * as fr from './fr/takes.ts';
import type { Language } from './language.ts';

const dictionaries: Record<Language, Pick<typeof en, 'takes'>> = { en, de, fr, es };

/** What a step does, and who has to approve it, in a few words. */
export const takes = (one: en.Taking, language: Language): string => dictionaries[language].takes(one);
