import type { Issue } from '#src/model/issue.ts';
import { lexicons } from './lexicon/languages.ts';
import { fold } from './view.ts';

/** Findings by which a planner says itself what it did not do of the words. */
const own: ReadonlySet<string> = new Set(['not-understood', 'not-possible']);

/** What a planner says that it did not read or could not do, in the words of the request. Pure. */
export const unreadOf = (issues: readonly Issue[]): string[] =>
  issues.flatMap(({ code, params }) => (own.has(code) && params && 'part' in params ? [String(params.part)] : []));

/** The words that a rule found and those a planner named, without what is part of a longer one. Pure. */
export function withUnread(found: readonly string[], unread: readonly string[]): string[] {
  const isPart = (one: string, of: readonly string[]) => of.some((other) => fold(other).includes(fold(one).trim()));
  const longer = unread.filter((one, at) => !isPart(one, [...unread.slice(0, at), ...found]));
  return [...found.filter((one) => !isPart(one, longer)), ...longer];
}

/** Stand in almost every request and every change of one. */
const common = new RegExp(
  `^(?:${Object.values(lexicons)
    .flatMap(({ verbs, small }) => [verbs, ...small.split(/\s+/)])
    .join('|')})$`,
  'iu',
);
const telling = (text: string): string[] =>
  (text.match(/\p{L}{4,}/gu) ?? []).filter((word) => !common.test(word)).map((word) => fold(word));

/**
 * Those of the words that newer ones say in another way: a longer word stands in both that is no verb such as "post",
 * with which anything may be changed. Pure.
 */
export function notSaidAnew(words: readonly string[], newer: string): string[] {
  const said = new Set(telling(newer));
  return words.filter((one) => !telling(one).some((word) => said.has(word)));
}
