import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Adapter, AdapterPorts } from '#src/chat/adapter.ts';
import { maxRequestLength } from '#src/chat/inbound.ts';
import { createReference, FlowsmithError } from '#src/errors.ts';
import { isTextTooDeep } from '#src/json-depth.ts';
import { cardScript, loadCardScript } from './card-script.ts';
import { createPlaygroundPlatform } from './deliver.ts';
import { createEventStreams } from './events.ts';
import { refusal } from './guard.ts';
import { contentSecurityPolicy, renderPage } from './page.ts';
import {
  actionBody,
  choicesBody,
  eventsQuery,
  messageBody,
  people,
  toActionTaken,
  toMessageReceived,
  toPickersAsked,
} from './receive.ts';
import { createTimeline } from './timeline.ts';

const maxBodyBytes = 64 * 1024;
const timelineLimits = { entries: 500, size: 32 * 1024 * 1024 };

export interface PlaygroundOptions extends Pick<AdapterPorts, 'inbox' | 'log' | 'pictures' | 'pickers'> {
  /** Where the browser build of `adaptivecards` lies; found in node_modules unless given. */
  cardScriptPath?: string;
}

/**
 * A chat in the browser for trying Flowsmith without Slack or Teams. It shows the very cards Teams gets. There is no
 * sign-in, so it answers on this machine only (`guard.ts`). What was said is kept in memory, bounded, until the
 * process ends; what Flowsmith decided is in PostgreSQL as ever.
 */
export function createPlayground({
  inbox,
  log,
  pictures,
  pickers,
  cardScriptPath = cardScript(),
}: PlaygroundOptions): Adapter {
  const timeline = createTimeline(timelineLimits);
  const streams = createEventStreams(timeline);

  async function routes(app: FastifyInstance): Promise<void> {
    const script = await loadCardScript(cardScriptPath);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: maxBodyBytes },
      (_request, body, done) => {
        try {
          done(null, isTextTooDeep(String(body)) ? undefined : JSON.parse(String(body)));
        } catch {
          done(null, undefined);
        }
      },
    );
    app.addHook('onRequest', async (request, reply) => {
      const reason = refusal(request);
      if (reason) return answer(reply, 403, 'playground_refused', reason);
    });
    app.addHook('preClose', async () => streams.closeAll());
    app.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
      if (error.statusCode === 413) return answer(reply, 413, 'too_large', 'That is too long: at most 64 KB.');
      if (error.statusCode === 415)
        return answer(reply, 415, 'json_only', 'Send JSON (content-type application/json).');
      if (error.statusCode && error.statusCode < 500)
        return answer(reply, error.statusCode, 'malformed', 'That request could not be read. Reload the page.');
      const reference = createReference();
      log.error({ err: error, reference }, 'playground request failed');
      const message =
        error instanceof FlowsmithError
          ? error.userMessage
          : 'Flowsmith could not take this just now. Nothing was started. Try again in a moment.';
      return answer(reply, 503, 'not_accepted', message, reference);
    });

    app.get('/playground', async (_request, reply) => {
      const nonce = crypto.randomUUID();
      return reply
        .headers({
          'content-security-policy': contentSecurityPolicy(nonce),
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-resource-policy': 'same-origin',
        })
        .type('text/html; charset=utf-8')
        .send(renderPage({ nonce, people, cards: script !== undefined, most: maxRequestLength }));
    });

    app.get('/playground/assets/*', async (request, reply) => {
      const wanted = (request.params as { '*': string })['*'];
      if (wanted !== 'adaptivecards.min.js' || script === undefined)
        return answer(reply, 404, 'not_found', 'There is no such file.');
      return reply
        .headers({ 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' })
        .type('text/javascript; charset=utf-8')
        .send(script);
    });

    app.get('/playground/events', async (request, reply) => {
      const query = eventsQuery.safeParse(request.query);
      if (!query.success) return malformed(reply, query.error);
      if (streams.open(reply, query.data.conversation)) return reply;
      return answer(reply, 503, 'too_many_pages', 'Too many playground pages are open. Close some of them.');
    });

    app.post('/playground/messages', async (request, reply) => {
      const body = messageBody.safeParse(request.body);
      if (!body.success) return malformed(reply, body.error);
      const { id, conversation, person, text } = body.data;
      const said = { id, conversation, kind: 'said', person, text } as const;
      // On the timeline first: an answer may come before accept() returns, and belongs below the question.
      timeline.put(said);
      try {
        const result = await inbox.accept(toMessageReceived(body.data));
        return reply.code(202).send({ result });
      } catch (error) {
        timeline.put({ ...said, failed: true });
        throw error;
      }
    });

    app.post('/playground/actions', async (request, reply) => {
      const body = actionBody.safeParse(request.body);
      if (!body.success) return malformed(reply, body.error);
      const result = await inbox.accept(toActionTaken(body.data));
      return reply.code(202).send({ result });
    });

    // Reads only: the page asks while somebody types into a list.
    app.post('/playground/choices', async (request, reply) => {
      const body = choicesBody.safeParse(request.body);
      if (!body.success) return malformed(reply, body.error);
      return { options: await pickers.find(...toPickersAsked(body.data)) };
    });
  }

  return {
    platform: createPlaygroundPlatform(timeline, pictures),
    placeOf: (to, named) => (named === undefined ? { to, alone: true, namesOthers: false } : undefined),
    // A scope of its own: its body parser and error handler must not reach the other routes.
    register: async (app) => void (await app.register(async (scope) => routes(scope))),
    [Symbol.asyncDispose]: async () => streams.closeAll(),
  };
}

function malformed(reply: FastifyReply, error: z.ZodError): FastifyReply {
  const issue = error.issues[0];
  const where = issue?.path.join('.') || 'body';
  return answer(reply, 400, 'malformed', `${where}: ${issue?.message ?? 'not understood'}`);
}

function answer(reply: FastifyReply, status: number, code: string, message: string, reference?: string): FastifyReply {
  return reply.code(status).send({ error: { code, message, reference } });
}
