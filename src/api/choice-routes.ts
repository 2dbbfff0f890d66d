import type { FastifyInstance } from 'fastify';
import type { EngineContext } from '#src/engine/context.ts';
import { choicesFor } from '#src/engine/drafts/choices.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import type { Door } from './admit.ts';
import type { LoadState } from './draft-state.ts';
import { getChoices, placeUnknown } from './operations/choices.ts';
import { draftUnknown } from './operations/drafts.ts';
import { sendProblem } from './problem.ts';
import { isOperators } from './scopes.ts';
import { serve } from './serve.ts';

/** What a place in a draft may hold. */
export function registerChoices(
  app: FastifyInstance,
  { context, door, loadState }: { context: EngineContext; door: Door; loadState: LoadState },
): void {
  serve(app, door, getChoices, async ({ reply, key, params, query }) => {
    const state = await loadState(params.id, isOperators(key));
    const em = context.store.fork();
    const draft = state?.revision === undefined ? null : await findDraft(em, params.id);
    const row = draft && (await findRevision(em, draft.id, draft.revision));
    if (!draft || !row) return sendProblem(reply, draftUnknown);
    const { path, node, q: words, again } = query;
    const found = await choicesFor(context, draft, row, { path, node, words, again });
    return found ?? sendProblem(reply, placeUnknown);
  });
}
