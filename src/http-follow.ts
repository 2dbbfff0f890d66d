import type { FastifyInstance } from 'fastify';
import { createReference } from './errors.ts';
import { type Logger, workingOn } from './log.ts';
import type { Follow } from './telemetry/follow.ts';

/** What a refusal at any door is called, by its status. */
const refusals: Record<number, string> = { 401: 'unauthorized', 403: 'forbidden', 429: 'rate_limited' };

declare module 'fastify' {
  interface FastifyRequest {
    /** Who was recognised: the name of an API key. */
    caller?: string;
  }
}

/** The id of every call: a reference like those of requests. What a caller sends as such is not taken over. */
export const callIds = { genReqId: createReference, requestIdHeader: false } as const;

/**
 * Every answer carries `X-Request-Id`: the reference of the request it is about, where the handler knows one, else the
 * call's own. Under it stand the call's log lines, one at `debug` for each answer; refusals of whoever calls are one line
 * a minute.
 */
export function followCalls(app: FastifyInstance, { log, follow }: { log: Logger; follow: Follow }): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    workingOn({ reference: request.id }, done);
  });
  app.addHook('onResponse', async (request, reply) => {
    const [status, ms] = [reply.statusCode, Math.round(reply.elapsedTime)];
    const call = { method: request.method, route: request.routeOptions.url, status, ms };
    log.debug({ ...call, reference: reply.getHeader('x-request-id') }, 'answered');
    const outcome = refusals[status];
    if (!outcome) return;
    const caller = request.caller ?? request.ip;
    follow({ step: 'refused', reference: request.id, outcome, door: request.routeOptions.url, caller, ms });
  });
}
