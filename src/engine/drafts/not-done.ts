import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { accountOver, areSame, stillNotDone } from '#src/planner/account/over.ts';
import { notSaidAnew, unreadOf, withUnread } from '#src/planner/account/unread.ts';
import { requestsOf } from '#src/store/drafts.ts';
import type { RevisionRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { error, says, warning } from '#src/workflow/issues.ts';
import type { RevisionContents } from './revision-contents.ts';

/** Words of a request that are in the draft nowhere; approving waits until somebody leaves them out. */
export const notDoneOf = (issues: readonly Issue[]): string[] => wordsOf(issues, 'not-done');
/** Words somebody left out. */
export const leftOutOf = (issues: readonly Issue[]): string[] => wordsOf(issues, 'left-out');

function wordsOf(issues: readonly Issue[], code: 'not-done' | 'left-out' | 'old-not-there'): string[] {
  return issues.flatMap((issue) => (says(issue, code) && 'words' in issue.params ? issue.params.words : []));
}

/** Those of the words that are not done which a planner named itself: no rule can tell later whether they are. */
function unreadBefore(issues: readonly Issue[]): string[] {
  return issues.flatMap(({ code, params }) =>
    code === 'not-done' && params && 'unread' in params ? (params.unread as string[]) : [],
  );
}

/** How a request that only says that words were left out begins. */
const leavingOut = 'Left out: ';
export const leftOutRequest = (words: readonly string[]): string =>
  `${leavingOut}${words.map((one) => `“${one}”`).join(', ')}`;

/**
 * What a revision does not do of all that was said about its draft, as findings that are kept with it: an error for what
 * nobody left out yet, a warning for what somebody did, and one for each step that nobody asked for.
 */
export async function accountOfRevision(
  em: EntityManager,
  catalog: Catalog,
  contents: RevisionContents,
  before: RevisionRecord | null,
): Promise<Issue[]> {
  const earlier = before?.issues ?? [];
  const known = leftOutOf(earlier);
  const account = await accountOf(em, catalog, contents, { before, earlier });
  const { unasked, unread, notThere } = account;
  const notDone = withUnread(account.notDone, unread);
  const open = notDone.filter((words) => !known.some((one) => areSame(one, words)));
  const left = [...known, ...(contents.leaveOut ? open : [])];
  return toIssues({ notDone: contents.leaveOut ? [] : open, leftOut: left, unasked, unread, notThere });
}

export function toIssues({
  notDone,
  leftOut,
  unasked,
  unread = [],
  notThere = [],
}: {
  notDone: string[];
  leftOut: string[];
  unasked: string[];
  unread?: readonly string[];
  notThere?: readonly string[];
}): Issue[] {
  const named = unread.filter((one) => notDone.includes(one));
  return [
    ...(notDone.length > 0
      ? [error('not-done', { words: notDone, ...(named.length > 0 ? { unread: named } : {}) })]
      : []),
    ...(leftOut.length > 0 ? [warning('left-out', { words: leftOut })] : []),
    ...(notThere.length > 0 ? [warning('old-not-there', { words: [...notThere] })] : []),
    ...unasked.map((step) => warning('not-asked-for', { step })),
  ];
}

async function accountOf(
  em: EntityManager,
  catalog: Catalog,
  { said, request, document, issues }: RevisionContents,
  { before, earlier }: { before: RevisionRecord | null; earlier: readonly Issue[] },
): Promise<{ notDone: string[]; unasked: string[]; unread: string[]; notThere: string[] }> {
  const carried = unreadBefore(earlier);
  if (!said) {
    const rest = notDoneOf(earlier).filter((one) => !carried.includes(one));
    return {
      notDone: stillNotDone(rest, document, catalog),
      unasked: stillThere(earlier, document),
      unread: carried,
      notThere: wordsOf(earlier, 'old-not-there'),
    };
  }
  const requests = before && !said.alone ? await requestsOf(em, before.draft, before.revision) : [];
  const words = {
    newest: [...said.before, request].join('\n'),
    earlier: requests.filter((one) => !one.startsWith(leavingOut)),
    account: said.account,
    before: said.changed ?? (before && !said.alone ? draftSchema.parse(before.document) : undefined),
  };
  const { notDone, unasked, notThere } = accountOver(words, document, catalog);
  return {
    notDone: notDone.map((one) => one.words),
    unasked: before ? stillThere(earlier, document) : unasked,
    unread: [...unreadOf(issues), ...(said.alone ? [] : notSaidAnew(carried, words.newest))],
    notThere,
  };
}

const stillThere = (earlier: readonly Issue[], { nodes }: Draft): string[] =>
  earlier.flatMap(({ code, params }) => {
    const step = code === 'not-asked-for' && params && 'step' in params ? (params.step as string) : undefined;
    return step !== undefined && nodes.some(({ name }) => name === step) ? [step] : [];
  });
