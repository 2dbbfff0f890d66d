import { errorMessage } from '#src/cards/message-cards.ts';
import { createReference, DeliveryError, FlowsmithError, toUserMessage } from '#src/errors.ts';
import { readerOf } from '#src/language/language.ts';
import { problemText } from '#src/language/problem-text.ts';
import type { JobResult, RunningJob } from '#src/queue/jobs.ts';
import { decideRetry } from '#src/queue/retry.ts';
import { releaseLease, takeLease, toConversationRef } from '#src/store/conversations.ts';
import { forgive } from '#src/store/deliveries.ts';
import type { EventRecord } from '#src/store/entities.ts';
import { findEvent, hasEarlierUnhandled, loadEventContext, markFailed, markHandled } from '#src/store/events.ts';
import { saveMessage } from '#src/store/messages.ts';
import { type EngineContext, platformOf } from './context.ts';
import { oweEnd } from './finish-turn.ts';
import { respondToAction } from './respond-to-action.ts';
import { respondToFailure } from './respond-to-failure.ts';
import { respondToMessage } from './respond-to-message.ts';
import { showAtWork } from './sign-of-life.ts';
import { createSpeaker, type Speaker } from './speaker.ts';

const leaseMs = 15_000;
const busyWaitMs = 250;

/**
 * Runs one turn: the whole answer to one inbound event, at most one at a time per conversation and in the order of
 * arrival. Safe to run again after a crash at any point. Throws only what the queue shall retry.
 */
export async function runTurn(context: EngineContext, job: RunningJob): Promise<JobResult> {
  const em = context.store.fork();
  const row = await findEvent(em, job.id);
  if (row?.status !== 'received') return 'done';
  const owner = crypto.randomUUID();
  if (await hasEarlierUnhandled(em, row)) return { waitMs: busyWaitMs };
  if (!(await takeLease(em, row.conversation, owner, leaseMs))) return { waitMs: busyWaitMs };
  const heartbeat = setInterval(() => {
    takeLease(context.store.fork(), row.conversation, owner, leaseMs).catch((error) =>
      context.log.warn({ err: error }, 'lease not renewed'),
    );
  }, leaseMs / 3);
  try {
    await answerEvent(context, row, job);
    return 'done';
  } finally {
    clearInterval(heartbeat);
    await releaseLease(context.store.fork(), row.conversation, owner).catch(() => {});
  }
}

async function answerEvent(context: EngineContext, row: EventRecord, job: RunningJob): Promise<void> {
  const em = context.store.fork();
  const { conversation, tenant } = await loadEventContext(em, row);
  const event = row.payload;
  if (conversation.closedAt) {
    // Nobody would hear the answer. Saying something there again revives it.
    await markFailed(em, row.id, 'conversation_closed');
    return;
  }
  const platform = platformOf(context, conversation.platform);
  const speaker = createSpeaker(em, platform, conversation, row, event.person);
  const answering = event.kind === 'message' ? readerOf(event) : undefined;
  try {
    await using _sign = showAtWork(platform, toConversationRef(conversation), speaker, answering);
    if (event.kind === 'message') {
      await respondToMessage(context, em, { event, row, conversation, tenant, speaker, signal: job.signal });
    } else if (event.kind === 'action') {
      await respondToAction(context, em, { event, row, conversation, tenant, speaker, signal: job.signal });
    } else {
      await respondToFailure(context, em, { event, row, conversation, tenant, speaker, signal: job.signal });
    }
    await markHandled(em, row.id);
    context.metrics.turns.inc({ platform: conversation.platform, result: 'handled' });
  } catch (error) {
    if (job.signal.aborted) throw error;
    if (worthRetrying(error) && decideRetry(error, job.attempt).kind === 'retry') throw error;
    context.metrics.turns.inc({ platform: conversation.platform, result: 'failed' });
    await giveUp(context, row, error, speaker);
  }
}

/** A person waits for the answer: a model that did not answer is told at once, not retried for minutes. */
function worthRetrying(error: unknown): boolean {
  return !(error instanceof FlowsmithError) || error instanceof DeliveryError;
}

async function giveUp(context: EngineContext, row: EventRecord, error: unknown, speaker: Speaker): Promise<void> {
  const reference = createReference();
  const code = error instanceof FlowsmithError ? error.code : 'internal';
  const level = error instanceof FlowsmithError ? 'warn' : 'error';
  context.log[level]({ err: error, reference, event: row.id, code }, 'turn failed');
  const em = context.store.fork();
  const { language } = readerOf(row.payload);
  const message = errorMessage(problemText({ code, message: toUserMessage(error) }, language), reference, language);
  const undelivered = error instanceof DeliveryError;
  await em.transactional(async (tx) => {
    await saveMessage(tx, { conversation: row.conversation, event: row.id, role: 'assistant', text: message.text });
    await markFailed(tx, row.id, code);
    await oweEnd(tx, row, error);
  });
  // Nobody asked: a notice that could not be made is no answer that somebody waits for.
  if (undelivered || row.payload.kind === 'failure') return;
  try {
    await (row.payload.kind === 'message' ? speaker.say(message) : speaker.whisper(message.text));
    await forgive(em, { kind: 'turn', subject: row.id });
  } catch (failure) {
    context.log.warn({ err: failure, reference }, 'failure not told yet');
  }
}
