import type { Issue } from '#src/model/issue.ts';
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

/** Those of the words that newer ones say in another way: a longer word stands in both. Pure. */
export function notSaidAnew(words: readonly string[], newer: string): string[] {
  const said = new Set(fold(newer).match(/\p{L}{4,}/gu) ?? []);
  return words.filter((one) => !(fold(one).match(/\p{L}{4,}/gu) ?? []).some((word) => said.has(word)));
}
