import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Inbox } from '#src/chat/inbound.ts';
import type { Pictures } from '#src/chat/picture.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { maxRequestLength } from '#src/engine/respond-to-message.ts';
import type { ApiKeyRecord } from '#src/store/entities.ts';
import { findEventByKey } from '#src/store/events.ts';
import { type DraftState, loadDraftState } from './draft-state.ts';
import { authenticate, type Scope } from './keys.ts';
import { openApiDocument } from './openapi.ts';
import { type Problem, sendProblem } from './problem.ts';
import { registerTemplates } from './template-routes.ts';

export interface ApiOptions {
  context: EngineContext;
  inbox: Inbox;
  pictures: Pictures;
  /** How long POST /create-n8n-workflow waits for a draft before it answers that it is still being planned. */
  waitMs?: number;
}

/** Everything asked over HTTP happens in one tenant. */
export const restTenant = 'api';
const perKey = { points: 120, windowMs: 60_000 };
const perUser = { points: 20, windowMs: 60_000 };

const createBody = z
  .strictObject({
    request: z.string().trim().min(1).max(maxRequestLength),
    approve: z.boolean().default(false),
    publish: z.boolean().default(false),
    /** On whose behalf; counted and audited apart. */
    user: z
      .string()
      .regex(/^[\w.@+-]{1,100}$/)
      .optional(),
    timezone: z.string().max(64).optional(),
  })
  .refine((body) => body.approve || !body.publish, { path: ['publish'], message: 'publish needs approve: true' });

/** The HTTP API: every route needs a key, every error is a problem document. */
export async function registerApi(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { context, inbox, pictures, waitMs = 20_000 } = options;
  const { store, limits } = context;

  async function admit(
    request: FastifyRequest,
    reply: FastifyReply,
    needed: Scope[],
  ): Promise<ApiKeyRecord | undefined> {
    const key = await authenticate(store.fork(), request.headers.authorization);
    if (!key) {
      sendProblem(reply, {
        status: 401,
        code: 'unauthorized',
        title: 'No valid API key',
        detail: 'Send Authorization: Bearer <key>; an operator makes keys with: flowsmith keys create.',
      });
      return undefined;
    }
    const missing = needed.find((scope) => !key.scopes.includes(scope));
    if (missing) {
      sendProblem(reply, {
        status: 403,
        code: 'scope_missing',
        title: 'The key may not do this',
        detail: `This needs a key with the scope "${missing}".`,
      });
      return undefined;
    }
    const allowance = await limits.take(`key:${key.id}`, perKey.points, perKey.windowMs);
    if (allowance.allowed) return key;
    sendProblem(reply, tooMany('this key', allowance.retryAfterMs));
    return undefined;
  }

  app.post('/create-n8n-workflow', async (request, reply) => {
    const key = await admit(request, reply, ['request']);
    if (!key) return reply;
    const parsed = createBody.safeParse(request.body);
    if (!parsed.success) return sendProblem(reply, invalidBody(parsed.error));
    const body = parsed.data;
    for (const scope of ['approve', 'publish'] as const) {
      if (body[scope] && !key.scopes.includes(scope)) {
        return sendProblem(reply, {
          status: 403,
          code: 'scope_missing',
          title: 'The key may not do this',
          detail: `"${scope}": true needs a key with the scope "${scope}".`,
        });
      }
    }
    const idempotencyKey = request.headers['idempotency-key'];
    if (
      idempotencyKey !== undefined &&
      (typeof idempotencyKey !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(idempotencyKey))
    ) {
      return sendProblem(reply, {
        status: 400,
        code: 'idempotency_key_invalid',
        title: 'Idempotency-Key is not usable',
        detail: 'Use 1 to 200 printable characters without spaces.',
      });
    }
    const person = body.user ? `${key.name}/${body.user}` : key.name;
    const allowance = await limits.take(`user:${person}`, perUser.points, perUser.windowMs);
    if (!allowance.allowed) return sendProblem(reply, tooMany('this user', allowance.retryAfterMs));

    const draftId = randomUUID();
    const dedupeKey = idempotencyKey ? `idem:${key.id}:${idempotencyKey}` : `req:${draftId}`;
    const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    await inbox.accept({
      kind: 'message',
      dedupeKey,
      tenant: { id: restTenant },
      conversation: { platform: 'rest', key: dedupeKey, address: null },
      person: { id: person, name: person },
      text: body.request,
      via: 'rest',
      rest: { draftId, approve: body.approve, publish: body.publish, bodyHash },
      ...(body.timezone ? { timezone: body.timezone } : {}),
    });
    const event = await findEventByKey(store.fork(), 'rest', restTenant, dedupeKey);
    if (event?.payload.kind !== 'message') throw new Error('accepted event not found');
    if (event.payload.rest?.bodyHash !== bodyHash) {
      return sendProblem(reply, {
        status: 422,
        code: 'idempotency_key_reused',
        title: 'Idempotency-Key used before',
        detail: 'This Idempotency-Key came with another request body. Use a new key for a new request.',
      });
    }
    const state = await waitForDraft(event.id);
    return reply.code(202).header('location', `/api/v1/drafts/${event.id}`).send(state);
  });

  app.get('/api/v1/drafts/:id', async (request, reply) => {
    const key = await admit(request, reply, ['read']);
    if (!key) return reply;
    const id = z.uuid().safeParse((request.params as { id?: unknown }).id);
    const state = id.success ? await loadState(id.data) : undefined;
    if (state) return state;
    return sendProblem(reply, {
      status: 404,
      code: 'draft_unknown',
      title: 'No such draft',
      detail: 'There is no draft with this id. Ids come from POST /create-n8n-workflow.',
    });
  });

  registerTemplates(app, { store, tenant: restTenant, admit });

  app.get('/openapi.json', async () => openApiDocument);

  async function loadState(id: string): Promise<DraftState | undefined> {
    const state = await loadDraftState(store.fork(), id, context);
    if (state?.revision === undefined) return state;
    const picture = { draftId: id, revision: state.revision };
    return { ...state, pictureUrl: pictures.url(picture) ?? pictures.path(picture) };
  }

  async function waitForDraft(id: string) {
    for (const end = Date.now() + waitMs; ; await new Promise((done) => setTimeout(done, 100))) {
      const state = await loadState(id);
      if (!state) throw new Error('accepted request not found');
      if (state.status !== 'planning' || Date.now() > end) return state;
    }
  }
}

const tooMany = (who: string, retryAfterMs: number): Problem => ({
  status: 429,
  code: 'rate_limited',
  title: 'Too many requests',
  detail: `Too many requests by ${who}: try again in ${Math.ceil(retryAfterMs / 1000)} seconds.`,
  retryAfterMs,
});

function invalidBody(error: z.ZodError): Problem {
  const issue = error.issues[0];
  const where = issue?.path.join('.') || 'the body';
  return {
    status: 400,
    code: 'body_invalid',
    title: 'The body is not as expected',
    detail: `${where}: ${issue?.message}. Expected {"request": "what should happen and when", "approve": false, "publish": false}.`,
  };
}
