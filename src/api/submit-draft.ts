import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdoptedDocument, Inbox } from '#src/chat/inbound.ts';
import type { ApiKeyRecord } from '#src/store/entities.ts';
import { findEventByKey } from '#src/store/events.ts';
import type { Store } from '#src/store/orm.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { dedupeKeyOf, keyReused, restTenant } from './admit.ts';
import type { DraftState, LoadState } from './draft-state.ts';
import { sendProblem } from './problem.ts';

/** What shall become a draft: words, or a whole document. */
export interface WantedDraft {
  text: string;
  approve: boolean;
  publish: boolean;
  person: string;
  bodyHash: string;
  timezone?: string;
  adopt?: AdoptedDocument;
}

export type SubmitDraft = (
  request: FastifyRequest,
  reply: FastifyReply,
  key: ApiKeyRecord,
  wanted: WantedDraft,
) => Promise<FastifyReply>;

/** Accepts it durably, waits up to `waitMs` for the draft, and answers 202 with its state. */
export function createSubmit(
  { store, inbox, loadState }: { store: Store; inbox: Inbox; loadState: LoadState },
  waitMs: number,
): SubmitDraft {
  return async (request, reply, key, wanted) => {
    const draftId = randomUUID();
    const found = dedupeKeyOf(request, key, draftId);
    if ('problem' in found) return sendProblem(reply, found.problem);
    const { dedupeKey } = found;
    const { text, approve, publish, person, bodyHash, timezone, adopt } = wanted;
    await inbox.accept({
      kind: 'message',
      dedupeKey,
      tenant: { id: restTenant },
      conversation: { platform: 'rest', key: dedupeKey, address: null },
      person: { id: person, name: person },
      text,
      via: 'rest',
      rest: { draftId, approve, publish, bodyHash, ...(adopt ? { adopt } : {}) },
      ...(timezone ? { timezone } : {}),
    });
    const event = await findEventByKey(store.fork(), 'rest', restTenant, dedupeKey);
    if (event?.payload.kind !== 'message' || event.payload.rest?.bodyHash !== bodyHash)
      return sendProblem(reply, keyReused);
    const state = await waitForDraft(event.id);
    reply.header('x-request-id', referenceIn(event));
    return reply.code(202).header('location', `/api/v1/drafts/${event.id}`).send(state);
  };

  async function waitForDraft(id: string): Promise<DraftState> {
    for (const end = Date.now() + waitMs; ; await new Promise((done) => setTimeout(done, 100))) {
      const state = await loadState(id);
      if (!state) throw new Error('accepted request not found');
      if (state.status !== 'planning' || Date.now() > end) return state;
    }
  }
}
