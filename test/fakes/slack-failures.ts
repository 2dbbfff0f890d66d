/** How a call fails. */
export interface Failure {
  /** HTTP status instead of 200. */
  status?: number;
  /** Slack's `ok: false` error. */
  error?: string;
  /** Seconds; sends Retry-After. */
  retryAfter?: number;
  /** Takes the request and never answers. */
  hang?: boolean;
  /** Does what was asked at once and answers as usual, but not before this is over. */
  until?: Promise<void>;
  /** How many calls fail; 1 by default. */
  times?: number;
  /** The effect happens although the answer is a failure. */
  afterAccept?: boolean;
}

/** What the next call meets; each counts once. */
export function takeFailure(queue: Failure[] = []): Failure | undefined {
  const [failure] = queue;
  if (failure) failure.times = (failure.times ?? 1) - 1;
  if (failure?.times !== undefined && failure.times <= 0) queue.shift();
  return failure;
}
