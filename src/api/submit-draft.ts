import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AdoptedDocument, Inbox } from '#src/chat/inbound.ts';
import type { ApiKeyRecord } from '#src/store/entities.ts';
import { findEventByKey } from '#src/store/events.ts';
import type { Store } from '#src/store/orm.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { dedupeKeyOf, keyReused, restTenant } from './admit.ts';
import type { LoadState } from './draft-state.ts';
import { preferredWait, sendAccepted } from './prefer.ts';
import { sendProblem } from './problem.ts';
import type { Waiting } from './waiting.ts';

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

/** Accepts it durably, waits for the draft up to `waitMs` or as `Prefer` says, and answers 202 with its state. */
export function createSubmit(
  { store, inbox, loadState, waiting }: { store: Store; inbox: Inbox; loadState: LoadState; waiting: Waiting },
  waitMs: number,
): SubmitDraft {
  return async (request, reply, key, draft) => {
    const draftId = randomUUID();
    const found = dedupeKeyOf(request, key, draftId);
    if ('problem' in found) return sendProblem(reply, found.problem);
    const { dedupeKey } = found;
    const { text, approve, publish, person, bodyHash, timezone, adopt } = draft;
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
    const { waitMs: preferredMs, applied } = preferredWait(request, waitMs);
    const { id } = event;
    const state = await waiting.until(
      { id, waitMs: preferredMs, key: key.id },
      () => loadState(id),
      (now) => now?.status !== 'planning',
    );
    if (!state) throw new Error('accepted request not found');
    reply.header('x-request-id', referenceIn(event));
    return sendAccepted(reply, { location: `/api/v1/drafts/${id}`, ...(applied ? { applied } : {}) }, state);
  };
}
