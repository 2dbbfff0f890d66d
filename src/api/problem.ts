import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Issue } from '#src/workflow/draft.ts';
import { issueText } from './zod-words.ts';

/** An error body as RFC 9457 wants it; `code` is stable, `detail` says what to do. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  /** Ties the answer to log lines [the answer's `X-Request-Id`]. */
  reference?: string;
  retryAfterMs?: number;
  /** What validation found, for a workflow that would not work. */
  issues?: Issue[];
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, retryAfterMs, ...body } = problem;
  if (retryAfterMs !== undefined) reply.header('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', status, reference: reply.getHeader('x-request-id'), ...body });
}

/** The first thing that is wrong with a body, and what was expected instead. */
export function invalidBody(error: z.ZodError, expected: string): Problem {
  return {
    status: 400,
    code: 'body_invalid',
    title: 'The body is not as expected',
    detail: `${issueText(error.issues[0], 'the body')}. Expected ${expected}.`,
  };
}

/** The same for what stands behind the question mark. */
export function invalidQuery(error: z.ZodError, expected: string): Problem {
  const detail = `${issueText(error.issues[0], 'the query')}. ${expected}`;
  return { status: 400, code: 'query_invalid', title: 'The query is not as expected', detail };
}
