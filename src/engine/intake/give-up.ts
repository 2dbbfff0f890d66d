import { errorMessage } from '#src/cards/message-cards.ts';
import { DeliveryError, FlowsmithError, toUserMessage } from '#src/errors.ts';
import { readerOf } from '#src/language/language.ts';
import { problemText } from '#src/language/problem-text.ts';
import { findActOfEvent } from '#src/store/acts.ts';
import { forgive } from '#src/store/deliveries.ts';
import { findRevisionOfEvent } from '#src/store/drafts.ts';
import type { EventRecord } from '#src/store/entities.ts';
import { findEvent, markFailed } from '#src/store/events.ts';
import { saveMessage } from '#src/store/messages.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { trailOfAnswered } from '#src/store/trails.ts';
import { msSince } from '#src/telemetry/follow.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import type { EngineContext } from '../context.ts';
import { LeaseLost } from '../turn/lease.ts';
import { isAlone } from '../turn/say.ts';
import type { Speaker } from '../turn/speaker.ts';
import { oweEnd } from './finish-turn.ts';

const notShown =
  'What you asked for is done or under way, but it could not be shown. Say "status" to see where it stands; if it keeps happening, tell your Flowsmith operator the reference.';

/** A person waits for the answer: a model that did not answer is told at once, not retried for minutes. */
export function worthRetrying(error: unknown): boolean {
  return !(error instanceof FlowsmithError) || error instanceof DeliveryError;
}

/** Fails the event for good: logged for whoever has to act, and told to whoever waits, where that is possible. */
export async function giveUp(
  context: EngineContext,
  row: EventRecord,
  error: unknown,
  speaker: Speaker,
): Promise<void> {
  const reference = (await trailOfAnswered(context.store.fork(), row.id).catch(() => ({ reference: referenceIn(row) })))
    .reference;
  const known = error instanceof FlowsmithError;
  const code = known ? error.code : 'internal';
  context.log[known ? 'warn' : 'error']({ err: error, reference, event: row.id, code }, 'turn failed');
  context.follow({ step: 'failed', reference, event: row.id, outcome: code, ms: msSince(row.receivedAt) });
  const em = context.store.fork();
  const { language } = readerOf(row.payload);
  // What was drafted or decided is there, whatever kept it from being shown.
  const hidden = !known && (await cameToSomething(em, row));
  const problem = hidden ? { code: 'not_shown', message: notShown } : { code, message: toUserMessage(error) };
  const message = errorMessage(problemText(problem, language), reference, language);
  try {
    await em.transactional(async (tx) => {
      await saveMessage(tx, { conversation: row.conversation, event: row.id, role: 'assistant', text: message.text });
      await markFailed(tx, row.id, code);
      await oweEnd(tx, row, error);
    });
  } catch (failure) {
    if (failure instanceof LeaseLost) throw failure;
    // It must not come back for ever because of that.
    context.log.warn({ err: failure, reference }, 'failure not kept as an answer');
    await markFailed(em, row.id, code);
  }
  // Nobody asked: a notice that could not be made is no answer that somebody waits for.
  if (error instanceof DeliveryError || row.payload.kind === 'failure') return;
  try {
    if (row.payload.kind !== 'message') await speaker.whisper(message.text);
    else if (isAlone({ event: row.payload })) await speaker.answerAlone(message.text, message.card);
    else await speaker.say(message);
    await em.transactional((tx) => forgive(tx, { kind: 'turn', subject: row.id }));
  } catch (failure) {
    context.log.warn({ err: failure, reference }, 'failure not told yet');
  }
}

async function cameToSomething(em: EntityManager, { id }: EventRecord): Promise<boolean> {
  const decided = Object.entries((await findEvent(em, id))?.results ?? {}).some(([what, result]) => {
    const { verdict } = result as { verdict?: { kind: string } };
    return verdict ? ['allowed', 'counted'].includes(verdict.kind) : !what.startsWith('refusal:');
  });
  return decided || (await findRevisionOfEvent(em, id)) !== null || (await findActOfEvent(em, id)) !== null;
}
