import type { Note } from '#src/language/note-text.ts';
import type { StoredWorkflow } from '#src/n8n/client.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { CredentialRef } from '#src/workflow/credentials.ts';
import type { Draft, Issue } from '#src/workflow/draft.ts';
import type { Operated } from '#src/workflow/edit/operated.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';

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
  /** Credentials a person chose just now. */
  chosen?: CredentialRef[];
}
