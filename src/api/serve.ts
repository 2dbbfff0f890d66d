import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiKeyRecord } from '#src/store/entities.ts';
import type { Door } from './admit.ts';
import type { AnswerOf, Operation, Parsed } from './operations/operation.ts';
import { invalidBody, invalidQuery, type Problem, sendProblem } from './problem.ts';

/** One call that was admitted, and what it was sent. */
export interface Call<O extends Operation = Operation> {
  request: FastifyRequest;
  reply: FastifyReply;
  key: ApiKeyRecord;
  params: Parsed<O['params']>;
  query: Parsed<O['query']>;
  body: Parsed<O['body']>;
}

/** The route of an operation. Nothing is read, and nobody is told how it should look, before the key is known. */
export function serve<O extends Operation>(
  app: FastifyInstance,
  door: Door,
  operation: O,
  handle: (call: Call<O>) => Promise<FastifyReply | AnswerOf<O>>,
): void {
  app.route({
    method: operation.method.toUpperCase(),
    url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    handler: async (request, reply) => {
      const key = await door.admit(request, reply, operation.scopes);
      if (!key) return reply;
      const read = parse(operation, request);
      if ('problem' in read) return sendProblem(reply, read.problem);
      // Parsed by the schemas these types are made of.
      return handle({ request, reply, key, ...read } as Call<O>);
    },
  });
}

function parse(
  { params, query, body }: Operation,
  request: FastifyRequest,
): { params: unknown; query: unknown; body: unknown } | { problem: Problem } {
  const inPath = params?.schema.safeParse(request.params);
  if (params && inPath?.error) return { problem: params.unknown };
  const asked = query?.schema.safeParse(request.query);
  if (query && asked?.error) return { problem: invalidQuery(asked.error, query.expected) };
  const sent = body?.schema.safeParse(request.body);
  if (body && sent?.error) return { problem: invalidBody(sent.error, body.expected) };
  return { params: inPath?.data, query: asked?.data, body: sent?.data };
}
