import OpenAI from 'openai';
import { PlannerError } from '#src/errors.ts';
import { garbage, unreachable } from '../failures.ts';

/** Turns what the SDK threw into a PlannerError. */
export function toPlannerError(error: unknown): PlannerError {
  if (error instanceof PlannerError) return error;
  if (error instanceof OpenAI.APIConnectionError || error instanceof OpenAI.APIUserAbortError)
    return unreachable(error);
  if (!(error instanceof OpenAI.APIError))
    return error instanceof SyntaxError
      ? garbage('The model server answered with something that is no JSON', error)
      : unreachable(error);
  const { status } = error;
  if (status === 401 || status === 403) {
    return new PlannerError(`The model server refused the key (${status})`, {
      code: 'planner_unauthorized',
      userMessage:
        'The AI model refused our key, so nothing was drafted. Your Flowsmith operator must check OPENAI_API_KEY.',
      cause: error,
    });
  }
  if (status === undefined || status === 408 || status === 409 || status === 429 || status >= 500)
    return unreachable(error, retryAfter(error.headers));
  if (status === 404) {
    return new PlannerError('The model or its address does not exist (404)', {
      code: 'planner_misconfigured',
      userMessage:
        'The AI model is not available under its configured name, so nothing was drafted. Your Flowsmith operator must check OPENAI_MODEL and OPENAI_BASE_URL.',
      cause: error,
    });
  }
  return new PlannerError(`The model server rejected the call (${status})`, {
    code: 'planner_rejected',
    userMessage:
      'The AI model could not take this request, so nothing was drafted. Try it shorter or in other words; if that does not help, tell your Flowsmith operator.',
    cause: error,
  });
}

function retryAfter(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, 300_000) : undefined;
}
