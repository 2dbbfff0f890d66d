import type { StepEnd } from '#src/chat/platform.ts';
import { type Reader, readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { StepResult } from '#src/model/event-results.ts';
import type { Outcome } from '#src/model/outcome.ts';
import { databaseNow } from '#src/store/clock.ts';
import { findCreationOf } from '#src/store/creations.ts';
import { type Claim, isOwed, owe } from '#src/store/deliveries.ts';
import { findDraft, findRevision, namesOf } from '#src/store/drafts.ts';
import type { DraftRecord, EventRecord } from '#src/store/entities.ts';
import { findEvent, oncePerEvent } from '#src/store/events.ts';
import { answerTo } from '#src/store/messages.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findQuestionOf } from '#src/store/questions.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { type EngineContext, editorLink, platformOf } from '../context.ts';
import { statusAt } from '../drafts/approval.ts';
import { linkTo } from '../shown/card-links.ts';
import { outcomeLine } from '../shown/outcome-line.ts';
import { workflowOf } from '../shown/workflow-now.ts';
import { deliverNow } from '../turn/owed.ts';

/** A turn ends its step itself; a worker looks after this, and again as long as the turn runs or is tried again. */
const underWayMs = 15_000;
/** Platforms put it into one message. */
const longestReason = 500;

/** The flow that a step belongs to waits from now on, whatever becomes of this process. */
export async function oweStepEnd(
  em: EntityManager,
  { id: subject, conversation, payload }: EventRecord,
): Promise<void> {
  if (payload.kind !== 'message' || !payload.flowStep) return;
  await em.transactional((tx) => owe(tx, { kind: 'step', subject, conversation, inMs: underWayMs }));
}

/** Ends the step of a turn that is over, if it can be ended by now. Never throws. */
export async function endStepSoon(context: EngineContext, { id: subject, payload }: EventRecord): Promise<void> {
  if (payload.kind !== 'message' || !payload.flowStep) return;
  await deliverNow(context, { kind: 'step', subject }, (claim) => endStep(context, claim)).catch((err) =>
    context.log.info({ err }, 'step of a flow not ended yet'),
  );
}

/**
 * Ends a step of a flow once there is something to end it with: the card, or where that was asked for what was decided
 * and made of it. What it ends with is kept before it is said, so that it is said again and never otherwise. A draft
 * that waits leaves nothing owed: every change of it owes the step again (`oweCards`).
 */
export async function endStep(
  context: EngineContext,
  { subject }: Pick<Claim<'step'>, 'subject'>,
): Promise<{ laterMs: number } | undefined> {
  const em = context.store.fork();
  const event = await findEvent(em, subject);
  const step = event?.payload.kind === 'message' ? event.payload.flowStep : undefined;
  if (!event || !step) return undefined;
  const { result } = await context.store
    .fork()
    .transactional((tx) => oncePerEvent(tx, subject, 'stepEnded', () => resultOf(tx, subject, step.untilDecided)));
  if (!result) return (await isUnderWay(em, event)) ? { laterMs: underWayMs } : undefined;
  const { text, ends } = await tellResult(context, em, event, result);
  await platformOf(context, event.payload.conversation.platform).update(step.end, { text, ends });
  return undefined;
}

/** Its turn runs, or an answer that could not be delivered will be tried again. */
const isUnderWay = async (em: EntityManager, { id, status }: Pick<EventRecord, 'id' | 'status'>): Promise<boolean> =>
  status === 'received' || (status === 'failed' && (await isOwed(em, { kind: 'turn', subject: id })));

/** Undefined while nothing is certain. */
async function resultOf(em: EntityManager, id: string, untilDecided: boolean): Promise<StepResult | undefined> {
  const event = await findEvent(em, id);
  if (!event || (await isUnderWay(em, event))) return undefined;
  const draft = await findDraft(em, id);
  // One that nobody was shown is as good as none.
  if (draft && (draft.card || draft.status !== 'proposed')) return stateOf(em, draft, untilDecided);
  return (await findQuestionOf(em, id)) ? 'question' : 'no_draft';
}

async function stateOf(em: EntityManager, draft: DraftRecord, untilDecided: boolean): Promise<StepResult | undefined> {
  const status = statusAt(draft, await databaseNow(em));
  switch (status) {
    case 'proposed': {
      const revision = await findRevision(em, draft.id, draft.revision);
      if (untilDecided) return undefined;
      return errorsOf(revision?.issues ?? []).length > 0 ? 'incomplete' : 'waiting';
    }
    case 'approved':
      return untilDecided ? undefined : 'approved';
    case 'created':
    case 'failed': {
      const creation = await findCreationOf(em, draft.id, draft.revision);
      const outcome = creation?.outcome as Outcome | null | undefined;
      if (!creation || !outcome || creation.status === 'pending') return untilDecided ? undefined : 'approved';
      if (outcome.kind === 'failed' || outcome.kind === 'conflict') return 'not_created';
      return outcome.kind === 'published' && outcome.live ? 'live' : 'created';
    }
    case 'discarded':
    case 'expired':
      return status;
    default:
      return status satisfies never;
  }
}

async function tellResult(
  context: EngineContext,
  em: EntityManager,
  event: EventRecord,
  result: StepResult,
): Promise<{ text: string; ends: StepEnd }> {
  const reader = readerOf(event.payload);
  const { lines, reach } = wordsIn(reader.language).engine;
  const draft = await findDraft(em, event.id);
  const name = draft ? (await namesOf(em, [draft.id])).get(draft.id) : undefined;
  switch (result) {
    case 'no_draft':
      return failed((await answerTo(em, event.id)) ?? reach.step.noAnswer);
    case 'discarded':
      return failed(reach.step.discarded(name ?? reach.aDraft));
    case 'expired':
      return failed(lines.expired(name ?? reach.aDraft));
    case 'not_created':
      return failed(await whyNotCreated(em, draft, name ?? reach.aDraft, reader));
    default: {
      const link = await linkTo(
        context,
        (result === 'question' ? undefined : draft?.card) ?? event.progress ?? undefined,
      );
      const workflowLink = draft && (await workflowLinkOf(context, em, draft));
      const found = { ...(link ? { link } : {}), ...(name ? { name } : {}), ...(workflowLink ? { workflowLink } : {}) };
      return { text: name ?? result, ends: { outputs: { state: result, ...found } } };
    }
  }
}

const failed = (why: string) => ({
  text: why.length > longestReason ? `${why.slice(0, longestReason - 1)}…` : why,
  ends: {},
});

async function whyNotCreated(
  em: EntityManager,
  draft: DraftRecord | null,
  name: string,
  reader: Reader,
): Promise<string> {
  const creation = draft && (await findCreationOf(em, draft.id, draft.revision));
  const outcome = creation?.outcome as Outcome | null | undefined;
  // Somebody may have pressed Retry since.
  return outcome ? outcomeLine(name, outcome, reader) : wordsIn(reader.language).engine.reach.step.noAnswer;
}

async function workflowLinkOf(
  context: EngineContext,
  em: EntityManager,
  draft: DraftRecord,
): Promise<string | undefined> {
  const creation = await findCreationOf(em, draft.id, draft.revision);
  const workflow = creation && (await workflowOf(em, draft, creation));
  return workflow ? editorLink(context, workflow.n8nId) : undefined;
}
