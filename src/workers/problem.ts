import { codeOf, FlowsmithError, toUserMessage } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import type { Problem } from '#src/model/outcome.ts';

/** Why a job came to nothing, as people see it: with the reference of the request. Logged for whoever has to act. */
export function toProblem(
  log: Logger,
  error: unknown,
  { what, reference, ...about }: { what: 'creation' | 'act'; reference: string; job: string; verb?: string },
): Problem {
  const known = error instanceof FlowsmithError;
  log[known ? 'warn' : 'error']({ err: error, reference, ...about }, `${what} failed`);
  return { message: toUserMessage(error), code: codeOf(error), reference, retryable: known && error.retryable };
}
