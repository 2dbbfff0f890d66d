import type { FastifyInstance } from 'fastify';
import { type Door, hashOf, personOfKey, scopesBeyond } from './admit.ts';
import type { LoadState } from './draft-state.ts';
import { createDraft, type DraftState, draftUnknown, getDraft } from './operations/drafts.ts';
import { sendWatched } from './prefer.ts';
import { sendProblem } from './problem.ts';
import { isOperators } from './scopes.ts';
import { serve } from './serve.ts';
import type { SubmitDraft } from './submit-draft.ts';
import type { Waiting } from './waiting.ts';

/** Asking for a workflow in words, and reading what became of it. */
export function registerDrafts(
  app: FastifyInstance,
  { door, submit, loadState, waiting }: { door: Door; submit: SubmitDraft; loadState: LoadState; waiting: Waiting },
): void {
  serve(app, door, createDraft, async ({ request, reply, key, body }) => {
    const beyond = scopesBeyond(key, body);
    if (beyond) return sendProblem(reply, beyond);
    const person = personOfKey(key, body.user);
    if (!(await door.allowUser(reply, person))) return reply;
    const { request: text, approve, publish, timezone } = body;
    const wanted = { text, approve, publish, person, bodyHash: hashOf(body), ...(timezone ? { timezone } : {}) };
    return submit(request, reply, key, wanted);
  });

  serve(app, door, getDraft, (call) => {
    const read = (id: string) => loadState(id, isOperators(call.key));
    return sendWatched(call, waiting, { read, isUnderWay, unknown: draftUnknown });
  });
}

const isUnderWay = ({ status }: DraftState): boolean => status === 'planning' || status === 'approved';
