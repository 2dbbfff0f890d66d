import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isTimezone } from '#src/engine/intake/clean-event.ts';
import { maxRequestLength } from '#src/engine/talk/respond-to-message.ts';
import { type Door, hashOf, personOfKey, scopeMissing, userName } from './admit.ts';
import { type DraftState, draftUnknown, type LoadState } from './draft-state.ts';
import { sendWatched } from './prefer.ts';
import { invalidBody, sendProblem } from './problem.ts';
import { isOperators } from './scopes.ts';
import type { SubmitDraft } from './submit-draft.ts';
import type { Waiting } from './waiting.ts';

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
  { door, submit, loadState, waiting }: { door: Door; submit: SubmitDraft; loadState: LoadState; waiting: Waiting },
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
    const read = (id: string) => loadState(id, isOperators(key));
    const { id } = request.params as { id?: unknown };
    return sendWatched(request, reply, waiting, { id, key: key.id, read, isUnderWay, unknown: draftUnknown });
  });
}

const isUnderWay = ({ status }: DraftState): boolean => status === 'planning' || status === 'approved';
const expected = '{"request": "what should happen and when", "approve": false, "publish": false}';
