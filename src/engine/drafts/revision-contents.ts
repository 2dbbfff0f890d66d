import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { Note } from '#src/model/note.ts';
import type { Accounted } from '#src/planner/account/account-for.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { CredentialRef } from '#src/workflow/credentials.ts';
import type { Operated } from '#src/workflow/edit/operated.ts';

/** Somebody said something new, and a planner made the revision of it. */
export interface NewWords {
  /** Said before in answer to questions about it, oldest first: no revision has these words. */
  before: string[];
  /** What a model says it did with which words. */
  account: Accounted[];
  /** The workflow in n8n that it changes, as it was. */
  changed?: Pick<Draft, 'name' | 'nodes'> | undefined;
  /** Nothing said about the draft before holds any more. */
  alone: boolean;
}

/** A workflow in n8n that is to be changed, with what n8n held when the change was made. */
export interface Change {
  workflow: WorkflowRecord;
  base: StoredWorkflow;
}

export interface RevisionContents {
  document: Draft;
  issues: Issue[];
  notes: Note[];
  /** The words that led to it. */
  request: string;
  /** Absent for a new workflow, and for the next revision of a change: that goes on from the same base. */
  change?: Change;
  /** A workflow that n8n has lost, which this puts there again; nothing of it is in n8n to go on from. */
  bringsBack?: WorkflowRecord;
  /** New node names → those in what it follows: the workflow in n8n, or the revision before. */
  renames?: Record<string, string>;
  /** Goes into n8n exactly like this, e.g. an earlier version; compiled from the document otherwise. */
  exact?: N8nWorkflow;
  /** What `exact` may differ in from what n8n holds; all of it, unless somebody knows better. */
  operated?: Operated;
  /** False where nobody said anything new: whoever pressed the button is no author of it. */
  worded?: boolean;
  /** Set where a planner made it of new words: all of them must be accounted for. */
  said?: NewWords;
  /** What is not done is left out, by whoever pressed the button. */
  leaveOut?: boolean;
  /** What was looked up and kept does not count: somebody knows better. */
  lookAgain?: boolean;
  /** Credentials a person chose just now. */
  chosen?: CredentialRef[];
}
