import * as de from './de/issues/index.ts';
import * as en from './en/issues/index.ts';
import * as es from './es/issues/index.ts';
import * as fr from './fr/issues/index.ts';
import type { Language } from './language.ts';

/** What findings say. English states codes and their parameters; the type checker names what a language lacks. */
export type IssueDictionary = typeof en;
export type IssueCode = keyof IssueDictionary['issues'];
/** What the words of a code need. */
export type IssueParams<Code extends IssueCode> =
  Parameters<IssueDictionary['issues'][Code]> extends [infer Given] ? Given : Record<string, never>;

const dictionaries: Record<Language, IssueDictionary> = { en, de, fr, es };

export const issueWordsIn = (language: Language): IssueDictionary => dictionaries[language];
