import { PlannerError } from '#src/errors.ts';

/** Nobody answered, or not in time. */
export function unreachable(cause: unknown, retryAfterMs?: number): PlannerError {
  return new PlannerError('The model could not be reached', {
    code: 'planner_unreachable',
    userMessage: 'The AI model could not be reached, so nothing was drafted. Try again in a minute.',
    retryable: true,
    cause,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** Who asked does not want it any more. */
export function stopped(cause: unknown): PlannerError {
  return new PlannerError('Planning was stopped', {
    code: 'planner_stopped',
    userMessage: 'Planning was stopped before it was done. Nothing was drafted. Send the request again to go on.',
    retryable: true,
    cause,
  });
}

/** The model kept answering what cannot be used. */
export function garbage(message: string, cause?: unknown): PlannerError {
  return new PlannerError(message, {
    code: 'planner_garbage',
    userMessage:
      'The AI model did not give a usable answer, so nothing was drafted. Try again, or say it in shorter sentences.',
    cause,
  });
}

/** The model declined. Its own words are not passed on. */
export function refused(): PlannerError {
  return new PlannerError('The model refused', {
    code: 'planner_refused',
    userMessage:
      'The AI model declined to plan this, so nothing was drafted. Describe the automation itself: what starts it, what it does and where the result goes.',
  });
}
