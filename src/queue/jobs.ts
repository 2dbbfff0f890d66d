/** What BullMQ carries: ids only. What they mean is read from PostgreSQL by the workers. */
export type QueueName = 'turns' | 'creations';

export interface JobData {
  /** Inbound event (turns) or creation (creations). */
  id: string;
}

/** Same work, same id: adding it twice while it waits or runs is one job. BullMQ refuses ids with a colon. */
export const turnJobId = (eventId: string): string => `turn-${eventId}`;
export const creationJobId = (creationId: string, round: number): string => `creation-${creationId}-${round}`;

/** How a handler ended without failing: finished, or "not now, come back", which costs no attempt. */
export type JobResult = 'done' | { waitMs: number };

export interface RunningJob {
  id: string;
  /** 1 on the first try. */
  attempt: number;
  /** Aborted when the process shuts down. */
  signal: AbortSignal;
}

export type JobHandler = (job: RunningJob) => Promise<JobResult>;
