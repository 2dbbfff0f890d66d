import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { problemDocument } from './operations/problem.ts';
import { issueText } from './zod-words.ts';

type ProblemDocument = z.input<typeof problemDocument>;

/** What is refused and why; `reference` is the answer's `X-Request-Id` unless it is said. */
export type Problem = Omit<ProblemDocument, 'type'> & { retryAfterMs?: number };

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, retryAfterMs, ...body } = problem;
  if (retryAfterMs !== undefined) reply.header('retry-after', String(Math.ceil(retryAfterMs / 1000)));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  const document: ProblemDocument = {
    type: 'about:blank',
    status,
    reference: reply.getHeader('x-request-id')?.toString(),
    ...body,
  };
  return reply.code(status).type('application/problem+json').send(document);
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
