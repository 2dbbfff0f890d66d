/** A failure as people see it. */
export interface Problem {
  message: string;
  code: string;
  reference: string;
  /** Whether pressing Retry can help without anybody changing anything. */
  retryable: boolean;
}

/** How a creation ended. Kept with the creation, so that the card can be drawn again. */
export type Outcome = OutcomeKind & {
  /** n8n made it twice, and somebody took up the other one: both stay. */
  twinUrl?: string;
};

type OutcomeKind =
  | { kind: 'created'; url: string; publishProblem?: Problem }
  | ({ kind: 'published'; url: string } & Published)
  /** A change was saved; `live`: it is what runs now. */
  | ({ kind: 'updated'; url: string; live: boolean; publishProblem?: Problem } & SeenState)
  /** Somebody changed the workflow in n8n since the change was made; nothing was written. Both in words. */
  | { kind: 'conflict'; url: string; theirs: string[]; ours: string[] }
  | { kind: 'failed'; problem: Problem; nothingCreated: boolean };

/** Outcomes after which there is a workflow in n8n. */
export type DoneOutcome = Extract<Outcome, { kind: 'created' | 'published' | 'updated' }>;

/** What was seen of a workflow that was published, whatever led to that. */
export interface Published extends SeenState {
  live: boolean;
  /** False where n8n does not tell whether the trigger started. */
  verified?: boolean;
}

/** What was seen when something was published or saved; kept with outcomes as this code, said when it is shown. */
export interface SeenState {
  seen?: SeenCode;
  /** It includes changes made in n8n after it was created. */
  edited?: boolean;
  /** In English, where outcomes were kept before there was a code. */
  message?: string;
}

/** What each says is in the words of the language. */
export type SeenCode =
  | 'live'
  | 'notStarted'
  | 'unverified'
  | 'savedEarlierLive'
  | 'saved'
  | 'savedLive'
  | 'savedUnverified'
  | 'savedNotStarted';
