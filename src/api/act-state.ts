import { toTold } from '#src/cards/act-outcome.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import { actVerbs } from '#src/model/verbs.ts';
import { findActOfEvent } from '#src/store/acts.ts';
import { findEvent } from '#src/store/events.ts';
import { answerTo } from '#src/store/messages.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { isOfRest } from './admit.ts';
import type { ActState } from './operations/acts.ts';

/** Undefined for what is no act, and for what was not asked for over HTTP, except to an operator (`everywhere`). */
export async function loadActState(em: EntityManager, id: string, everywhere = false): Promise<ActState | undefined> {
  const event = await findEvent(em, id);
  if (event?.payload.kind !== 'action' || !(everywhere || isOfRest(event.payload))) return undefined;
  const { action, value } = event.payload;
  // A decision about a draft is read with the draft.
  const verb = actVerbs.find((each) => each === action);
  if (!verb) return undefined;
  const state = { actId: id, reference: referenceIn(event), workflowId: value.workflowId ?? '', verb };
  const act = await findActOfEvent(em, id);
  if (!act) {
    if (event.status === 'received') return { ...state, status: 'accepted' };
    const message = await answerTo(em, id);
    return { ...state, status: event.status === 'failed' ? 'failed' : 'refused', ...(message ? { message } : {}) };
  }
  if (act.status === 'pending') return { ...state, status: 'pending' };
  const outcome = act.outcome as ActOutcome;
  return {
    ...state,
    status: act.status,
    outcome: outcome.kind,
    message: toTold(outcome, act.requestedByName).text,
    ...(outcome.kind === 'published' ? { live: outcome.live } : {}),
    ...(outcome.kind === 'failed' ? { problem: pick(outcome.problem) } : {}),
  };
}

const pick = ({ code, message, reference }: { code: string; message: string; reference: string }) => ({
  code,
  message,
  reference,
});
