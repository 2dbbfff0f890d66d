import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActionValue, Inbox } from '#src/chat/inbound.ts';
import { verdictText } from '#src/engine/drafts/approval.ts';
import { type Decided, decidedBefore } from '#src/engine/drafts/decisions.ts';
import { readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { redactJson } from '#src/policy/secrets.ts';
import type { EventRecord } from '#src/store/entities.ts';
import { findEvent, findEventByKey } from '#src/store/events.ts';
import type { Store } from '#src/store/orm.ts';
import { type Door, dedupeKeyOf, keyReused, personOfKey, restTenant, scopesBeyond } from './admit.ts';
import type { LoadState } from './draft-state.ts';
import {
  approveDraft,
  type DraftState,
  discardDraft,
  draftUnknown,
  leaveOut,
  rehearseDraft,
} from './operations/drafts.ts';
import { preferredWait, sendAccepted } from './prefer.ts';
import { type Problem, sendProblem } from './problem.ts';
import { takeSample } from './sample.ts';
import { type Call, serve } from './serve.ts';
import type { Waiting } from './waiting.ts';

type Deciding = Pick<Call<typeof approveDraft>, 'request' | 'reply' | 'key' | 'params'>;

interface Wanted {
  act: 'approve' | 'approve_publish' | 'discard' | 'leave_out' | 'try_with';
  revision: number;
  user?: string | undefined;
  /** Although its rehearsal failed. */
  despite?: boolean;
  /** What a form would send. */
  fields?: Record<string, string>;
  /** Where the draft stands when it is done already. */
  already: readonly DraftState['status'][];
}

export interface DecideRoutesOptions {
  store: Store;
  inbox: Inbox;
  door: Door;
  loadState: LoadState;
  waiting: Waiting;
  waitMs: number;
}

/** Approving and discarding a draft that is there, and leaving out what it does not do: a click, with the key as the person who clicks. */
export function registerDecisions(app: FastifyInstance, options: DecideRoutesOptions): void {
  const { store, inbox, door, loadState, waiting, waitMs } = options;

  serve(app, door, approveDraft, async (call) => {
    const { publish, despiteRehearsal: despite, ...rest } = call.body;
    const beyond = scopesBeyond(call.key, { publish });
    if (beyond) return sendProblem(call.reply, beyond);
    const already = publish ? (['published'] as const) : (['approved', 'created', 'published'] as const);
    return decide(call, { ...rest, act: publish ? 'approve_publish' : 'approve', despite, already });
  });
  // Whoever asks may take back what they asked for, or part of it; whoever approves may turn it down. The draft tells which it is.
  serve(app, door, discardDraft, (call) => decide(call, { ...call.body, act: 'discard', already: ['discarded'] }));
  serve(app, door, leaveOut, (call) => decide(call, { ...call.body, act: 'leave_out', already: [] }));

  serve(app, door, rehearseDraft, async (call) => {
    const { sample, ...rest } = call.body;
    const read = takeSample(sample);
    if ('problem' in read) return sendProblem(call.reply, read.problem);
    const { text } = read;
    const state = await loadState(call.params.id);
    if (state?.revision !== undefined && state.status !== 'proposed') return sendProblem(call.reply, notRehearsable);
    const fields = text === undefined ? {} : { fields: { sample: text } };
    return decide(call, { ...rest, act: 'try_with', already: [], ...fields });
  });

  async function decide({ request, reply, key, params: { id } }: Deciding, wanted: Wanted): Promise<FastifyReply> {
    const before = await loadState(id);
    if (!before) return sendProblem(reply, draftUnknown);
    const { act, revision, already } = wanted;
    const person = personOfKey(key, wanted.user);
    if (!(await door.allowUser(reply, person))) return reply;
    const found = dedupeKeyOf(request, key, randomUUID());
    if ('problem' in found) return sendProblem(reply, found.problem);
    const { dedupeKey } = found;
    const event = await findEventByKey(store.fork(), 'rest', restTenant, dedupeKey);
    if (!event) {
      if (before.revision === undefined) return sendProblem(reply, notYet);
      if (before.revision !== revision) return sendProblem(reply, otherRevision(before.revision));
      if (already.includes(before.status)) return accepted(request, reply, id, before);
      await inbox.accept({
        kind: 'action',
        dedupeKey,
        tenant: { id: restTenant },
        conversation: { platform: 'rest', key: dedupeKey, address: null },
        person: { id: person, name: person },
        action: act,
        value: carried(id, wanted),
        ...(wanted.fields ? { fields: wanted.fields } : {}),
        card: { platform: 'rest', address: null },
      });
    }
    const kept = event ?? (await findEventByKey(store.fork(), 'rest', restTenant, dedupeKey));
    if (!kept || !isSame(kept, { act, value: carried(id, wanted), person, fields: wanted.fields }))
      return sendProblem(reply, keyReused);
    const ended = await waiting.until(
      { id: kept.id, waitMs: preferredWait(request, waitMs).waitMs, key: key.id },
      () => findEvent(store.fork(), kept.id),
      (now) => now?.status !== 'received',
    );
    const decided = ended && (await decidedBefore(store.fork(), ended, act === 'try_with' ? 'change' : act));
    const state = await loadState(id);
    if (!state) return sendProblem(reply, draftUnknown);
    if (ended?.status === 'failed') return sendProblem(reply, notDecided);
    const problem = decided && toProblem(decided, state, wanted);
    return problem ? sendProblem(reply, problem) : accepted(request, reply, id, state);
  }

  function accepted(request: FastifyRequest, reply: FastifyReply, id: string, state: DraftState): FastifyReply {
    const { applied } = preferredWait(request, waitMs);
    return sendAccepted(reply, { location: `/api/v1/drafts/${id}`, ...(applied ? { applied } : {}) }, state);
  }
}

/** What a button would carry. */
const carried = (draftId: string, { revision, despite }: Wanted): ActionValue => ({
  ...{ draftId, revision },
  ...(despite ? { choice: 1 } : {}),
});

function isSame(
  { payload }: EventRecord,
  { act, value, person, fields }: { act: string; value: ActionValue; person: string; fields: Wanted['fields'] },
): boolean {
  if (payload.kind !== 'action' || payload.action !== act || payload.person.id !== person) return false;
  if (redactJson(fields?.['sample'] ?? null) !== (payload.fields?.['sample'] ?? null)) return false;
  const { draftId, revision, choice } = payload.value;
  return draftId === value.draftId && revision === value.revision && choice === value.choice;
}

/** Why it was not done; undefined when it was, by this call or by somebody else. */
function toProblem({ verdict, draft }: Decided, state: DraftState, { already, revision }: Wanted): Problem | undefined {
  // One of several approvals: the draft says who is missing.
  if (verdict.kind === 'allowed' || verdict.kind === 'counted') return undefined;
  if (verdict.kind === 'moot' && state.revision === revision && already.includes(state.status)) return undefined;
  // Nobody sees a card here.
  const blocked = verdict.reason === 'blocked';
  const detail = blocked ? 'Something has to be settled first: see issues.' : verdictText(verdict, readerOf({}));
  if (verdict.kind === 'refused')
    return { status: 403, code: 'not_allowed', title: 'Not for this key to decide', detail };
  if (verdict.reason === 'changedSince') return otherRevision(draft.revision);
  if (verdict.reason === 'rehearsalFailed')
    return {
      ...{ status: 409, code: 'rehearsal_failed', title: 'Its rehearsal failed' },
      detail:
        'See issues. Ask for a change, approve it with "publish": false, or send it again with "despiteRehearsal": true.',
      issues: state.rehearsal?.issues ?? [],
    };
  const issues = blocked && state.issues ? { issues: state.issues } : {};
  return { status: 409, code: 'draft_not_open', title: 'It cannot be decided like this', detail, ...issues };
}

const otherRevision = (newest: number): Problem => ({
  status: 409,
  code: 'revision_changed',
  title: 'The draft is another revision',
  detail: `The draft is at revision ${newest}. Read it again, and decide about that one.`,
});
const notRehearsable: Problem = {
  status: 409,
  code: 'draft_not_open',
  title: 'It cannot be rehearsed like this',
  detail: wordsIn('en').rehearsal.notNow,
};
const notYet: Problem = {
  status: 409,
  code: 'draft_not_ready',
  title: 'There is no draft yet',
  detail: 'It is still being planned, or was answered in words. Read its state: GET /api/v1/drafts/{id}?wait=20.',
};
const notDecided: Problem = {
  status: 503,
  code: 'not_decided',
  title: 'It could not be decided',
  detail: 'Nothing was changed. Send the same again in a minute.',
};
