import { failureMessage, interruptedMessage, waitingMessage } from '#src/cards/message-cards.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import { readerOf } from '#src/language/language.ts';
import type { MessageRef } from '#src/model/chat.ts';
import { whereSaid } from '#src/store/conversations.ts';
import { type Claim, forgive, owe } from '#src/store/deliveries.ts';
import { saveDraftCard } from '#src/store/draft-cards.ts';
import { findDraft, findRevisionOfEvent } from '#src/store/drafts.ts';
import type { ConversationRecord, DraftRecord, EventRecord } from '#src/store/entities.ts';
import { findEvent, isWorthAnswering, loadEventContext, reopenEvent, saveProgress } from '#src/store/events.ts';
import { answerTo } from '#src/store/messages.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { linkTo } from '../shown/card-links.ts';
import { currentMessage, replacedMessage } from '../shown/presentation.ts';

/** Its turn runs, or will: it speaks for itself. */
const underWayMs = 15_000;
/** A click that could not be answered leaves nothing to rewrite, so whether it can be is only known by another run. */
const firstRunMs = 15_000;
const longestRunMs = 5 * 60_000;

/**
 * How a failed turn ended is owed to whoever caused it. An answer that only could not be delivered is owed itself: the
 * turn runs again. Call it in the transaction that marks the event as failed.
 */
export async function oweEnd(tx: EntityManager, event: EventRecord, error: unknown): Promise<void> {
  const { id: subject, conversation, payload } = event;
  const runAgain = error instanceof DeliveryError && (error.retryable || error.mendable);
  if (!runAgain && error instanceof DeliveryError) {
    // Refused for good, or nobody knows whether it is there: never posted again. What is known to be there is rewritten.
    if (!(await findEvent(tx, subject))?.progress) await forgive(tx, { kind: 'turn', subject });
    return;
  }
  // Nobody waits for a notice.
  if (!runAgain && payload.kind === 'failure') return;
  await owe(tx, { kind: 'turn', subject, conversation, details: { runAgain } });
}

/**
 * Brings a turn to its end that ended without one: a sign of life that is still shown, an answer or a failure that could
 * not be told. Says what is true by now.
 */
export async function finishTurn(
  context: EngineContext,
  claim: Claim<'turn'>,
): Promise<{ laterMs: number; failure?: string } | undefined> {
  const em = context.store.fork();
  const event = await findEvent(em, claim.subject);
  if (!event) return undefined;
  if (event.status === 'received') return { laterMs: underWayMs };
  const { conversation } = await loadEventContext(em, event);
  if (conversation.closedAt) return undefined;
  const runAgain = claim.details?.runAgain ?? false;
  if (runAgain && event.status === 'failed' && (await isWorthAnswering(em, event.id))) {
    // A message shows first whether there is somebody to answer.
    if (event.payload.kind === 'message')
      await say(context, em, event, conversation, waitingMessage('working', readerOf(event.payload).language));
    if (await reopenEvent(em, event.id)) await context.queues.enqueueTurn(event.id, event.lane);
    const laterMs = Math.min(firstRunMs * 2 ** Math.min(claim.attempts, 10), longestRunMs);
    return { laterMs: event.payload.kind === 'message' ? underWayMs : laterMs, failure: event.failure ?? 'failed' };
  }
  await tellEnd(context, em, event, conversation, runAgain);
  return undefined;
}

async function tellEnd(
  context: EngineContext,
  em: EntityManager,
  event: EventRecord,
  conversation: ConversationRecord,
  undelivered: boolean,
): Promise<void> {
  const revision = await findRevisionOfEvent(em, event.id);
  const draft = revision && (await findDraft(em, revision.draft));
  if (draft) return tellDraft(context, em, event, conversation, { draft, revision: revision.revision });
  const { language } = readerOf(event.payload);
  // What a turn that could not be delivered left as its answer is that it could not.
  const failure = event.status === 'failed' && !undelivered ? await answerTo(em, event.id) : undefined;
  if (event.progress || event.payload.kind === 'message') {
    const interrupted = failure ? failureMessage(failure, language) : interruptedMessage(language);
    const end = event.status === 'handled' ? waitingMessage('done', language) : interrupted;
    // Nothing was ever said, and a turn that was handled in silence had nothing to say.
    if (event.progress || event.status === 'failed') await say(context, em, event, conversation, end);
    return;
  }
  const { person, kind } = event.payload;
  if (!failure || kind === 'failure') return;
  await platformOf(context, conversation.platform).notify(whereSaid(event, conversation), person, failure);
}

/** The draft was kept, and its card is the answer. */
async function tellDraft(
  context: EngineContext,
  em: EntityManager,
  event: EventRecord,
  conversation: ConversationRecord,
  { draft, revision }: { draft: DraftRecord; revision: number },
): Promise<void> {
  if (revision < draft.revision) {
    const newest = await linkTo(context, draft.card ?? undefined);
    await say(context, em, event, conversation, await replacedMessage(em, draft, context, revision, newest));
    return;
  }
  const card = await say(context, em, event, conversation, await currentMessage(em, draft, context));
  await saveDraftCard(em, draft, { conversation: conversation.id, card }, { replaced: Math.max(1, revision - 1) });
}

/** As the turn's message: rewrites it, or posts it where nothing was said yet, as far as anybody knows. */
async function say(
  context: EngineContext,
  em: EntityManager,
  event: EventRecord,
  conversation: ConversationRecord,
  message: OutboundMessage,
): Promise<MessageRef> {
  const platform = platformOf(context, conversation.platform);
  const known = event.progress;
  if (known) {
    await platform.update(known, message);
    return known;
  }
  const posted = await platform.post(whereSaid(event, conversation), message, { id: event.id, again: true });
  await saveProgress(em, event, posted.message, posted.conversation);
  return posted.message;
}
