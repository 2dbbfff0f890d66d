import type { Activity } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Presence } from '#src/chat/platform.ts';
import { createReference } from '#src/errors.ts';
import { type Language, languageOf } from '#src/language/language.ts';
import { isLoopbackAddress, isLoopbackHost } from '#src/loopback.ts';
import { type HardenedAuth, tenantOf } from './auth.ts';
import { answerInvoke, type InvokeOptions } from './invoke.ts';
import type { InvokeKind } from './invoke-answers.ts';
import { nameOf } from './name-of.ts';
import { type Normalized, normalize } from './normalize.ts';

const bodyLimit = 256 * 1024;
const path = '/api/messages';
const envelopeSchema = z.looseObject({ type: z.string().min(1) });

/** Everything a stranger may read; never an error's own text. */
const answers = {
  400: 'This is not a Bot Framework activity.',
  401: 'Unauthorized.',
  403: 'Forbidden.',
  405: 'Only POST is served here.',
  413: 'The activity is too large.',
  415: 'Only JSON is served here.',
  503: 'Not available right now. Please send it again.',
} as const;
type Status = keyof typeof answers;

export interface ReceiveOptions extends InvokeOptions {
  auth: HardenedAuth;
  /** Local mode: nothing is authenticated, so only this machine is served. */
  local: boolean;
  presence: Presence;
}

/**
 * Serves `POST /api/messages`. 200 means that the event is committed; any failure before that is a 5xx, after which
 * Teams delivers again. Buttons (Action.Execute) get an invoke response of the documented shape.
 */
export async function registerMessages(app: FastifyInstance, options: ReceiveOptions): Promise<void> {
  await app.register(async (scope) => {
    scope.setErrorHandler<FastifyError>((error, _request, reply) => {
      const status = error.statusCode === 413 || error.statusCode === 415 ? error.statusCode : undefined;
      if (status || (error.statusCode ?? 500) < 500) return answer(reply, status ?? 400);
      options.log.error({ error: error.name, code: error.code }, 'teams request failed');
      return answer(reply, 503);
    });
    scope.post(path, { bodyLimit }, (request, reply) => receive(request, reply, options));
    scope.route({
      method: ['GET', 'PUT', 'PATCH', 'DELETE'],
      url: path,
      handler: (_request, reply) => answer(reply.header('allow', 'POST'), 405),
    });
  });
}

async function receive(request: FastifyRequest, reply: FastifyReply, options: ReceiveOptions): Promise<FastifyReply> {
  if (options.local && !isFromThisMachine(request)) return answer(reply, 403);
  const envelope = envelopeSchema.safeParse(request.body);
  if (!envelope.success) return answer(reply, 400);
  const refused = await authenticate(envelope.data, request.headers.authorization ?? '', options);
  if (refused) return answer(reply, refused);

  const kind = invokeKind(envelope.data);
  const tenantId = tenantOf(envelope.data) ?? 'local';
  const normalized = normalize(envelope.data, tenantId);
  if (!kind) return answerActivity(reply, normalized, tenantId, options);
  // A client shows "Something went wrong" for anything but an answer in the right shape and in time.
  const { status, body } = await answerInvoke(kind, normalized, tenantId, {
    ...options,
    language: languageIn(envelope.data),
  });
  return reply.code(status).send(body);
}

/** Of whoever pressed, as their client tells. */
function languageIn({ locale }: z.infer<typeof envelopeSchema>): Language {
  return languageOf(typeof locale === 'string' ? locale : undefined);
}

function invokeKind({ type, name }: z.infer<typeof envelopeSchema>): InvokeKind | undefined {
  if (type !== 'invoke') return undefined;
  if (name === 'message/submitAction') return 'feedback';
  if (name === 'application/search') return 'search';
  return typeof name === 'string' && /^(?:task\/|composeExtension\/(?:fetchTask|submitAction)$)/.test(name)
    ? 'dialog'
    : 'execute';
}

async function answerActivity(
  reply: FastifyReply,
  normalized: Normalized,
  tenant: string,
  { inbox, presence, log, typing }: ReceiveOptions,
): Promise<FastifyReply> {
  if (normalized.outcome === 'malformed') {
    log.info({ field: normalized.reason }, 'teams activity not understood');
    return answer(reply, 400);
  }
  try {
    if (normalized.outcome === 'removed') {
      const { key, teamId } = normalized;
      await presence.left({ platform: 'teams', tenant, key, ...(teamId ? { within: { team: { id: teamId } } } : {}) });
    }
    if (normalized.outcome !== 'event') return reply.code(200).send();
    const result = await inbox.accept(normalized.event);
    if (result === 'accepted') typing(normalized.event.conversation);
    return reply.code(200).send();
  } catch (error) {
    log.error({ error: nameOf(error), reference: createReference() }, 'teams event not accepted');
    return answer(reply, 503);
  }
}

/** Undefined when the activity is believed, otherwise the status to refuse it with. */
async function authenticate(
  body: object,
  header: string,
  { auth, log }: ReceiveOptions,
): Promise<401 | 403 | 503 | undefined> {
  try {
    await auth.authenticateRequest(body as Activity, header);
    return undefined;
  } catch (error) {
    if (!(error instanceof AuthenticationError)) {
      log.error({ error: nameOf(error) }, 'teams authentication failed');
      return 503;
    }
    const status = error.statusCode === 403 || error.statusCode === 503 ? error.statusCode : 401;
    // Strangers can make a 401 at will: not worth a line each.
    log[status === 401 ? 'debug' : 'warn']({ reason: error.message }, 'teams request refused');
    return status;
  }
}

/** Also refuses what a web page makes the local browser send: a foreign Host header or an Origin. */
function isFromThisMachine(request: FastifyRequest): boolean {
  return (
    isLoopbackAddress(request.socket.remoteAddress) &&
    isLoopbackHost(request.headers.host ?? '') &&
    !request.headers.origin
  );
}

function answer(reply: FastifyReply, status: Status): FastifyReply {
  return reply.code(status).send({ message: answers[status] });
}
