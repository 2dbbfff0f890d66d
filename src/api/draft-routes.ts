import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isTimezone } from '#src/engine/clean-event.ts';
import { maxRequestLength } from '#src/engine/respond-to-message.ts';
import { type Door, hashOf, personOfKey, scopeMissing, userName } from './admit.ts';
import type { LoadState } from './draft-state.ts';
import { isOperators } from './keys.ts';
import { invalidBody, sendProblem } from './problem.ts';
import type { SubmitDraft } from './submit-draft.ts';

const createBody = z
  .strictObject({
    request: z.string().trim().min(1).max(maxRequestLength),
    approve: z.boolean().default(false),
    publish: z.boolean().default(false),
    user: userName.optional(),
    timezone: z.string().refine(isTimezone, 'it is no IANA name such as Europe/Berlin').optional(),
  })
  .refine((body) => body.approve || !body.publish, { path: ['publish'], message: 'publish needs approve: true' });

/** Asking for a workflow in words, and reading what became of it. */
export function registerDrafts(
  app: FastifyInstance,
  { door, submit, loadState }: { door: Door; submit: SubmitDraft; loadState: LoadState },
): void {
  app.post('/create-n8n-workflow', async (request, reply) => {
    const key = await door.admit(request, reply, ['request']);
    if (!key) return reply;
    const parsed = createBody.safeParse(request.body);
    if (!parsed.success) return sendProblem(reply, invalidBody(parsed.error, expected));
    const body = parsed.data;
    for (const scope of ['approve', 'publish'] as const) {
      if (body[scope] && !key.scopes.includes(scope)) {
        return sendProblem(reply, scopeMissing(scope, `"${scope}": true needs a key with the scope "${scope}".`));
      }
    }
    const person = personOfKey(key, body.user);
    if (!(await door.allowUser(reply, person))) return reply;
    const { request: text, approve, publish, timezone } = body;
    const wanted = { text, approve, publish, person, bodyHash: hashOf(body), ...(timezone ? { timezone } : {}) };
    return submit(request, reply, key, wanted);
  });

  app.get('/api/v1/drafts/:id', async (request, reply) => {
    const key = await door.admit(request, reply, ['read']);
    if (!key) return reply;
    const id = z.uuid().safeParse((request.params as { id?: unknown }).id);
    const state = id.success ? await loadState(id.data, isOperators(key)) : undefined;
    if (state) return state;
    return sendProblem(reply, {
      status: 404,
      code: 'draft_unknown',
      title: 'No such draft',
      detail: 'There is no draft with this id. Ids come from POST /create-n8n-workflow.',
    });
  });
}

const expected = '{"request": "what should happen and when", "approve": false, "publish": false}';
