/** What BullMQ carries: ids only. What they mean is read from PostgreSQL by the workers. */
export type QueueName = 'turns' | 'plans' | 'creations' | 'rehearsals';

export interface JobData {
  /** The event that came (turns, plans: whichever is next is answered), creation or act (creations), draft (rehearsals). */
  id: string;
}

/** What the id of a job names. Acts share the queue of creations, and so its rate limit towards n8n. */
export type JobKind = 'turn' | 'creation' | 'act' | 'rehearsal';

/** Same work, same id (turns have none: each job is only a sign that there is something to do): adding it twice while it waits or runs is one job. BullMQ refuses ids with a colon. */
export const actJobId = (actId: string): string => `act-${actId}`;
export const creationJobId = (creationId: string, round: number): string => `creation-${creationId}-${round}`;
export const rehearsalJobId = (draftId: string, revision: number): string => `rehearsal-${draftId}-${revision}`;

/** How a handler ended without failing: finished, or "not now, come back", which costs no attempt. */
export type JobResult = 'done' | { waitMs: number };

export interface RunningJob {
  kind: JobKind;
  id: string;
  /** 1 on the first try. */
  attempt: number;
  /** Aborted when the process shuts down. */
  signal: AbortSignal;
}

export type JobHandler = (job: RunningJob) => Promise<JobResult>;
