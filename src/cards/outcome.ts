/** A failure as people see it. */
export interface Problem {
  message: string;
  code: string;
  reference: string;
  /** Whether pressing Retry can help without anybody changing anything. */
  retryable: boolean;
}

/** How a creation ended. Kept with the creation, so that the card can be drawn again. */
export type Outcome =
  | { kind: 'created'; url: string; publishProblem?: Problem }
  /** `verified` is false where n8n does not tell whether the trigger started. */
  | { kind: 'published'; url: string; live: boolean; verified?: boolean; message: string }
  /** A change was saved; `live`: it is what runs now. */
  | { kind: 'updated'; url: string; live: boolean; message: string; publishProblem?: Problem }
  /** Somebody changed the workflow in n8n since the change was made; nothing was written. Both in words. */
  | { kind: 'conflict'; url: string; theirs: string[]; ours: string[] }
  | { kind: 'failed'; problem: Problem; nothingCreated: boolean };

/** Outcomes after which there is a workflow in n8n. */
export type DoneOutcome = Extract<Outcome, { kind: 'created' | 'published' | 'updated' }>;

/** No more than what was seen. */
export function publishedWord({ live, verified }: { live: boolean; verified?: boolean }): string {
  if (live) return 'Live';
  return verified === false ? 'Published' : 'Published, but not running';
}

export const problemText = (message: string, { reference }: Problem): string => `${message} (reference ${reference})`;
