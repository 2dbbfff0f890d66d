import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, AuthorizationError, HTTPReceiver, type ReceiverEvent } from '@slack/bolt';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SlackConfig } from '#src/config.ts';
import { isTextTooDeep } from '#src/json-depth.ts';
import { wordsIn } from '#src/language/words.ts';
import { createAuthorize } from './authorize.ts';
import { registerListeners, type SlackListeners } from './listeners.ts';
import { toSlackLogger } from './sdk-logger.ts';
import { isSigned } from './signature.ts';

const path = '/slack/events';
const formType = 'application/x-www-form-urlencoded';
const bodyLimit = 1024 * 1024;
/** Slack gives up after 3 s; what is not stored by then gets an answer that says so. */
const patienceMs = 2500;

export interface ReceiveOptions extends SlackListeners {
  config: SlackConfig;
}

/** Bolt answers what no listener acknowledged with 404 after three seconds; here it is an empty 200 at once. */
class PromptApp extends App {
  override async processEvent(event: ReceiverEvent): Promise<void> {
    let acknowledged = false;
    const ack: ReceiverEvent['ack'] = (response) => {
      acknowledged = true;
      return event.ack(response);
    };
    await super.processEvent({ ...event, ack });
    if (!acknowledged) await event.ack();
  }
}

/**
 * Mounts Bolt at POST /slack/events for events, commands and interactivity. Bolt never listens by itself. A request is
 * answered with 2xx only after the inbox committed it; events that could not be stored get 5xx so that Slack redelivers.
 */
export async function registerReceiver(app: FastifyInstance, options: ReceiveOptions): Promise<void> {
  const logger = toSlackLogger(options.log);
  const wordsFor = (request: IncomingMessage) => wordsIn(options.people.languageFor(sentWith(request))).adapters.slack;
  const receiver = new HTTPReceiver({
    signingSecret: options.config.signingSecret,
    endpoints: [path],
    processBeforeResponse: true,
    // Checked already, also for timestamps in the future.
    signatureVerification: false,
    bodyLimit,
    logger,
    unhandledRequestTimeoutMillis: patienceMs,
    unhandledRequestHandler: ({ request, response }) => answerFailure(request, response, 503, wordsFor(request).slow),
    processEventErrorHandler: async ({ error, request, response }) => {
      options.log.error({ err: error }, 'slack request failed');
      answerFailure(request, response, error instanceof AuthorizationError ? 503 : 500, wordsFor(request).notTaken);
      return true;
    },
  });
  const bolt = new PromptApp({ receiver, authorize: createAuthorize(options.clients), logger, convoStore: false });
  registerListeners(bolt, options);

  await app.register(async (scope) => {
    // Signatures cover the bytes as sent, so nothing may parse them first.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(path, { bodyLimit }, (request, reply) =>
      receive(receiver, options.config.signingSecret, request, reply),
    );
  });
}

async function receive(receiver: HTTPReceiver, secret: string, request: FastifyRequest, reply: FastifyReply) {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const { headers } = request.raw;
  // Bolt compares the type as a whole string, and proxies like to add a charset.
  if (headers['content-type']?.toLowerCase().startsWith(formType)) headers['content-type'] = formType;
  const form = isForm(request.raw) ? new URLSearchParams(body.toString()) : undefined;
  if (form?.get('ssl_check') === '1') return reply.code(200).send();
  if (!isSigned(headers, body, secret))
    return reply.code(401).send({ error: 'The signature is missing, wrong or too old.' });
  if (!isReadable(form ? (form.get('payload') ?? '{}') : body.toString())) {
    return reply.code(400).send({ error: 'The body is not what Slack sends.' });
  }
  Object.assign(request.raw, { rawBody: body });
  reply.hijack();
  receiver.requestListener(request.raw, reply.raw);
  return reply;
}

/**
 * Events: a status that makes Slack deliver again. Commands and clicks are never delivered again, so those get a 200
 * whose text the person sees (Slack shows it for commands).
 */
function answerFailure(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) return;
  if (!isForm(request)) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ response_type: 'ephemeral', text }));
}

/** What a command says; a click's body is inside its `payload`, and Slack shows no text for it. */
function sentWith(request: IncomingMessage & { rawBody?: Buffer }): unknown {
  return Object.fromEntries(new URLSearchParams(request.rawBody?.toString()));
}

const isForm = (request: IncomingMessage): boolean => request.headers['content-type'] === formType;

const notNull = z
  .unknown()
  .refine((value) => value !== null)
  .optional();
const part = z.looseObject({});
/** What Bolt reads of a body before anything of ours does; it stumbles over other shapes. */
const readable = z.looseObject({
  event: z
    .looseObject({
      type: z.unknown().optional(),
      function_execution_id: z.unknown().optional(),
      user: notNull,
      channel: z.union([z.string(), part]).optional(),
      item: part.optional(),
      subteam: part.optional(),
    })
    .refine(({ type, function_execution_id: id }) => type !== 'function_executed' || (typeof id === 'string' && id))
    .optional(),
  authorizations: z.array(part).optional(),
});

function isReadable(json: string): boolean {
  try {
    return !isTextTooDeep(json) && readable.safeParse(JSON.parse(json)).success;
  } catch {
    return false;
  }
}
