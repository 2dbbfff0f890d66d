import type { Problem, Published } from './outcome.ts';
import type { PlainOutcome } from './verbs.ts';

/** An execution as the outcome of an act keeps it. */
export interface ActExecution {
  id: string;
  status: string;
  url: string;
  /** Why it failed, and what to do, as plain text. */
  explanation?: string;
}

/** How something done with a workflow ended. Kept with the act, so that the card can be drawn again. */
export type ActOutcome =
  | ({ kind: 'published' } & Published)
  /** `was`: how it was called, or what else its words tell that is over. */
  | { kind: PlainOutcome; was?: string }
  | { kind: 'gone' }
  /** Its address was called; `httpStatus` is what it answered. */
  | { kind: 'ran'; httpStatus: number; execution?: ActExecution }
  | { kind: 'not_run'; reason?: NoRunReason; message: string }
  /** Called, but no answer was seen. */
  | { kind: 'may_have_run'; url: string }
  | { kind: 'retried'; execution: ActExecution }
  | { kind: 'failed'; problem: Problem };

/** Why nothing was started; what each says is in the words of the language. */
export type NoRunReason =
  | 'not_published'
  | 'no_starter'
  | 'needs_auth'
  | 'path_has_parts'
  | 'method'
  | 'not_listening'
  | 'refused'
  | 'too_large';

/** What is kept while an act is under way: the newest execution there was before it began. */
export interface ActBegun {
  newestBefore: string;
}
