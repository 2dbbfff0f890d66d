import { type IssueCode, type IssueDictionary, type IssueParams, issueWordsIn } from '#src/language/issue-words.ts';
import type { Language } from '#src/language/language.ts';
import type { Fix, Issue } from '#src/model/issue.ts';

/** What a finding says: a code, and what its words need; the words are in `src/language/<language>/issues`. */
type Said = { [Code in IssueCode]: { code: Code; params: IssueParams<Code> } }[IssueCode];

/** Where a finding is, and the one obvious way to mend it. */
export interface At {
  node?: string;
  path?: string;
  fix?: Fix;
}

/** A finding that must be mended before anything is created. */
export const error = <Code extends IssueCode>(code: Code, params: IssueParams<Code>, at: At = {}): Issue =>
  toIssue('error', code, params, at);

/** A finding that is worth knowing. */
export const warning = <Code extends IssueCode>(code: Code, params: IssueParams<Code>, at: At = {}): Issue =>
  toIssue('warning', code, params, at);

function toIssue<Code extends IssueCode>(
  severity: Issue['severity'],
  code: Code,
  params: IssueParams<Code>,
  at: At,
): Issue {
  // A code with the parameters of that code: the compiler cannot see it while it does not know which.
  const said = { code, params } as Said;
  return { ...said, severity, ...at, message: sentence(said, issueWordsIn('en')) };
}

/** Whether it is the finding of this code, with what its words need: one that was kept in words alone has the code only. */
export const says = <Code extends IssueCode>(
  issue: Omit<Issue, 'params'> & { params?: unknown },
  code: Code,
): issue is Omit<Issue, 'code' | 'params'> & { code: Code; params: IssueParams<Code> } =>
  issue.code === code && issue.params !== undefined;

/**
 * A finding in the reader's words. One that says its words only, and one of a later version whose code is not known here,
 * stay in the English they were kept in.
 */
export function toMessage(issue: Pick<Issue, 'code' | 'params' | 'message'>, language: Language): string {
  const { issues } = issueWordsIn(language);
  return issue.params !== undefined && Object.hasOwn(issues, issue.code)
    ? sentence(issue as Pick<Issue, 'params'> & { code: IssueCode }, issueWordsIn(language))
    : issue.message;
}

function sentence({ code, params }: { code: IssueCode; params?: unknown }, { issues }: IssueDictionary): string {
  // Whoever made it paired the code with what its own words take.
  return (issues[code] as (given: unknown) => string)(params);
}
