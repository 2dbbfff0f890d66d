import type { FastifyReply } from 'fastify';
import type { Issue } from '#src/workflow/draft.ts';

/** An error body as RFC 9457 wants it; `code` is stable, `detail` says what to do. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  /** Ties the answer to a log line. */
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
    .send({ type: 'about:blank', status, ...body });
}
